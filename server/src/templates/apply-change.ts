/** What webhooks say about templates. Tolerant: what we cannot place makes the account due for a new reading instead. */
import type { Json, JsonObject } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import { markTemplatesDue } from '../numbers/templates-due.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'

type Apply = (tx: Tx, workspaceId: string, change: Change, now: Date) => Promise<Publication[]>

interface TemplateChange {
  readonly status?: string
  readonly category?: string
  readonly quality?: string
  readonly rejected_reason?: string | null
  readonly removed_at?: Date
}

/** One line per webhook field about templates. null: something changed that only a new reading tells. */
export const TEMPLATE_FIELDS: Readonly<Record<string, Apply>> = {
  message_template_status_update: forTemplate(statusChange),
  message_template_quality_update: forTemplate((value) =>
    typeof value.new_quality_score === 'string' ? { quality: value.new_quality_score } : {},
  ),
  template_category_update: forTemplate(categoryChange),
  message_template_components_update: forTemplate(() => null),
}

function forTemplate(read: (value: JsonObject, now: Date) => TemplateChange | null): Apply {
  return async (tx, workspaceId, change, now) => {
    const waba = await tx
      .selectFrom('waba')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('waba_id', '=', change.wabaId)
      .where('disconnected_at', 'is', null)
      .executeTakeFirst()
    if (!waba) return []
    const set = read(change.value, now)
    if (set !== null && Object.keys(set).length === 0) return []
    const isKnown = set !== null && (await changeTemplate(tx, { workspaceId, waba: waba.id, value: change.value, set, now }))
    if (!isKnown) await markTemplatesDue(tx, workspaceId, waba.id)
    return isKnown ? [{ event: { type: 'templates.synced', wabaId: change.wabaId }, audience: null }] : []
  }
}

interface Placed {
  readonly workspaceId: string
  readonly waba: string
  readonly value: JsonObject
  readonly set: TemplateChange
  readonly now: Date
}

/** By Meta's id, or by name and language where the id is new to us. */
async function changeTemplate(tx: Tx, { workspaceId, waba, value, set, now }: Placed): Promise<boolean> {
  const changed = await tx
    .updateTable('template')
    .set({ ...set, synced_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('waba', '=', waba)
    .where(({ or, and, eb }) =>
      or([
        eb('meta_template_id', '=', word(value.message_template_id)),
        and([eb('name', '=', word(value.message_template_name)), eb('language', '=', word(value.message_template_language))]),
      ]),
    )
    .returning('id')
    .execute()
  return changed.length > 0
}

/** Events that are not the name of a status. FLAGGED announces a disabling with a date; until then it can be sent. */
const STATUS_AFTER: Readonly<Record<string, string | null>> = { REINSTATED: 'APPROVED', UNARCHIVED: 'APPROVED', FLAGGED: null }

function statusChange(value: JsonObject, now: Date): TemplateChange | null {
  const event = word(value.event)
  if (event === '') return {}
  if (event === 'DELETED') return { status: 'DELETED', removed_at: now }
  const status = event in STATUS_AFTER ? STATUS_AFTER[event] : event
  if (typeof status !== 'string') return {}
  return { status, rejected_reason: status === 'REJECTED' ? reasonOf(value) : null }
}

function reasonOf(value: JsonObject): string | null {
  const info = isObject(value.rejection_info) ? value.rejection_info : {}
  const reason = word(info.reason) || word(value.reason)
  return reason === '' || reason === 'NONE' ? null : reason
}

/** Announced 24 hours ahead with `correct_category`; done when it comes with `previous_category`. */
function categoryChange(value: JsonObject): TemplateChange {
  const category = word(value.new_category)
  return value.previous_category === undefined || category === '' ? {} : { category }
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const word = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
