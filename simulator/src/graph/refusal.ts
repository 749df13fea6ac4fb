/** A call that Meta would refuse, and how Meta words it. */
import { traceId } from '../world/ids.ts'
import { metaError } from '../world/meta-errors.ts'

interface Extra {
  readonly http?: number
  readonly type?: string
  readonly subcode?: number
  /** Instead of `(#code) Title`. */
  readonly message?: string
  readonly userTitle?: string
  readonly userMessage?: string
  /** Fields beside `error`, e.g. a partial result. */
  readonly beside?: Readonly<Record<string, unknown>>
  /** The Business Management API has no error_data. */
  readonly bare?: boolean
}

export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'
  readonly code: number
  readonly http: number
  readonly details: string
  readonly #extra: Extra

  constructor(code: number, details?: string, extra: Extra = {}) {
    const known = metaError(code)
    super(extra.message ?? `(#${code}) ${known.title}`)
    this.code = code
    this.http = extra.http ?? known.http
    this.details = details ?? known.details
    this.#extra = extra
  }

  get body(): Readonly<Record<string, unknown>> {
    const { type, subcode, userTitle, userMessage, beside, bare } = this.#extra
    return {
      ...beside,
      error: {
        message: this.message,
        type: type ?? 'OAuthException',
        code: this.code,
        ...(bare ? {} : { error_data: { messaging_product: 'whatsapp', details: this.details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle, error_user_msg: userMessage ?? userTitle, is_transient: false }),
        fbtrace_id: traceId(),
      },
    }
  }
}

export const missing = (name: string): GraphRefusal => new GraphRefusal(131008, `Parameter '${name}' is required`)
export const wrong = (details: string): GraphRefusal => new GraphRefusal(131009, details)

/** Graph's own words for parameters it reads itself, before WhatsApp sees them. */
export const parameter = (text: string): GraphRefusal => new GraphRefusal(100, text, { message: `(#100) ${text}`, bare: true })

export function unknownNode(method: string, id: string): GraphRefusal {
  const text = `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`
  return new GraphRefusal(100, text, { message: text, type: 'GraphMethodException', subcode: 33, bare: true })
}

/** Template rules answer with code 100 and the rule as subcode. */
export function templateRule(subcode: number, title?: string, text?: string): GraphRefusal {
  const known = metaError(subcode)
  return new GraphRefusal(100, known.details, {
    message: 'Invalid parameter',
    subcode,
    userTitle: title ?? known.title,
    userMessage: text ?? known.details,
    bare: true,
  })
}
