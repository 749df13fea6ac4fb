/** What Meta's popup tells the page that opened it. Pure. Source: Embedded Signup, session logging. */

export type PopupWord =
  | { readonly kind: 'finished'; readonly wabaId: string | null; readonly phoneNumberId: string | null }
  | { readonly kind: 'cancelled'; readonly step: string | null }
  | {
      readonly kind: 'reported'
      readonly message: string | null
      readonly errorId: string | null
      readonly sessionId: string | null
    }

/** Meta's popup speaks from facebook.com or a host below it, over https; the simulator's from our own address. */
export function isPopupOrigin(origin: string, ground: 'meta' | 'sandbox', own: string): boolean {
  if (ground === 'sandbox') return origin === own
  if (!URL.canParse(origin)) return false
  const { protocol, hostname, port } = new URL(origin)
  return protocol === 'https:' && port === '' && (hostname === 'facebook.com' || hostname.endsWith('.facebook.com'))
}

/** @param data of the message event: JSON in a string, or (the SDK's own talk) anything else, which is null here */
export function popupWord(data: unknown): PopupWord | null {
  const message = typeof data === 'string' ? parsed(data) : data
  if (!isObject(message) || message['type'] !== 'WA_EMBEDDED_SIGNUP' || typeof message['event'] !== 'string') return null
  const said = isObject(message['data']) ? message['data'] : {}
  const word = (name: string) => (typeof said[name] === 'string' && said[name] !== '' ? String(said[name]).slice(0, 500) : null)
  const id = (name: string) => (/^\d{5,20}$/.test(word(name) ?? '') ? word(name) : null)
  const { event } = message
  if (event.startsWith('FINISH')) return { kind: 'finished', wabaId: id('waba_id'), phoneNumberId: id('phone_number_id') }
  if (event === 'ERROR' || (event === 'CANCEL' && word('error_message') !== null))
    return {
      kind: 'reported',
      message: word('error_message'),
      errorId: word('error_id') ?? word('error_code'),
      sessionId: word('session_id'),
    }
  return event === 'CANCEL' ? { kind: 'cancelled', step: word('current_step') } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
