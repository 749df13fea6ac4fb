import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits. Shown once; only its hash is stored, so a copy of the database opens nothing. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Fast on purpose: the input is random, so there is nothing to guess. Passwords are another matter (passwords.ts). */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** A credential that names its workspace, so that it can be looked up inside that workspace's row-level security. */
export function workspaceToken(prefix: 'rk' | 'inv' | 'con', workspaceId: string, secret: string): string {
  return `${prefix}_${workspaceId.replaceAll('-', '')}_${secret}`
}

const SHAPE = /^(rk|inv|con)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[\w-]{43}$/

/** The workspace a token claims to be of: a place to look, not a proof. */
export function workspaceOfToken(prefix: 'rk' | 'inv' | 'con', token: string): string | null {
  const parts = SHAPE.exec(token)
  return parts?.[1] === prefix ? parts.slice(2).join('-') : null
}
