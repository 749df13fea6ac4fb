/** What webhooks say about templates. Tolerant: what we cannot place makes the account due for a new reading instead. */
import { type JsonObject, word } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import { markTemplatesDue } from '../numbers/account-due.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { recordTelling } from './history/tell.ts'
import { readCategory, readQuality, readStatus, readSuggestion, type Said } from './read-change.ts'

type Apply = (tx: Tx, workspaceId: string, change: Change, now: Date) => Promise<Publication[]>

/** One line per webhook field about templates. */
export const TEMPLATE_FIELDS: Readonly<Record<string, Apply>> = {
  message_template_status_update: forTemplate(readStatus),
  message_template_quality_update: forTemplate(readQuality),
  template_category_update: forTemplate(readCategory),
  template_correct_category_detection: forTemplate(readSuggestion),
  // Leaves out most of what there is to know, and comes for edits of our own too: the list has to be read, at once.
  message_template_components_update: forTemplate(() => 'unsaid'),
}

function forTemplate(read: (value: JsonObject, now: Date) => Said | 'unsaid' | null): Apply {
  return async (tx, workspaceId, change, now) => {
    const waba = await tx
      .selectFrom('waba')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('waba_id', '=', change.wabaId)
      .where('disconnected_at', 'is', null)
      .executeTakeFirst()
    const said = waba ? read(change.value, now) : null
    if (!waba || said === null) return []
    const template = said === 'unsaid' ? undefined : await templateOf(tx, workspaceId, waba.id, change.value)
    if (said === 'unsaid' || !template) {
      await markTemplatesDue(tx, workspaceId, waba.id)
      return []
    }
    await tell(tx, { workspaceId, template, said, change, now })
    return [{ event: { type: 'templates.synced', wabaId: change.wabaId }, audience: null }]
  }
}

interface Row {
  readonly id: string
  readonly status: string
  readonly category: string
  readonly quality: string | null
  readonly removed_at: Date | null
}

/** By Meta's id, or by name and language where the id is new to us. Held until commit, so that tellings come one after the other. */
async function templateOf(tx: Tx, workspaceId: string, waba: string, value: JsonObject): Promise<Row | undefined> {
  const id = word(value['message_template_id']) ?? ''
  const rows = await tx
    .selectFrom('template')
    .select(['id', 'meta_template_id', 'status', 'category', 'quality', 'removed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('waba', '=', waba)
    .where(({ or, and, eb }) =>
      or([
        eb('meta_template_id', '=', id),
        and([
          eb('name', '=', word(value['message_template_name']) ?? ''),
          eb('language', '=', word(value['message_template_language']) ?? ''),
        ]),
      ]),
    )
    .forNoKeyUpdate()
    .execute()
  return rows.find((row) => row.meta_template_id === id) ?? rows[0]
}

interface Told {
  readonly workspaceId: string
  readonly template: Row
  readonly said: Said
  readonly change: Change
  readonly now: Date
}

async function tell(tx: Tx, { workspaceId, template, said, change, now }: Told): Promise<void> {
  const { kind, to, detail, set } = said
  const from = kind === 'status' ? template.status : (said.from ?? (kind === 'quality' ? template.quality : null))
  const toldAt = change.at === null ? null : new Date(change.at * 1000)
  const entry = { templateId: template.id, kind, from: from === to ? null : from, to, detail }
  const verdict = await recordTelling(tx, { workspaceId, entry, toldAt, now })
  if (verdict === 'stale' || Object.keys(set).length === 0) return
  await tx
    .updateTable('template')
    .set({ ...set, ...(set.removed_at && { removed_at: template.removed_at ?? set.removed_at }), synced_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', template.id)
    .execute()
}
