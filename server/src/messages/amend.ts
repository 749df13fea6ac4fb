/**
 * Edits and deletions of messages (cloud-api: messages, edit and revoke). They come as messages of their own, before or after what they
 * change and in any order, so what a message has become is always worked out anew from all of them.
 */
import type { JsonObject } from '@recado/cloud-api/json'
import { sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import { type Amendment, amended, isAmendment } from './amendment.ts'
import type { MessageRow } from './present.ts'
import type { InboundRow } from './store.ts'

export interface AmendedMessage {
  readonly row: MessageRow
  readonly authorName: string | null
}

interface Found extends MessageRow {
  readonly author_name: string | null
  readonly amendments: readonly { readonly type: string; readonly content: JsonObject; readonly at: string }[]
}

/**
 * Changes what the given messages edit or take back, and those among them that were edited or taken back before they came. Only their
 * own author's word counts, in their own conversation.
 *
 * @param awaited wamids for which an edit or deletion has been waiting
 * @returns what looks different now
 */
export async function applyAmendments(
  tx: Tx,
  workspaceId: string,
  stored: readonly InboundRow[],
  awaited: ReadonlySet<string>,
): Promise<AmendedMessage[]> {
  const targets = stored.flatMap((row) => [
    ...(isAmendment(row.type) && row.context_wamid !== null ? [row.context_wamid] : []),
    ...(row.wamid !== null && awaited.has(row.wamid) ? [row.wamid] : []),
  ])
  if (targets.length === 0) return []
  const changed = (await readTargets(tx, workspaceId, targets)).flatMap(({ author_name, amendments, ...before }) => {
    const words = amendments.map((one): Amendment => ({ ...one, at: new Date(one.at) }))
    const row = amended(before, words)
    return row === null ? [] : [{ row, authorName: author_name }]
  })
  await save(
    tx,
    workspaceId,
    changed.map(({ row }) => row),
  )
  return changed
}

async function readTargets(tx: Tx, workspaceId: string, targets: readonly string[]): Promise<Found[]> {
  const { rows: found } = await sql<Found>`
    select m.*, p.name as author_name, (
      select jsonb_agg(jsonb_build_object('type', a.type, 'content', a.content, 'at', a.sent_at) order by a.sent_at, a.arrival)
      from message a
      where a.workspace_id = m.workspace_id and a.context_wamid = m.wamid and a.type in ('edit', 'revoke')
        and a.conversation_id = m.conversation_id and a.direction = m.direction) as amendments
    from message m left join person p on p.id = m.author_id
    where m.workspace_id = ${workspaceId} and m.wamid = any(${targets}::text[]) and m.type not in ('edit', 'revoke')
    order by m.id for update of m`.execute(tx)
  return found.map((row) => ({ ...row, amendments: row.amendments ?? [] }))
}

async function save(tx: Tx, workspaceId: string, messages: readonly MessageRow[]): Promise<void> {
  if (messages.length === 0) return
  await sql`
    update message m set content = d.content, text = d.text, marks = d.marks, raw = d.raw, media = d.media, edited_at = d.edited_at, revoked_at = d.revoked_at
    from ${rows('d', { id: 'uuid', content: 'jsonb', text: 'text', marks: 'jsonb', raw: 'jsonb', media: 'jsonb', edited_at: 'timestamptz', revoked_at: 'timestamptz' }, messages)}
    where m.workspace_id = ${workspaceId} and m.id = d.id`.execute(tx)
  const gone = messages.filter((message) => message.revoked_at !== null).map((message) => message.id)
  if (gone.length > 0) await tx.deleteFrom('media').where('workspace_id', '=', workspaceId).where('message_id', 'in', gone).execute()
}
