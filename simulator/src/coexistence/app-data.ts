/** POST /{phone-number-id}/smb_app_data: asks a phone for its address book or its history, once each and within a day. */
import { requireManagement } from '../graph/access.ts'
import { type NumberCall, required, text } from '../graph/call.ts'
import { GraphRefusal, parameter } from '../graph/refusal.ts'
import { nodeId } from '../world/ids.ts'
import type { Json } from '../world/records.ts'
import { handOverHistory, handOverPhoneBook } from './hand-over.ts'

const CLOCK_MS = 24 * 3600_000
const HAND_OVER = { smb_app_state_sync: handOverPhoneBook, history: handOverHistory } as const

const isKnown = (type: string): type is keyof typeof HAND_OVER => type in HAND_OVER

export function askPhone({ account, number, params, token, publisher }: NumberCall): Json {
  requireManagement(token)
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  const type = required(params, 'sync_type')
  if (!isKnown(type)) throw parameter('Param sync_type must be one of {smb_app_state_sync, history}')
  if (!number.coexistence) throw parameter('The phone number is not in use in the WhatsApp Business app.')
  const asked = number.syncsAsked ?? []
  if (asked.includes(type)) throw new GraphRefusal(2593107)
  if (Date.now() - number.lastOnboardedAt > CLOCK_MS) throw new GraphRefusal(2593108)
  account.numbers.patch(number, { syncsAsked: [...asked, type] })
  HAND_OVER[type]({ account, number, publisher })
  return { messaging_product: 'whatsapp', request_id: nodeId() }
}
