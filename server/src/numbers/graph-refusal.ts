import { errorRule } from '@recado/cloud-api/errors'
import type { CallResult } from '../outbound/graph-client.ts'
import { Refusal } from '../platform/errors.ts'

type Failed = Extract<CallResult<unknown>, { ok: false }>

/** Meta's answer to something a person asked for just now, as a refusal of that request. */
export function graphRefusal(failed: Failed, what: string): Refusal {
  if (failed.error === null) {
    return new Refusal('meta_unreachable', `Meta could not be reached to ${what} (${failed.cause})`, { problem: 'graph_unreachable' })
  }
  const { code, subcode, title, details, traceId } = failed.error
  const problem = errorRule(code).reason
  return new Refusal('meta_refused', `Meta refused to ${what}: ${details ?? title}`, { problem, code, subcode, title, details, traceId })
}

/** Stable word for a failed call: a reason of Meta's error table, or graph_unreachable. */
export function problemOf(failed: Failed): string {
  return failed.error === null ? 'graph_unreachable' : errorRule(failed.error.code).reason
}
