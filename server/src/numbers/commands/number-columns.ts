import type { NumberFacts } from '@recado/cloud-api/numbers'

/** Meta's facts under our column names. What Meta leaves out is not known, which is not the same as empty: it keeps what was there. */
export function columnsOf(facts: NumberFacts) {
  const onboarded = instantOf(facts.last_onboarded_time)
  const limit = facts.whatsapp_business_manager_messaging_limit ?? facts.messaging_limit_tier
  return {
    display_phone_number: facts.display_phone_number,
    ...(facts.verified_name !== null && { verified_name: facts.verified_name }),
    ...(facts.status !== null && { status: facts.status }),
    // It works again: what it left for is over.
    ...(facts.status === 'CONNECTED' && { left_app: null }),
    ...(facts.quality_rating !== null && { quality_rating: facts.quality_rating }),
    ...(facts.throughput?.level && { throughput_level: facts.throughput.level }),
    ...(limit !== null && { messaging_limit: limit }),
    ...(facts.name_status !== null && { name_status: facts.name_status }),
    ...(facts.code_verification_status !== null && { code_verification: facts.code_verification_status }),
    ...(facts.account_mode !== null && { account_mode: facts.account_mode }),
    // Both together say coexistence: the number lives in the phone's Business app and on Cloud API at once.
    ...(facts.is_on_biz_app !== null &&
      facts.is_on_biz_app !== undefined && { is_coexistence: facts.is_on_biz_app && facts.platform_type === 'CLOUD_API' }),
    ...(onboarded !== null && { onboarded_at: onboarded }),
  }
}

/** Graph writes offsets without a colon, which not every reader of dates takes. */
function instantOf(text: string | null): Date | null {
  const at = new Date((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at.getTime()) ? null : at
}
