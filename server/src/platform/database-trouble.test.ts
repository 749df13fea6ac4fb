import pg from 'pg'
import { expect, test } from 'vitest'
import { databaseTrouble } from './database-trouble.ts'

const fromDatabase = (code: string) => Object.assign(new pg.DatabaseError('no', 2, 'error'), { code })
const fromSystem = (code: string, syscall: string) => Object.assign(new Error('no'), { code, syscall })

test.each([
  ['the disk is full', fromDatabase('53100'), 'said'],
  ['it is being stopped', fromDatabase('57P01'), 'said'],
  ['it is starting', fromDatabase('57P03'), 'said'],
  ['it is out of connections', fromDatabase('53300'), 'said'],
  ['another session crashed', fromDatabase('57P02'), 'vanished'],
  ['its socket is gone', fromSystem('ENOENT', 'connect'), 'vanished'],
  ['nobody listens', fromSystem('ECONNREFUSED', 'connect'), 'vanished'],
  ['the line is cut', fromSystem('ECONNRESET', 'read'), 'vanished'],
  ['the driver lost it', new Error('Connection terminated unexpectedly'), 'vanished'],
  ['the pool got no connection', new Error('timeout exceeded when trying to connect'), 'vanished'],
  ['a row is there already', fromDatabase('23505'), null],
  ['a statement took too long', fromDatabase('57014'), null],
  ['a statement needs too much memory', fromDatabase('53200'), null],
  ['a file is missing', fromSystem('ENOENT', 'open'), null],
  ['a bug', new TypeError('undefined is not a function'), null],
  ['a word', 'Connection terminated', null],
])('%s', (_what, error, trouble) => {
  expect(databaseTrouble(error)).toBe(trouble)
})
