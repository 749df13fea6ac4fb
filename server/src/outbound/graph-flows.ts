import { FLOW_FIELDS, type FlowFacts, flowsAnswer } from '@recado/cloud-api/flows'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

/** An account has a handful; what is beyond the first hundred is seen in WhatsApp Manager. */
export async function readFlows(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<FlowFacts[]>> {
  const query = { fields: FLOW_FIELDS, limit: 100 }
  const result = await graph.call(target, { method: 'GET', path: [wabaId, 'flows'], query }, flowsAnswer)
  return result.ok ? { ok: true, value: result.value.data } : result
}
