/** What Meta decides about a number and its account, decided by hand: for the page backstage. */
import { z } from 'zod'
import { notFound, Refused } from '../http/refused.ts'
import { json } from '../http/reply.ts'
import type { ApiHandler, ApiRequest } from '../http/routes.ts'
import type { PhoneDeps } from '../phone/api.ts'
import { tell } from '../webhooks/tell.ts'
import type { Account } from '../world/account.ts'
import { officialOf } from '../world/official.ts'
import type { NumberRecord } from '../world/records.ts'

const REASONS = [
  'NAME_EMPLOYEE_ISSUE',
  'NAME_ENDCLIENT_NOTRELATED',
  'NAME_FORMAT_UNACCEPTABLE',
  'NAME_INDIVIDUAL_ISSUE',
  'NAME_NOT_CONSISTENT',
  'UNKNOWN',
] as const
const decision = z.discriminatedUnion('act', [
  z.object({ act: z.literal('approveName') }),
  z.object({ act: z.literal('declineName'), reason: z.enum(REASONS).default('NAME_NOT_CONSISTENT') }),
  z.object({ act: z.literal('rate'), quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']) }),
  z.object({ act: z.literal('limit'), tier: z.enum(['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']) }),
  z.object({ act: z.literal('upgrade') }),
  z.object({ act: z.literal('approveUsername') }),
  z.object({ act: z.literal('official'), approved: z.boolean() }),
  z.object({ act: z.literal('restrict'), on: z.boolean() }),
  z.object({ act: z.literal('revokeTokens') }),
])
type Decision = z.infer<typeof decision>

interface Place extends PhoneDeps {
  readonly account: Account
  readonly number: NumberRecord
}

export function numberDecisionRoutes(deps: PhoneDeps): Readonly<Record<string, ApiHandler>> {
  const placeOf = ({ params }: ApiRequest): Place => {
    const account = deps.world.accounts.get(params.wabaId ?? '')
    const number = account?.numbers.get(params.phoneNumberId ?? '')
    if (!account || !number) throw notFound('number')
    return { ...deps, account, number }
  }
  const path = '/api/wabas/:wabaId/numbers/:phoneNumberId'
  return {
    [`GET ${path}`]: (request) => json(standingOf(placeOf(request))),
    [`POST ${path}`]: (request) => {
      const place = placeOf(request)
      decide(place, decision.parse(request.body))
      return json(standingOf(place))
    },
  }
}

/** What of a number and its account is Meta's to say. */
const standingOf = ({ account, number }: Place) => ({
  quality: number.qualityRating,
  tier: account.waba.tier ?? 'TIER_2K',
  throughput: number.throughputLevel,
  name: number.verifiedName,
  newName: number.newNameStatus === 'PENDING_REVIEW' ? number.newName : null,
  username: number.username,
  usernameStatus: number.username === null ? null : (number.usernameStatus ?? 'approved'),
  official: officialOf(number).status,
  restricted: account.waba.restricted === true,
  prompts: number.automation.prompts ?? [],
  commands: number.automation.commands ?? [],
})

function decide(place: Place, wish: Decision): void {
  const { account, number } = place
  const about = { display_phone_number: number.digits }
  switch (wish.act) {
    case 'approveName':
      reviewName(place, 'APPROVED', null)
      break
    case 'declineName':
      reviewName(place, 'REJECTED', wish.reason)
      break
    case 'rate': // no webhook tells it: whoever wants to know reads again
      account.numbers.patch(number, { qualityRating: wish.quality })
      break
    case 'limit':
      account.wabas.patch(account.waba, { tier: wish.tier })
      tell(place, 'business_capability_update', { max_daily_conversations_per_business: wish.tier, max_phone_numbers_per_waba: 25 })
      break
    case 'upgrade':
      account.numbers.patch(number, { throughputLevel: 'HIGH' })
      tell(place, 'phone_number_quality_update', { ...about, event: 'THROUGHPUT_UPGRADE' })
      break
    case 'approveUsername':
      if (number.username === null) throw new Refused(409, 'conflict', 'No username was asked for')
      account.numbers.patch(number, { usernameStatus: 'approved' })
      tell(place, 'business_username_update', { ...about, username: number.username, status: 'approved' })
      break
    case 'official':
      reviewOfficial(place, wish.approved)
      break
    case 'restrict':
      restrict(place, wish.on)
      break
    case 'revokeTokens': // no webhook tells it: the next call is refused
      for (const token of account.tokens.values()) account.tokens.patch(token, { revoked: true })
      break
  }
}

/** An approved name is the number's at once; customers see it when the number has been registered again with its new certificate. */
function reviewName(place: Place, decisionWord: 'APPROVED' | 'REJECTED', reason: string | null): void {
  const { account, number } = place
  if (number.newName === null || number.newNameStatus !== 'PENDING_REVIEW') throw new Refused(409, 'conflict', 'No name waits for review')
  const name = number.newName
  const isApproved = decisionWord === 'APPROVED'
  account.numbers.patch(number, isApproved ? { verifiedName: name, nameStatus: 'APPROVED' } : {})
  account.numbers.patch(number, { newNameStatus: isApproved ? 'APPROVED' : 'DECLINED' })
  const value = { display_phone_number: number.digits, decision: decisionWord, requested_verified_name: name, rejection_reason: reason }
  tell(place, 'phone_number_name_update', value)
}

function reviewOfficial(place: Place, approved: boolean): void {
  const { account, number } = place
  if (officialOf(number).status !== 'PENDING') throw new Refused(409, 'conflict', 'No application waits for review')
  const status = approved ? 'APPROVED' : 'REJECTED'
  const message = approved ? 'This is an official business account.' : 'The business is not notable enough yet. Apply again in 30 days.'
  account.numbers.patch(number, { official: { status, message } })
  tell(place, 'account_alerts', {
    entity_type: 'PHONE_NUMBER',
    entity_id: number.id,
    alert_info: { alert_severity: 'INFORMATIONAL', alert_status: 'ACTIVE', alert_type: `OBA_${status}`, alert_description: message },
  })
}

const WEEK_S = 7 * 24 * 3600

function restrict(place: Place, on: boolean): void {
  place.account.wabas.patch(place.account.waba, { restricted: on })
  const expiration = Math.floor(place.account.now() / 1000) + WEEK_S
  const info = on ? [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration }] : []
  tell(place, 'account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info: info })
}
