/** What a check may say. Whatever Meta did not answer clearly is unknown: no check can turn that into anything better. */
import type { CallResult, GraphError } from '../outbound/graph-client.ts'

export type Facts = Readonly<Record<string, string | number>>
export interface Verdict {
  readonly state: 'passed' | 'failed' | 'unknown'
  /** Screens have a sentence for each. */
  readonly code: string
  readonly facts: Facts
}

export const passed = (code: string, facts: Facts = {}): Verdict => ({ state: 'passed', code, facts })
export const failed = (code: string, facts: Facts = {}): Verdict => ({ state: 'failed', code, facts })
export const unknown = (code: string, facts: Facts = {}): Verdict => ({ state: 'unknown', code, facts })

export const NO_APP = unknown('no_app')
export const NO_DEMO = unknown('no_demo')

/** Judges an answer; without one there is nothing to judge. */
export function judged<T>(result: CallResult<T>, judge: (value: T) => Verdict): Verdict {
  if (result.ok) return judge(result.value)
  if (result.error !== null) return unknown('meta_error', { meta: result.error.details ?? result.error.title, code: result.error.code })
  return unknown(/_unreadable$/.test(result.cause) ? 'meta_nonsense' : 'meta_silent', { cause: result.cause })
}

/** Graph's "this token or secret is not good": the one kind of error that says something about what was asked. */
export const isTokenError = (error: GraphError | null): boolean => error !== null && [101, 102, 190].includes(error.code)
