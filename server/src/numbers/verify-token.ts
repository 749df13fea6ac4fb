/**
 * The verify token a workspace is asked to copy into its Meta app. It is computed, not stored, so that Meta's handshake succeeds even
 * before the first number is connected, in whichever order a person does the two.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '../platform/vault.ts'

const SHAPE = /^rv-([0-9a-f]{32})-[\w-]{24}$/

export function workspaceVerifyToken(vault: Vault, workspaceId: string): string {
  const name = workspaceId.replaceAll('-', '').toLowerCase()
  return `rv-${name}-${vault.fingerprint('verify_token', name).slice(0, 24)}`
}

export function isWorkspaceVerifyToken(vault: Vault, token: string): boolean {
  const name = SHAPE.exec(token)?.[1]
  if (name === undefined) return false
  return timingSafeEqual(Buffer.from(token), Buffer.from(workspaceVerifyToken(vault, name)))
}
