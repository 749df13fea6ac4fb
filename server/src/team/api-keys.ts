import type { Ability, ApiKeyView, NewApiKey } from '@recado/contract/team'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'
import { KEY_ABILITIES } from './abilities.ts'
import { announceAccessChange } from './announce.ts'
import { presentApiKey } from './present.ts'
import { hashSecret, newSecret, workspaceToken } from './tokens.ts'

/** @returns the key itself, for the only time */
export async function createApiKey(scope: TxScope, draft: NewApiKey): Promise<{ apiKey: ApiKeyView; key: string }> {
  requireAbility(scope, 'api_keys.manage')
  const key = workspaceToken('rk', scope.workspaceId, newSecret())
  const row = await scope.db
    .insertInto('api_key')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      name: draft.name,
      hint: key.slice(-4),
      key_hash: hashSecret(key),
      scopes: scopesFor(scope, draft.scopes),
      created_by: scope.actor.kind === 'person' ? scope.actor.userId : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { apiKey: presentApiKey(row), key }
}

/** A key never gets what its maker does not have, nor what no key may have. */
function scopesFor(scope: TxScope, wanted: readonly Ability[] | undefined): Ability[] {
  const { actor } = scope
  const grantable = KEY_ABILITIES.filter((ability) => actor.kind === 'system' || actor.abilities.has(ability))
  const beyond = wanted?.filter((ability) => !grantable.includes(ability)) ?? []
  if (beyond.length > 0) throw new Refusal('not_allowed', `A key cannot be given ${beyond.join(', ')}`, { scopes: beyond })
  return wanted ? [...new Set(wanted)] : grantable
}

export async function listApiKeys(scope: TxScope): Promise<ApiKeyView[]> {
  requireAbility(scope, 'api_keys.manage')
  const rows = await scope.db
    .selectFrom('api_key')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(presentApiKey)
}

/** The row stays, so that a message sent with it can still say by what. */
export async function revokeApiKey(scope: TxScope, id: string): Promise<void> {
  requireAbility(scope, 'api_keys.manage')
  const revoked = await scope.db
    .updateTable('api_key')
    .set({ revoked_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!revoked) throw new Refusal('not_found', 'No such key')
  await announceAccessChange(scope.db, id)
}
