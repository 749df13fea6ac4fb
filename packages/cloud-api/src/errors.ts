/**
 * What Meta's error numbers mean to somebody who sends. From Meta's Cloud API error reference; the same code may come in the answer to a
 * call or later in a `failed` status report.
 */

/**
 * retry: nothing was sent, the same request may pass soon · retry_pair: likewise, but only this customer must wait · fail: the same
 * message will not pass · pause_number: nothing from this number will pass until a person mends the cause · token: the access token or
 * its permissions are the cause · ambiguous: Meta itself does not know whether it went out.
 */
export type ErrorClass = 'retry' | 'retry_pair' | 'fail' | 'pause_number' | 'token' | 'ambiguous'

export interface ErrorRule {
  /** Stable word; screens translate it. */
  readonly reason: string
  readonly class: ErrorClass
  /** Whether a person who sends the very same again later may succeed. */
  readonly retryable: boolean
  /** Shortest sensible wait before the first retry, and whom the wait concerns. */
  readonly wait?: { readonly seconds: number; readonly concerns: 'pair' | 'number' | 'account' | 'message' }
}

const fail = (reason: string, retryable = false): ErrorRule => ({ reason, class: 'fail', retryable })
const pause = (reason: string): ErrorRule => ({ reason, class: 'pause_number', retryable: true })
const token = (reason: string): ErrorRule => ({ reason, class: 'token', retryable: true })
const ambiguous = (reason: string): ErrorRule => ({ reason, class: 'ambiguous', retryable: true })
const retry = (reason: string, seconds: number, concerns: 'number' | 'account' | 'message'): ErrorRule => ({
  reason,
  class: 'retry',
  retryable: true,
  wait: { seconds, concerns },
})

export const ERRORS: Readonly<Record<number, ErrorRule>> = {
  0: token('token_invalid'),
  1: ambiguous('meta_unsure'),
  2: ambiguous('meta_unavailable'),
  3: token('permission_missing'),
  4: retry('app_rate_limit', 60, 'account'),
  10: token('permission_missing'),
  33: pause('number_gone'),
  100: fail('invalid_parameter'),
  190: token('token_invalid'),
  368: pause('account_restricted'),
  80007: retry('account_rate_limit', 60, 'account'),
  130403: fail('forbidden'),
  130429: retry('number_rate_limit', 1, 'number'),
  130472: fail('marketing_experiment'),
  130497: fail('country_not_allowed'),
  131000: ambiguous('meta_unsure'),
  131005: token('access_denied'),
  131008: fail('parameter_missing'),
  131009: fail('parameter_invalid'),
  131016: ambiguous('meta_unavailable'),
  131020: fail('group_invalid'),
  131021: fail('recipient_is_sender'),
  131026: fail('undeliverable', true),
  131030: fail('recipient_not_in_test_list', true),
  131031: pause('account_locked'),
  131037: pause('display_name_not_approved'),
  131041: fail('group_unknown'),
  131042: pause('payment_problem'),
  131044: pause('payment_problem'),
  131045: pause('number_not_registered'),
  131047: fail('window_closed'),
  131048: pause('spam_limit'),
  131049: fail('marketing_limit_of_user'),
  131050: fail('user_opted_out'),
  131051: fail('unsupported_type'),
  131052: fail('media_download_failed'),
  131053: fail('media_refused'),
  131055: fail('endpoint_not_allowed'),
  131056: { reason: 'pair_rate_limit', class: 'retry_pair', retryable: true, wait: { seconds: 4, concerns: 'pair' } },
  131057: retry('account_in_maintenance', 60, 'number'),
  131060: fail('not_available_to_api'),
  131061: fail('endpoint_not_allowed'),
  131062: fail('recipient_needs_phone'),
  131063: fail('marketing_disabled'),
  131064: fail('template_misuse_limit'),
  131201: fail('group_partly_failed'),
  131202: fail('group_participant_twice'),
  131204: fail('group_too_large'),
  131207: fail('group_suspended'),
  131208: retry('group_rate_limit', 10, 'message'),
  132000: fail('template_parameter_count'),
  132001: fail('template_missing'),
  132005: fail('template_text_too_long'),
  132007: fail('template_policy'),
  132008: fail('template_parameter_invalid'),
  132012: fail('template_parameter_format'),
  132015: fail('template_paused', true),
  132016: fail('template_disabled'),
  132018: fail('template_parameter_invalid'),
  132068: fail('flow_blocked'),
  132069: fail('flow_throttled', true),
  133000: pause('number_not_registered'),
  133004: retry('meta_unavailable', 5, 'number'),
  133005: fail('pin_wrong'),
  133006: pause('number_not_verified'),
  133008: fail('pin_guesses'),
  133009: fail('pin_guesses'),
  133010: pause('number_not_registered'),
  133016: fail('registrations_exhausted'),
  136024: fail('codes_exhausted'),
  136025: fail('code_wrong'),
  133015: retry('number_recently_deleted', 300, 'number'),
  134011: pause('payment_terms'),
  134100: fail('only_marketing'),
  134101: retry('template_syncing', 120, 'message'),
  134102: fail('marketing_not_available'),
  134103: fail('marketing_not_available'),
  135000: fail('request_malformed'),
  137000: fail('identity_changed'),
  138000: fail('calling_not_enabled'),
  1752041: fail('already_invited'),
  2494100: retry('account_in_maintenance', 60, 'number'),
}

