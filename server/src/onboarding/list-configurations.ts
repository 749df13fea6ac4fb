import { z } from 'zod'
import type { GraphClient } from '../outbound/graph-client.ts'
import type { SignupApp } from '../outbound/graph-signup.ts'

const answer = z.object({
  config_ids: z.object({ data: z.array(z.object({ id: z.coerce.string(), name: z.string().catch('') })) }).nullish(),
})

/** The Login for Business configurations of the app, so that a mistyped id is seen before Meta's popup says nothing. null: not known. */
export async function listConfigurations(graph: GraphClient, app: SignupApp): Promise<{ id: string; name: string }[] | null> {
  const target = { baseUrl: app.baseUrl, token: `${app.id}|${app.secret}`, appSecret: null }
  const found = await graph.call(target, { method: 'GET', path: [app.id], query: { fields: 'config_ids' } }, answer)
  return found.ok ? (found.value.config_ids?.data ?? null) : null
}
