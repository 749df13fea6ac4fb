import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockHolder, startOf, takeLock } from './process-lock.ts'

describe('the lock of a data directory', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'recado-lock-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  const write = (pid: number, started: string) => writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid, started, what: 'npm start' }))

  test('a second one is refused with the first one named, and nothing is left of the attempt', () => {
    takeLock(dataDir, 'npm start')
    const before = readFileSync(join(dataDir, 'lock'), 'utf8')
    expect(() => takeLock(dataDir, 'recado')).toThrow(`npm start, process ${process.pid}`)
    expect(readdirSync(dataDir)).toEqual(['lock'])
    expect(readFileSync(join(dataDir, 'lock'), 'utf8')).toBe(before)
  })

  test('released, it is free', () => {
    takeLock(dataDir, 'npm start').release()
    expect(lockHolder(dataDir)).toBeNull()
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
    takeLock(dataDir, 'npm start')
  })

  test('a living process of another program is never robbed', async () => {
    const other = spawn('sleep', ['600'])
    await once(other, 'spawn')
    write(other.pid!, startOf(other.pid!)!)
    expect(() => takeLock(dataDir, 'npm start')).toThrow(`process ${other.pid}`)
    other.kill('SIGKILL')
    await once(other, 'exit')
    takeLock(dataDir, 'npm start') // and one that was killed holds nothing
    expect(lockHolder(dataDir)?.pid).toBe(process.pid)
  })

  test('a pid that is used again does not hold what the dead process held', () => {
    write(process.ppid, 'another boot 12345')
    takeLock(dataDir, 'npm start')
    expect(lockHolder(dataDir)?.pid).toBe(process.pid)
  })

  test('a lock cut short by a power failure holds nothing', () => {
    writeFileSync(join(dataDir, 'lock'), '{"pid": 12')
    takeLock(dataDir, 'npm start')
    expect(lockHolder(dataDir)?.what).toBe('npm start')
  })

  test('a process that does not exist has no start', () => {
    const gone = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }))
    expect(startOf(gone)).toBeNull()
    expect(startOf(process.pid)).not.toBeNull()
  })
})
