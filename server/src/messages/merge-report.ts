/**
 * One report into what is known. Pure; commutative, associative and idempotent like the status itself (status.ts), so that the order in
 * which reports are processed, repeated or batched leaves no trace.
 */
import { errorRule } from '@recado/cloud-api/errors'
import type { StatusReport } from '@recado/cloud-api/webhook'
import type { MessageError, MessageStatus } from '@recado/contract/messages'
import type { DeliveryState } from './delivery-state.ts'
import { mergeTimes, nextStatus } from './status.ts'

/** Our own word for a call whose answer never came; any report about the message takes it back. */
export const ANSWER_LOST = 'answer_lost'

type Report = Pick<StatusReport, 'wamid' | 'status' | 'timestamp' | 'error' | 'pricing'>

/** @returns the very same state when the report says nothing new */
export function mergeReport(state: DeliveryState, report: Report): DeliveryState {
  const reported = Object.hasOwn(REPORTED, report.status) ? REPORTED[report.status] : undefined
  const status = reported === undefined ? state.status : nextStatus(state.status, reported)
  const times = mergeTimes(state.times, report.status, report.timestamp)
  const failure = reported === 'failed' ? failureOf(report) : null
  const error = firstFailure(withoutDoubt(state.error, status), failure)
  const merged: DeliveryState = {
    ...state,
    wamid: state.wamid ?? (report.wamid === '' ? null : report.wamid),
    status,
    times,
    error,
    pricing: fuller(state.pricing, report.pricing),
  }
  return isSame(state, merged) ? state : merged
}

/** Words Meta may report about what we sent. Any other ("deleted", "warning") leaves only its time. */
const REPORTED: Readonly<Record<string, MessageStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'played',
  failed: 'failed',
}

function failureOf({ error, timestamp }: Report): MessageError {
  const code = error?.code ?? 0
  const rule = errorRule(code)
  return {
    code,
    reason: rule.reason,
    title: error?.title ?? '',
    details: error?.details ?? null,
    retryable: rule.retryable,
    at: new Date(timestamp * 1000).toISOString(),
  }
}

const withoutDoubt = (error: MessageError | null, status: MessageStatus) =>
  status !== 'unknown' && error?.reason === ANSWER_LOST ? null : error

/** The earliest; of one second, the one whose text sorts first: any rule will do as long as it does not depend on who came first. */
function firstFailure(known: MessageError | null, reported: MessageError | null): MessageError | null {
  if (known === null || reported === null) return known ?? reported
  if (known.at !== reported.at) return known.at < reported.at ? known : reported
  return JSON.stringify(known) <= JSON.stringify(reported) ? known : reported
}

/** Later reports may add the cost to what an earlier one said. */
function fuller<T extends Readonly<Record<string, unknown>>>(known: T | null, reported: T | null): T | null {
  if (known === null || reported === null) return known ?? reported
  const [a, b] = [rankOf(known), rankOf(reported)]
  return a >= b ? known : reported
}

const rankOf = (value: Readonly<Record<string, unknown>>) => {
  const keys = Object.keys(value).sort()
  return `${String(keys.length).padStart(4, '0')} ${JSON.stringify(keys.map((key) => [key, value[key]]))}`
}

const isSame = (a: DeliveryState, b: DeliveryState) =>
  a.wamid === b.wamid &&
  a.status === b.status &&
  a.error === b.error &&
  a.pricing === b.pricing &&
  Object.keys(a.times).length === Object.keys(b.times).length &&
  Object.entries(b.times).every(([word, at]) => a.times[word] === at)
