import { type RawBuilder, sql } from 'kysely'
import { type Scope, seesPhones } from '../platform/scope.ts'

/** An agent in a workspace whose agents see only their own: theirs, and what nobody has taken yet. Everyone else sees all. */
export type Sight = ({ readonly kind: 'all' } | { readonly kind: 'own'; readonly userId: string }) & {
  /** phone numbers are kept from them (platform/veil.ts) */
  readonly veiled?: true
}

/** Rights were read with the credential, for this very request (callers.ts). */
export function sightOf(actor: Scope['actor']): Sight {
  const veiled = seesPhones({ actor }) ? {} : { veiled: true as const }
  return actor.kind === 'person' && actor.confined === true ? { kind: 'own', userId: actor.userId, ...veiled } : { kind: 'all', ...veiled }
}

export function maySee(sight: Sight, assigneeId: string | null): boolean {
  return sight.kind === 'all' || assigneeId === null || assigneeId === sight.userId
}

/** A condition on conversation c. */
export const inSight = (sight: Sight): RawBuilder<unknown> =>
  sight.kind === 'all' ? sql`true` : sql`(c.assignee_id is null or c.assignee_id = ${sight.userId})`

/** A condition on contact k: whoever sees only their own conversations sees only the people in them, and those who have none yet. */
export function inContactSight(sight: Sight): RawBuilder<unknown> {
  if (sight.kind === 'all') return sql`true`
  const theirs = sql`from conversation c where c.workspace_id = k.workspace_id and c.contact_id = k.id`
  return sql`(exists (select 1 ${theirs} and ${inSight(sight)}) or not exists (select 1 ${theirs}))`
}
