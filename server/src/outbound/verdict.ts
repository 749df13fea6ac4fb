/** What the answer to a call means for the message and for the number it went out from. Pure. */
import { classifySendError, type SendVerdict, tokenStateOf } from '@recado/cloud-api/errors'
import type { MessageError } from '@recado/contract/messages'
import { ANSWER_LOST } from '../messages/merge-report.ts'
import type { GraphError, SendResult } from './graph-client.ts'

/** again: nothing was sent, another try after this time · unknown: it may have been sent, so nobody but a person sends it again. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly wamid: string }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly error: MessageError }
  | { readonly kind: 'unknown'; readonly error: MessageError }

/** Something every message of the number, or of its account, has to wait for. */
export type Hold =
  | { readonly kind: 'pause'; readonly because: string }
  /** `hint`: which token, by its last characters; whoever made the call says so */
  | { readonly kind: 'token'; readonly state: 'expired' | 'revoked'; readonly because: string; readonly hint?: string }
  | { readonly kind: 'wait'; readonly ms: number; readonly concerns: 'number' | 'account' }
  /** too fast, says Meta */
  | { readonly kind: 'slower' }

/** healthy: Meta answers · down: it does not, or not sensibly; several in a row and the number only sounds it out */
export type Health = 'healthy' | 'down'

export interface Judgement {
  readonly verdict: Verdict
  readonly hold: Hold | null
  readonly health: Health
}

export interface Circumstances {
  /** this attempt included */
  readonly attempts: number
  readonly now: Date
  /** 0 to 1, for jitter */
  readonly random: number
}

const MOST_ATTEMPTS = 8
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 60_000
const THROUGHPUT_EXCEEDED = 130_429

export function judge(result: SendResult, circumstances: Circumstances): Judgement {
  const { attempts, now, random } = circumstances
  switch (result.outcome) {
    case 'accepted':
      return { verdict: { kind: 'accepted', wamid: result.wamid }, hold: null, health: 'healthy' }
    case 'not_sent': {
      const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20))
      return { verdict: { kind: 'again', afterMs: random * longest }, hold: null, health: 'down' }
    }
    case 'ambiguous':
      return { verdict: { kind: 'unknown', error: doubt(result, now) }, hold: null, health: 'down' }
    case 'refused':
      return refused(result.error, circumstances)
  }
}

function refused(error: GraphError, { attempts, now, random }: Circumstances): Judgement {
  const rule = classifySendError(error, attempts)
  const health = 'healthy'
  const again = (ms: number, hold: Hold | null): Judgement => ({ verdict: { kind: 'again', afterMs: ms }, hold, health })
  switch (rule.action) {
    case 'retry': {
      if (rule.wait.concerns === 'message' && attempts >= MOST_ATTEMPTS) return failed(error, rule, now)
      // Meta's wait is the shortest sensible one, so the jitter comes on top of it.
      const ms = rule.wait.seconds * 1_000 * (1 + random)
      if (error.code === THROUGHPUT_EXCEEDED) return again(ms, { kind: 'slower' })
      const concerns = rule.wait.concerns
      return again(ms, concerns === 'number' || concerns === 'account' ? { kind: 'wait', ms, concerns } : null)
    }
    case 'fail':
      return failed(error, rule, now)
    case 'pause':
      return again(0, { kind: 'pause', because: rule.reason })
    case 'token':
      return again(0, { kind: 'token', state: tokenStateOf(error.subcode), because: rule.reason })
    case 'hold':
      return { verdict: { kind: 'unknown', error: doubt({ error }, now) }, hold: null, health: 'down' }
  }
}

const failed = (error: GraphError, rule: SendVerdict, now: Date): Judgement => ({
  verdict: {
    kind: 'failed',
    error: {
      code: error.code,
      reason: rule.reason,
      title: error.title,
      details: error.details,
      retryable: rule.retryable,
      at: now.toISOString(),
    },
  },
  hold: null,
  health: 'healthy',
})

/** The call left and its answer did not come, or did not say. */
export function doubt({ error }: { readonly error: GraphError | null }, now: Date): MessageError {
  return {
    code: error?.code ?? 0,
    reason: ANSWER_LOST,
    title: error?.title ?? 'No answer from WhatsApp; it may have been sent',
    details: error?.details ?? null,
    retryable: true,
    at: now.toISOString(),
  }
}

export interface Waited {
  readonly type: string
  readonly isWindowClosed: boolean
  readonly isAuthentication: boolean
  readonly ageSeconds: number
}

const HOUR = 3_600
/** What nobody wants to get any more. Meta itself drops an authentication template after 10 minutes, others after 30 days. */
const MAX_AGE_SECONDS = { session: 24 * HOUR, authentication: HOUR / 6, template: 30 * 24 * HOUR } as const

/** Looked at just before the call: a message that lay in the queue for too long is not sent. null when it may go. */
export function refuseStale({ type, isWindowClosed, isAuthentication, ageSeconds }: Waited, now: Date): MessageError | null {
  const isTemplate = type === 'template'
  const maxAge = isTemplate ? MAX_AGE_SECONDS[isAuthentication ? 'authentication' : 'template'] : MAX_AGE_SECONDS.session
  if (!isTemplate && isWindowClosed) {
    return ours('window_closed', 'More than 24 hours since the customer wrote; send a template instead', now)
  }
  return ageSeconds > maxAge ? ours('expired', 'It waited too long to be sent', now) : null
}

/** A failure that is our finding and not Meta's. */
export function ours(reason: string, title: string, now: Date): MessageError {
  return { code: 0, reason, title, details: null, retryable: reason === 'expired', at: now.toISOString() }
}