const UNKNOWN_CODE = fail('refused_by_meta')

/** The rule for a code. Never undefined: Meta adds codes faster than anybody documents them. */
export function errorRule(code: number): ErrorRule {
  if (code >= 200 && code <= 299) return token('permission_missing')
  return ERRORS[code] ?? UNKNOWN_CODE
}

/** What became of a token that was refused. Subcode 463: its time is over; 460, 467 and others: somebody ended it. */
export const tokenStateOf = (subcode: number | null | undefined): 'expired' | 'revoked' => (subcode === 463 ? 'expired' : 'revoked')

export const isKnownError = (code: number): boolean => code in ERRORS || (code >= 200 && code <= 299)

export interface SendVerdict {
  /** hold: do not send again, a status report will tell · pause: stop the number · token: stop the account and say so */
  readonly action: 'retry' | 'fail' | 'pause' | 'token' | 'hold'
  readonly reason: string
  readonly retryable: boolean
  /** For `retry`: seconds before try number `attempts + 1` (without jitter), and what has to wait meanwhile. */
  readonly wait: { readonly seconds: number; readonly concerns: 'pair' | 'number' | 'account' | 'message' }
}

const ACTION: Readonly<Record<ErrorClass, SendVerdict['action']>> = {
  retry: 'retry',
  retry_pair: 'retry',
  fail: 'fail',
  pause_number: 'pause',
  token: 'token',
  ambiguous: 'hold',
}
const LONGEST_WAIT_SECONDS = 3600

/**
 * What to do about an error in the answer to a send. `subcode` matters in one place: 100 with subcode 33 is Graph's "this object is
 * gone or not yours", which no change of the message mends.
 * @param attempts how often this message was tried before, this attempt included
 */
export function classifySendError(error: { readonly code: number; readonly subcode?: number | null }, attempts = 1): SendVerdict {
  const rule = errorRule(error.code === 100 && error.subcode === 33 ? 33 : error.code)
  const first = rule.wait ?? { seconds: 1, concerns: 'message' as const }
  // Meta asks for 4^n seconds on a pair; doubling is enough elsewhere.
  const factor = (rule.class === 'retry_pair' ? 4 : 2) ** Math.max(0, attempts - 1)
  const seconds = Math.min(LONGEST_WAIT_SECONDS, first.seconds * factor)
  return { action: ACTION[rule.class], reason: rule.reason, retryable: rule.retryable, wait: { seconds, concerns: first.concerns } }
}
