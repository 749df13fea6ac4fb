import type { ContactBulk } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { requireAbility } from '../../platform/access.ts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { requireMember } from '../../team/members.ts'
import { matching } from '../filter.ts'
import { knownTags } from '../tags.ts'

/** Tags and owner of many at once, in one transaction. People out of sight, and ids of nobody, are passed over. @returns how many */
export async function changeMany(scope: TxScope, bulk: ContactBulk): Promise<{ changed: number }> {
  requireAbility(scope, 'contacts.manage')
  const [add, remove] = [await knownTags(scope, bulk.addTags), await knownTags(scope, bulk.removeTags)]
  if (typeof bulk.ownerId === 'string') await requireMember(scope, bulk.ownerId)
  const named = bulk.contactIds === undefined ? sql`true` : sql`k.id = any(${bulk.contactIds}::uuid[])`
  const where = sql`${await matching(scope, bulk.filter ?? {})} and ${named}`
  const { rows } = await sql<{ n: number }>`
    with chosen as materialized (select k.id from contact k where ${where}),
    added as (
      insert into contact_tag (workspace_id, tag_id, contact_id)
      select ${scope.workspaceId}, t.id, chosen.id from chosen cross join unnest(${add}::uuid[]) as t(id) on conflict do nothing
    ),
    removed as (
      delete from contact_tag ct using chosen
      where ct.workspace_id = ${scope.workspaceId} and ct.contact_id = chosen.id and ct.tag_id = any(${remove}::uuid[])
    ),
    owned as (
      update contact k set owner_id = ${bulk.ownerId ?? null}, updated_at = ${scope.now} from chosen
      where k.workspace_id = ${scope.workspaceId} and k.id = chosen.id and ${bulk.ownerId !== undefined}
    )
    select count(*)::int as n from chosen`.execute(scope.db)
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
  return { changed: rows[0]?.n ?? 0 }
}
