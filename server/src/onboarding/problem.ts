/** Meta's answer at one step, as a cause that a person can do something about. Pure. Sources: Cloud API and Graph error references. */
import { errorRule } from '@recado/cloud-api/errors'
import type { OnboardingStep, SignupProblem } from '@recado/contract/onboarding'
import type { CallResult } from '../outbound/graph-client.ts'

export type Failed = Extract<CallResult<unknown>, { ok: false }>

export interface Trouble {
  readonly problem: SignupProblem
  readonly facts: Readonly<Record<string, string>>
  /** The same request may pass by itself a little later. */
  readonly passes: boolean
}

export function troubleOf(step: OnboardingStep, failed: Failed): Trouble {
  if (failed.error === null) return { problem: 'meta_unreachable', facts: { cause: failed.cause }, passes: true }
  const { code, subcode, title, details, httpStatus, traceId } = failed.error
  const facts = { code: String(code), meta: details ?? title, ...(traceId !== null && { trace: traceId }) }
  const { class: kind } = errorRule(code)
  const known = SAID[step]?.(code, subcode, facts.meta) ?? anywhere(code, subcode, facts.meta)
  if (known !== null) return { problem: known, facts, passes: false }
  const passes = kind === 'retry' || kind === 'ambiguous' || httpStatus >= 500
  return { problem: passes ? 'meta_busy' : 'meta_refused', facts, passes }
}

type Rule = (code: number, subcode: number | null, words: string) => SignupProblem | null

const REGISTERING: Readonly<Record<number, SignupProblem>> = {
  133005: 'pin_needed',
  133006: 'number_not_verified',
  133008: 'pin_guesses',
  133009: 'pin_guesses',
  133015: 'number_recently_deleted',
  133016: 'too_many_registrations',
}

const SAID: Partial<Record<OnboardingStep, Rule>> = {
  code: (code, subcode, words) => {
    if (subcode === 36007) return 'code_expired'
    if (subcode === 36009) return 'code_used'
    if (subcode === 36008 || /redirect_uri/i.test(words)) return 'code_redirect'
    return code === 101 || /client secret|validating application/i.test(words) ? 'app_secret_wrong' : null
  },
  grant: (code) => (code === 190 || code === 101 ? 'app_secret_wrong' : null),
  webhooks: (code, _subcode, words) => (code === 100 && /must be subscribed/i.test(words) ? 'app_without_webhook' : null),
  register: (code) => REGISTERING[code] ?? null,
}

/** Advanced access is missing, or the business may not do this: Meta says both with the same numbers, and adds words only to one. */
function anywhere(code: number, subcode: number | null, words: string): SignupProblem | null {
  if (code === 368 || /api access blocked|restricted/i.test(words)) return 'business_restricted'
  if (code === 190) return 'grant_invalid'
  if (code === 10 || code === 3 || (code >= 200 && code <= 299)) return 'access_not_advanced'
  return code === 100 && subcode === 33 ? 'account_not_shared' : null
}
