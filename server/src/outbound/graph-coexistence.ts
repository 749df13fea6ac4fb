/** The one call with which a phone is asked for what it may hand over; once for each of the two. */
import { z } from 'zod'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

const SYNC_TYPES = { contacts: 'smb_app_state_sync', history: 'history' } as const
const answer = z.object({ request_id: z.coerce.string().nullish().catch(null) })

/** @returns Meta's id of the request; it says nothing about whether anything will come */
export async function askPhoneFor(
  graph: GraphClient,
  target: GraphTarget,
  phoneNumberId: string,
  what: keyof typeof SYNC_TYPES,
): Promise<CallResult<string | null>> {
  const body = { messaging_product: 'whatsapp', sync_type: SYNC_TYPES[what] }
  const result = await graph.call(target, { method: 'POST', path: [phoneNumberId, 'smb_app_data'], body }, answer)
  return result.ok ? { ok: true, value: result.value.request_id ?? null } : result
}
