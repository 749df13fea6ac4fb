import { NEEDED_SCOPES, type NumberToken } from '@recado/contract/number-token'
import type { NumberView, WebhookSettings } from '@recado/contract/numbers'
import type { Config } from '../config.ts'
import { requireAbility } from '../platform/access.ts'
import type { Scope, TxScope } from '../platform/scope.ts'
import type { Vault } from '../platform/vault.ts'
import { accessNumber, connectedNumbers } from './access.ts'
import { presentNumber } from './present.ts'
import { workspaceVerifyToken } from './verify-token.ts'

/** All of them: a workspace has a handful. Oldest first, so that a new one does not move the others. */
export async function listNumbers(scope: TxScope): Promise<NumberView[]> {
  requireAbility(scope, 'numbers.read')
  const rows = await connectedNumbers(scope).orderBy('phone_number.created_at').orderBy('phone_number.id').execute()
  return rows.map(presentNumber)
}

export async function readNumberView(scope: TxScope, id: string): Promise<NumberView> {
  return presentNumber(await accessNumber(scope, id, 'numbers.read'))
}

/** Asked of our own memory, never of Meta: the daily look fills it. */
export async function readNumberToken(scope: TxScope, id: string): Promise<NumberToken> {
  const { waba } = await accessNumber(scope, id, 'numbers.read')
  const row = await scope.db
    .selectFrom('waba')
    .select(['token_state', 'token_hint', 'token_scopes', 'token_expires_at', 'token_checked_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .executeTakeFirstOrThrow()
  const isKnown = row.token_checked_at !== null && row.token_state === 'ok'
  return {
    state: row.token_state,
    hint: row.token_hint,
    scopes: row.token_scopes,
    missing: isKnown ? NEEDED_SCOPES.filter((scopeName) => !row.token_scopes.includes(scopeName)) : [],
    expiresAt: row.token_expires_at?.toISOString() ?? null,
    checkedAt: row.token_checked_at?.toISOString() ?? null,
  }
}

/** What a person copies into the webhook settings of a Meta app of their own. */
export function webhookSettings(scope: Scope, vault: Vault, config: Pick<Config, 'PUBLIC_URL'>): WebhookSettings {
  requireAbility(scope, 'numbers.connect')
  return { ...callbackOf(config), verifyToken: workspaceVerifyToken(vault, scope.workspaceId) }
}

/** Where we listen, and whether Meta can reach it. */
export function callbackOf(config: Pick<Config, 'PUBLIC_URL'>): Pick<WebhookSettings, 'callbackUrl' | 'isPublic'> {
  const { protocol, hostname } = new URL(config.PUBLIC_URL)
  const isPublic = protocol === 'https:' && hostname.includes('.') && !/^(?:[\d.]+|.*\.(?:local|internal|localhost))$/.test(hostname)
  return { callbackUrl: `${config.PUBLIC_URL}/webhooks/whatsapp`, isPublic }
}
