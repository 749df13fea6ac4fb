import type { SealedColumn } from '../platform/rotate-keys.ts'

/** Every column that holds ciphertext. architecture.test.ts finds what is sealed elsewhere. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'road', column: 'reviewer_password', row: 'ground', isWorkspaces: false },
  { table: 'onboarding', column: 'token', row: 'id', isWorkspaces: true },
  { table: 'phone_number', column: 'pin', row: 'id', isWorkspaces: true },
  { table: 'push_subscription', column: 'subscription', row: 'id', isWorkspaces: false },
  { table: 'installation', column: 'push_keys', row: 'id', isWorkspaces: false },
  { table: 'waba', column: 'token', row: 'id', isWorkspaces: true },
  { table: 'meta_app', column: 'secret', row: 'secret_print', isWorkspaces: false },
  { table: 'meta_app', column: 'verify_token', row: 'secret_print', isWorkspaces: false },
]
