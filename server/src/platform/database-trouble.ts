import pg from 'pg'

/**
 * What keeps any statement from being carried out, whatever it says: not the fault of who asked.
 * `said`: the database answers, and says that it cannot now (stopping, starting, full, out of connections).
 * `vanished`: it does not answer any more; perhaps because of what it was asked.
 */
export type DatabaseTrouble = 'said' | 'vanished'

/** PostgreSQL's appendix A. Out of memory (53200) is not here: one statement may be the only one that needs so much. */
const SAID = new Set(['53000', '53100', '53300', '57P01', '57P03', '57P05', '58000', '58030', '25006'])
/** Another session crashed, and all are ended with it. */
const CRASHED = new Set(['57P02'])
const CONNECTION_CLASS = /^08/
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAGAIN',
])
const SYSTEM_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo'])
/** The driver has no codes for these. */
const DRIVER_SAYS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error)/

/** null: the statement itself is at fault, or it was no statement at all. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (error instanceof pg.DatabaseError) {
    if (SAID.has(code)) return 'said'
    return CRASHED.has(code) || CONNECTION_CLASS.test(code) ? 'vanished' : null
  }
  const isSystems = SYSTEM_CODES.has(code) && 'syscall' in error && SYSTEM_CALLS.has(String(error.syscall))
  return isSystems || DRIVER_SAYS.test(error.message) ? 'vanished' : null
}
