/** What a check of the doctor may say. What Meta did not answer clearly is unknown, and nothing here makes it better than that. */
import type { DoctorItem, DoctorMend } from '@recado/contract/doctor'
import type { CallResult } from '../outbound/graph-client.ts'
import { judged, unknown, type Verdict } from '../road/verdict.ts'

export type Diagnosis = Omit<DoctorItem, 'id'>
type Facts = DoctorItem['facts']

export const good = (code: string, facts: Facts = {}): Diagnosis => ({ state: 'good', code, facts, mend: null })
export const warning = (code: string, facts: Facts = {}, mend: DoctorMend | null = null): Diagnosis => ({
  state: 'warning',
  code,
  facts,
  mend,
})
export const broken = (code: string, facts: Facts = {}, mend: DoctorMend | null = null): Diagnosis => ({
  state: 'broken',
  code,
  facts,
  mend,
})
export const unsure = (code: string, facts: Facts = {}): Diagnosis => ({ state: 'unknown', code, facts, mend: null })

/** Judges an answer; without one there is nothing to judge. */
export function told<T>(result: CallResult<T>, judge: (value: T) => Diagnosis): Diagnosis {
  return result.ok ? judge(result.value) : fromRoad(judged(result, () => unknown('meta_nonsense')))
}

interface Meaning {
  /** How bad it is when the road calls it failed. */
  readonly failed?: 'warning' | 'broken'
  readonly mend?: DoctorMend | null
}

/** The road's words for the same thing, where they mean "one has not chosen yet". */
const ELSEWHERE: Readonly<Record<string, string>> = { no_demo: 'no_token', no_app: 'app_unknown' }

/** A check of the road to Tech Provider, weighed for a number that works every day. */
export function fromRoad({ state, code, facts }: Verdict, { failed = 'broken', mend = null }: Meaning = {}): Diagnosis {
  const said = { code: ELSEWHERE[code] ?? code, facts: withoutSecrets(facts) }
  if (state === 'passed') return { ...said, state: 'good', mend: null }
  return state === 'unknown' ? { ...said, state: 'unknown', mend: null } : { ...said, state: failed, mend }
}

/** Somebody else's address may carry somebody else's secret. */
export function withoutSecrets(facts: Facts): Facts {
  const { url } = facts
  return typeof url === 'string' ? { ...facts, url: plainUrl(url) } : facts
}

export function plainUrl(url: string): string {
  if (!URL.canParse(url)) return url.replace(/[?#].*$/, '')
  const { protocol, host, pathname, search } = new URL(url)
  return `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`
}
