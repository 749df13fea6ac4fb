/** What the checks ask Meta, each question once per run. An answer that does not name the very thing that was asked about is no answer. */
import { z } from 'zod'
import type { CallResult, GraphClient, GraphTarget } from '../outbound/graph-client.ts'

const word = z.coerce.string().nullish()
const list = <T extends z.ZodType>(item: T) => z.union([z.array(item), z.object({ data: z.array(item) }).transform(({ data }) => data)])

export const appFields = {
  name: z.object({ name: z.string() }),
  icon_url: z.object({ icon_url: z.string().nullish() }),
  logo_url: z.object({ logo_url: z.string().nullish() }),
  category: z.object({ category: z.string().nullish() }),
  privacy_policy_url: z.object({ privacy_policy_url: z.string().nullish() }),
  terms_of_service_url: z.object({ terms_of_service_url: z.string().nullish() }),
  contact_email: z.object({ contact_email: z.string().nullish() }),
  website_url: z.object({ website_url: z.string().nullish() }),
  supported_platforms: z.object({ supported_platforms: z.array(z.string()).nullish() }),
  app_domains: z.object({ app_domains: z.array(z.string()).nullish() }),
  restrictions: z.object({ restrictions: z.unknown().optional() }),
  config_ids: z.object({ config_ids: list(z.object({ id: z.coerce.string(), name: word })).nullish() }),
} as const

export const subscriptions = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string().nullish(),
      active: z.boolean().nullish(),
      fields: z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])).nullish(),
    }),
  ),
})
export const permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) })
export const clients = z.object({ data: z.array(z.object({ id: z.coerce.string(), name: word, created_time: word })) })
export const business = z.object({ name: z.string(), verification_status: z.string().nullish() })
export const account = z.object({
  owner_business_info: z.object({ id: z.coerce.string(), name: word }).nullish(),
  business_verification_status: z.string().nullish(),
})
export const number = z.object({ status: z.string(), code_verification_status: z.string().nullish() })
export const numberWebhook = z.object({
  webhook_configuration: z.object({ phone_number: word, whatsapp_business_account: word, application: word }).nullish(),
})
export const accountReview = z.object({ account_review_status: z.string() })
export const subscribed = z.object({ data: z.array(z.object({ whatsapp_business_api_data: z.object({ id: z.coerce.string() }) })) })
export const templates = z.object({ data: z.array(z.object({ name: z.string(), status: z.string() })) })
export const profile = z.object({ data: z.array(z.object({ description: word, about: word, profile_picture_url: word })).min(1) })
export const tokenFacts = z.object({
  data: z.object({
    app_id: z.coerce.string(),
    is_valid: z.boolean(),
    expires_at: z.number(),
    scopes: z.array(z.string()),
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.coerce.string()).nullish() })).nullish(),
  }),
})

/** The shape of a node, provided that it calls itself by the id that was asked for. */
const named = <T>(id: string, shape: z.ZodType<T>) =>
  z
    .unknown()
    .refine((node) => isNode.safeParse(node).data?.id === id)
    .pipe(shape)
const isNode = z.object({ id: z.union([z.string(), z.number()]).transform(String) })

export class Questions {
  readonly #graph: GraphClient
  readonly #asked = new Map<string, Promise<CallResult<unknown>>>()

  constructor(graph: GraphClient) {
    this.#graph = graph
  }

  /** Fields of a node; the answer must carry the node's own id. */
  node<T>(target: GraphTarget, id: string, fields: string, shape: z.ZodType<T>): Promise<CallResult<T>> {
    const whole = named(id, shape)
    return this.#once(`${target.token} ${id} ${fields}`, () =>
      this.#graph.call(target, { method: 'GET', path: [id], query: { fields } }, whole),
    )
  }

  edge<T>(
    target: GraphTarget,
    id: string,
    edge: string,
    shape: z.ZodType<T>,
    query: Record<string, string | number> = {},
  ): Promise<CallResult<T>> {
    return this.#once(`${target.token} ${id}/${edge} ${JSON.stringify(query)}`, () =>
      this.#graph.call(target, { method: 'GET', path: [id, edge], query }, shape),
    )
  }

  /** What Meta says of `token`, asked by an app. */
  token(asApp: GraphTarget, token: string): Promise<CallResult<z.infer<typeof tokenFacts>>> {
    return this.#once(`token ${token}`, () =>
      this.#graph.call({ ...asApp, appSecret: null }, { method: 'GET', path: ['debug_token'], query: { input_token: token } }, tokenFacts),
    )
  }

  #once<T>(key: string, ask: () => Promise<CallResult<T>>): Promise<CallResult<T>> {
    const known = this.#asked.get(key)
    // One key is one call with one shape, so what was kept under it has that type.
    if (known) return known as Promise<CallResult<T>>
    const asked = ask()
    this.#asked.set(key, asked)
    return asked
  }
}
