/** WhatsApp Flows of an account, as Graph lists them. */
import { z } from 'zod'

export const FLOW_FIELDS = 'id,name,status'
const flow = z.object({ id: z.union([z.string(), z.number()]).transform(String), name: z.string(), status: z.string() })
export type FlowFacts = z.infer<typeof flow>
export const flowsAnswer = z.object({ data: z.array(flow) })
