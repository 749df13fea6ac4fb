/**
 * Links with which somebody who has no account here connects their number. A link opens one page of one workspace and nothing else: it is
 * 256 random bits of which only the hash is kept, it ends after some days or when it is withdrawn, and once a number was connected with
 * it, it starts nothing more.
 */
import type { LinkOffer, SignupLinkView, SignupMode } from '@recado/contract/onboarding'
import type { Ground } from '@recado/contract/road'
import type { Selectable } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Schema } from '../platform/schema.ts'
import { type Db, inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { hashSecret, newSecret, workspaceOfToken, workspaceToken } from '../team/tokens.ts'
import { onboardings } from './access.ts'
import type { OnboardingDeps } from './deps.ts'
import { forgetTokens } from './forget-tokens.ts'
import { presentOnboarding } from './present.ts'
import { signupStart } from './settings.ts'

type LinkRow = Selectable<Schema['signup_link']>
const DAY_MS = 24 * 3600_000

export async function createLink(
  scope: TxScope,
  publicUrl: string,
  wish: { readonly ground: Ground; readonly mode: SignupMode; readonly days: number },
): Promise<{ link: SignupLinkView; url: string }> {
  requireAbility(scope, 'numbers.connect')
  const token = workspaceToken('con', scope.workspaceId, newSecret())
  const row = await scope.db
    .insertInto('signup_link')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      token_hash: hashSecret(token),
      ground: wish.ground,
      mode: wish.mode,
      created_by: scope.actor.kind === 'person' ? scope.actor.userId : null,
      created_at: scope.now,
      expires_at: new Date(scope.now.getTime() + wish.days * DAY_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return {
    link: presentLink(row, scope.now, scope.actor.kind === 'person' ? scope.actor.name : null),
    url: `${publicUrl}/connect/${token}`,
  }
}

export async function listLinks(scope: TxScope): Promise<SignupLinkView[]> {
  requireAbility(scope, 'numbers.connect')
  const rows = await scope.db
    .selectFrom('signup_link')
    .leftJoin('person', 'person.id', 'signup_link.created_by')
    .selectAll('signup_link')
    .select('person.name as creator')
    .where('signup_link.workspace_id', '=', scope.workspaceId)
    .orderBy('signup_link.created_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ creator, ...row }) => presentLink(row, scope.now, creator))
}

export async function withdrawLink(scope: TxScope, id: string): Promise<void> {
  requireAbility(scope, 'numbers.connect')
  const gone = await scope.db
    .updateTable('signup_link')
    .set({ withdrawn_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new Refusal('not_found', 'No such link, or it was used')
  await forgetTokens(scope)
}

function presentLink(row: LinkRow, now: Date, createdBy: string | null): SignupLinkView {
  const state = row.used_at !== null ? 'used' : row.withdrawn_at !== null ? 'withdrawn' : row.expires_at <= now ? 'expired' : 'open'
  return {
    id: row.id,
    ground: row.ground,
    mode: row.mode,
    state,
    createdBy,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}

const expired = () => new Refusal('link_expired', 'This link was used, withdrawn, or is too old: ask for a new one')

/** The token says where to look; row-level security shows that workspace and no other; the hash decides. */
export function linkScope(db: Db, token: string): Scope {
  const workspaceId = workspaceOfToken('con', token)
  if (workspaceId === null) throw expired()
  return { db, workspaceId, actor: { kind: 'system', name: 'signup link' }, now: new Date() }
}

/** @param forWork to start or go on with something; to look at what came of it, a used link will do */
export async function openLink(scope: TxScope, token: string, forWork: boolean): Promise<LinkRow> {
  const row = await scope.db
    .selectFrom('signup_link')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('token_hash', '=', hashSecret(token))
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', scope.now)
    .executeTakeFirst()
  if (!row || (forWork && row.used_at !== null)) throw expired()
  return row
}

export async function readLink(deps: OnboardingDeps, token: string): Promise<LinkOffer> {
  const scope = linkScope(deps.db, token)
  const { row, workspaceName, onboarding } = await inTransaction(scope, async (tx) => {
    const row = await openLink(tx, token, false)
    const workspace = await tx.db.selectFrom('workspace').select('name').where('id', '=', tx.workspaceId).executeTakeFirstOrThrow()
    const latest = await onboardings(tx)
      .where('link_id', '=', row.id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return { row, workspaceName: workspace.name, onboarding: latest ? await presentOnboarding(tx, latest) : null }
  })
  const start = await signupStart(deps, { ground: row.ground, mode: row.mode, again: null })
  return { workspaceName, mode: row.mode, expiresAt: row.expires_at.toISOString(), start, onboarding }
}
