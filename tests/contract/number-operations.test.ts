/** docs/meta-operations.md says which of Meta's operations about accounts and numbers are used: it names each of them, and is true. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CALLS } from './graph-calls.ts'

const FILE = new URL('../../../shared/protocol/openapi/business-messaging-api_v23.0.yaml', import.meta.url)
const TABLE = new URL('../../docs/meta-operations.md', import.meta.url)

/** What the file has besides: messages, media, templates, flows, groups, calls, partners. */
const ELSEWHERE =
  /group|flow|media|solution|TEMPLATE_ID|message_templates|whatsapp\/webhooks|calls|call_permissions|marketing_messages|messages|message_history|Message-History|extendedcredits|Migration|obo|onbehalf|User-ID|Application-ID|mm_lite/i

const rows = readFileSync(TABLE, 'utf8')
  .split('\n')
  .filter((line) => /^\| (?:GET|POST|PUT|DELETE) /.test(line))
  .map((line) => {
    const [, method = '', path = '', operation = '', used = '', why = ''] = line.split('|').map((cell) => cell.trim().replaceAll('`', ''))
    return { method, path, operation, isUsed: used === 'yes', why }
  })

test('what the table calls used is a call of ours, and what it does not is none', () => {
  const calls = new Set(Object.values(CALLS).flatMap(({ operation }) => operation ?? []))
  expect(rows.filter(({ operation, isUsed }) => calls.has(operation) !== isUsed).map(({ operation }) => operation)).toEqual([])
})

test('every line says where, or why not', () => {
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter(({ why }) => why === '')).toEqual([])
})

describe.skipIf(!existsSync(FILE))("against Meta's OpenAPI file (skipped where ../shared/protocol/openapi is absent)", () => {
  test('the table names every operation, and no other', () => {
    const file: { paths: Record<string, Record<string, { operationId?: string }>> } = parse(readFileSync(FILE, 'utf8'))
    const inFile = Object.entries(file.paths).flatMap(([path, item]) =>
      ELSEWHERE.test(path)
        ? []
        : ['get', 'post', 'put', 'delete'].flatMap((method) =>
            item[method] ? [`${method.toUpperCase()} ${path.replace('/{Version}', '')} ${item[method].operationId}`] : [],
          ),
    )
    expect(rows.map(({ method, path, operation }) => `${method} ${path} ${operation}`).sort()).toEqual(inFile.sort())
  })
})
