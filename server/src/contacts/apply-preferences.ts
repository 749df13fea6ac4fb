/** What WhatsApp tells about what people want, and about who they are, besides messages. */
import type { Json, JsonObject } from '@recado/cloud-api/json'
import type { Change, StatusReport } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { type NewConsent, recordConsent } from './consent.ts'
import { identitiesOf } from './identity.ts'
import { type Move, moveIdentity } from './move-identity.ts'

type Apply = (tx: Tx, workspaceId: string, change: Change, now: Date) => Promise<Publication[]>

/** One line per webhook field about people. `messages` is here for values that hold no message but news of somebody's ids. */
export const PEOPLE_FIELDS: Readonly<Record<string, Apply>> = {
  user_preferences: applyPreferences,
  user_id_update: applyIdUpdates,
  messages: applyIdUpdates,
}

/** Somebody pressed "stop" or "resume" in WhatsApp itself (cloud-api: user_preferences). `signup` is an opt-in at Meta's own form. */
async function applyPreferences(tx: Tx, workspaceId: string, change: Change, now: Date): Promise<Publication[]> {
  const said = list(change.value['user_preferences']).filter((item) => item['category'] === 'marketing_messages')
  const entries: NewConsent[] = []
  for (const item of said) {
    const person = { waId: word(item['wa_id']), bsuid: word(item['user_id']), parentBsuid: word(item['parent_user_id']) }
    const contactId = await contactOf(tx, workspaceId, person)
    const value = item['value']
    if (contactId === null || (value !== 'stop' && value !== 'resume' && value !== 'signup')) continue
    const seconds = Number(item['timestamp'])
    const at = seconds > 0 && seconds < 253_402_300_799 ? new Date(seconds * 1000) : now
    const opted = value === 'stop' ? 'opted_out' : 'opted_in'
    entries.push({ contactId, word: opted, source: 'whatsapp_settings', detail: word(item['detail']), byId: null, at })
  }
  return recordConsent(tx, workspaceId, entries)
}

async function contactOf(tx: Tx, workspaceId: string, person: Parameters<typeof identitiesOf>[0]): Promise<string | null> {
  const identities = identitiesOf(person)
  if (identities.length === 0) return null
  const { rows } = await sql<{ contact_id: string }>`
    select i.contact_id from unnest(${identities.map((i) => i.kind)}::text[], ${identities.map((i) => i.value)}::text[]) with ordinality as w(kind, value, nth)
    join contact_identity i on i.workspace_id = ${workspaceId} and i.kind = w.kind and i.value = w.value order by w.nth limit 1`.execute(tx)
  return rows[0]?.contact_id ?? null
}

/** Not a field any more (cloud-api: system), but seen in the wild: `{wa_id, user_id: {previous, current}, …}`. */
async function applyIdUpdates(tx: Tx, workspaceId: string, change: Change): Promise<Publication[]> {
  const news: Publication[] = []
  for (const item of list(change.value['user_id_update'])) {
    const [id, parent] = [object(item['user_id']), object(item['parent_user_id'])]
    const silent = { profileName: null, username: null }
    const waId = word(item['wa_id'])
    const move: Move = {
      from: { waId, bsuid: word(id['previous']), parentBsuid: word(parent['previous']), ...silent },
      to: { waId, bsuid: word(id['current']), parentBsuid: word(parent['current']), ...silent },
    }
    if (move.to.bsuid !== null) news.push(...(await moveIdentity(tx, workspaceId, move)))
  }
  return news
}

/** "The user has stopped marketing messages from this business" (cloud-api: errors, 131050). */
const STOPPED_MARKETING = 131_050

/** Meta refused a message because its reader has opted out: then they have, whether or not we were told. */
export async function optOutRefused(tx: Tx, workspaceId: string, reports: readonly StatusReport[]): Promise<Publication[]> {
  const refused = reports.filter((report) => report.error?.code === STOPPED_MARKETING)
  if (refused.length === 0) return []
  const { rows } = await sql<{ wamid: string; contact_id: string }>`
    select m.wamid, c.contact_id from message m join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    where m.workspace_id = ${workspaceId} and m.wamid = any(${refused.map((report) => report.wamid)}::text[])`.execute(tx)
  const people = new Map(rows.map((row) => [row.wamid, row.contact_id]))
  const entries = refused.flatMap((report): NewConsent[] => {
    const contactId = people.get(report.wamid)
    if (contactId === undefined) return []
    const at = new Date(report.timestamp * 1000)
    return [{ contactId, word: 'opted_out', source: 'refused_by_meta', detail: report.error?.title ?? null, byId: null, at }]
  })
  return recordConsent(tx, workspaceId, entries)
}

const object = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {})
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.map(object) : [])
const word = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
