import type { ContactFilter } from '@recado/contract/contacts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { inContactSight, sightOf } from '../team/sight.ts'
import { findContacts } from './search.ts'

/** A condition on contact k: of the workspace, not merged away, in sight, and all that the filter asks for. */
export async function matching(scope: TxScope, filter: ContactFilter): Promise<RawBuilder<unknown>> {
  const words = filter.q?.trim() ?? ''
  const parts = [
    sql`k.workspace_id = ${scope.workspaceId} and k.merged_into is null`,
    inContactSight(sightOf(scope.actor)),
    words === '' ? null : (await findContacts(scope, words)).isFound,
    filter.owner === undefined ? null : ownedBy(scope, filter.owner),
    filter.consent === undefined ? null : sql`k.consent = ${filter.consent}`,
    filter.blocked === undefined
      ? null
      : sql`${sql.raw(filter.blocked === 'true' ? '' : 'not')} exists (select 1 from contact_block b
      where b.workspace_id = k.workspace_id and b.contact_id = k.id)`,
    filter.attribute === undefined ? null : withAttribute(filter.attribute, filter.value),
    filter.seenAfter === undefined ? null : seenSince(filter.seenAfter),
    filter.seenBefore === undefined ? null : sql`not ${seenSince(filter.seenBefore)}`,
    ...tagsOf(filter.tag).map(
      (tag) =>
        sql`exists (select 1 from contact_tag ct where ct.workspace_id = k.workspace_id and ct.tag_id = ${tag} and ct.contact_id = k.id)`,
    ),
  ]
  return sql.join(
    parts.filter((part) => part !== null),
    sql` and `,
  )
}

function tagsOf(words: string | undefined): string[] {
  const tags = z
    .array(z.uuid())
    .max(20)
    .safeParse(
      (words ?? '')
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
  if (!tags.success) throw new Refusal('invalid', 'tag is one or more tag ids, comma separated', { field: 'tag' })
  return tags.data
}

function ownedBy(scope: TxScope, owner: string): RawBuilder<unknown> {
  if (owner === 'none') return sql`k.owner_id is null`
  if (owner !== 'me') return sql`k.owner_id = ${owner}`
  return scope.actor.kind === 'person' ? sql`k.owner_id = ${scope.actor.userId}` : sql`false`
}

/** Values are compared as they are written, so that one form of address serves every kind of attribute. */
const withAttribute = (id: string, value: string | undefined): RawBuilder<unknown> =>
  value === undefined ? sql`k.attributes ? ${id}` : sql`lower(k.attributes ->> ${id}) = lower(${value})`

/** A service window ends 24 hours after the customer last wrote. */
export const LAST_SEEN = sql`(select max(c.window_expires_at) - interval '24 hours' from conversation c where c.workspace_id = k.workspace_id and c.contact_id = k.id)`

const seenSince = (at: string): RawBuilder<unknown> => sql`exists (select 1 from conversation c
  where c.workspace_id = k.workspace_id and c.contact_id = k.id and c.window_expires_at > ${at}::timestamptz + interval '24 hours')`
