/**
 * How much of what Meta lets an account and an app ask within an hour is used, as the headers of its answers say. Work that nobody waits
 * for stops long before the end, so that people and sends never meet the limit because of it.
 * Source: Graph API rate limits, X-Business-Use-Case-Usage and X-App-Usage; percentages, and minutes until access is regained.
 */
import { z } from 'zod'

/** Percent. What is above it is kept for people. */
const BACKGROUND_ENDS = 60
/** Where Meta does not say when: its windows slide over an hour. */
const REST_MS = 10 * 60_000
const MOST_REST_MS = 3600_000

export interface UsageHeaders {
  readonly app: string | null
  readonly business: string | null
}

export interface Allowances {
  /** @param app whom Meta counts the call for, besides the account */
  note(app: string, headers: UsageHeaders, now?: number): void
  /** How long work that nobody waits for leaves the account alone; 0: it may ask. @param account Meta's id */
  restMs(app: string, account: string, now?: number): number
}

const percent = z.coerce.number().min(0).catch(0)
const usage = z.object({ call_count: percent, total_time: percent, total_cputime: percent })
const minutes = z.coerce.number().min(0).catch(0)
const businessUsage = z.record(z.string(), z.array(usage.extend({ estimated_time_to_regain_access: minutes })))

export function createAllowances(): Allowances {
  const until = new Map<string, number>()

  function rest(key: string, used: z.infer<typeof usage>, regainMinutes: number, now: number): void {
    if (Math.max(used.call_count, used.total_time, used.total_cputime) < BACKGROUND_ENDS && regainMinutes === 0) until.delete(key)
    else until.set(key, now + Math.min(regainMinutes * 60_000 || REST_MS, MOST_REST_MS))
  }

  return {
    note(app, headers, now = Date.now()) {
      const ofApp = usage.safeParse(parse(headers.app))
      if (ofApp.success) rest(app, ofApp.data, 0, now)
      const ofBusiness = businessUsage.safeParse(parse(headers.business))
      for (const [id, [first]] of Object.entries(ofBusiness.data ?? {})) {
        if (first !== undefined) rest(`${app} ${id}`, first, first.estimated_time_to_regain_access, now)
      }
    },
    restMs(app, account, now = Date.now()) {
      return Math.max(0, ...[app, `${app} ${account}`].map((key) => (until.get(key) ?? 0) - now))
    },
  }
}

function parse(header: string | null): unknown {
  try {
    return header === null ? null : JSON.parse(header)
  } catch {
    return null
  }
}
