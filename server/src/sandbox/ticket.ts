/** Lets somebody into the simulator's signup popup for an hour: only who was given a page with its button, signed in or by a link. */
import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '../platform/vault.ts'

const VALID_MS = 3600_000
const sign = (vault: Vault, until: string) => vault.fingerprint('sandbox signup', until)

export function sandboxTicket(vault: Vault, now: Date): string {
  const until = String(now.getTime() + VALID_MS)
  return `${until}.${sign(vault, until)}`
}

export function isSandboxTicket(vault: Vault, ticket: string, now: Date): boolean {
  const [until = '', signature = ''] = ticket.split('.')
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(vault, until))]
  return given.length === right.length && timingSafeEqual(given, right) && Number(until) > now.getTime()
}
