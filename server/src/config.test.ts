import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig, SETTING_NAMES } from './config.ts'

const example = Object.fromEntries(
  readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
)

describe('the settings', () => {
  test('.env.example names every one of them, once, and no other', () => {
    expect(Object.keys(example).sort()).toEqual([...SETTING_NAMES].sort())
  })

  test('.env.example as it stands is the same as no settings at all', () => {
    expect(readConfig(example)).toEqual(readConfig({}))
  })

  test.each([
    ['PORT', '99999'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'recado.example.com'],
    ['PUBLIC_URL', 'ftp://recado.example.com'],
    ['DATABASE_URL', 'mysql://localhost/recado'],
    ['ROLES', 'web,everything'],
    ['META_GRAPH_VERSION', '26'],
    ['META_APP_ID', 'my-app'],
    ['META_APP_SECRET', 'short'],
    ['META_APP_SECRET', 'changeme'],
    ['META_APP_SECRET', '429683C4C977415CAAFCCE10F7D57E11'],
    ['META_VERIFY_TOKEN', '12121212'],
    ['SANDBOX', 'yes'],
    ['DELIVERY_RETENTION_DAYS', '7'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}`))
  })

  test('a password that anybody would try is refused', () => {
    const owner = { OWNER_EMAIL: 'ana@example.com', OWNER_WORKSPACE: 'Acme', OWNER_PASSWORD: 'changemenow' }
    expect(() => readConfig(owner)).toThrow(/^OWNER_PASSWORD is a value that anybody would try/)
  })

  test('the owner is given whole or not at all', () => {
    expect(() => readConfig({ OWNER_EMAIL: 'ana@example.com' })).toThrow(/set all three or none/)
  })
})
