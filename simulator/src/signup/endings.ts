/** Every way in which Embedded Signup can end, as somebody who rehearses chooses it. */
import type { Json } from '../world/records.ts'

export const ENDINGS = ['finish', 'finish_only_waba', 'cancel', 'error', 'code_expired', 'code_used', 'no_permission', 'other_pin'] as const
export type Ending = (typeof ENDINGS)[number]

interface Made {
  readonly businessId: string
  readonly wabaId: string
  readonly phoneNumberId: string | null
}

const said = (event: string, data: Json, version: unknown = '3'): Json => ({ type: 'WA_EMBEDDED_SIGNUP', event, version, data })

/** What the popup tells the page that opened it. Shapes: Embedded Signup, session logging. */
export function messageOf(ending: Ending, made: Made, isCoexistence: boolean): Json {
  const { businessId, wabaId, phoneNumberId } = made
  if (isCoexistence) return said('FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', { waba_id: wabaId }, 3)
  if (ending === 'finish_only_waba' || phoneNumberId === null) return said('FINISH_ONLY_WABA', { waba_id: wabaId, business_id: businessId })
  const lists = { ad_account_ids: [], page_ids: [], dataset_ids: [] }
  return said('FINISH', { phone_number_id: phoneNumberId, waba_id: wabaId, business_id: businessId, ...lists })
}

export const cancelled = (step: string): Json => said('CANCEL', { current_step: step })

export const failed = (now: number): Json =>
  said('CANCEL', {
    error_message: 'This phone number is already registered with another account.',
    error_id: '524126',
    session_id: 'f34b51dab5e0498e',
    timestamp: String(Math.floor(now / 1000)),
  })
