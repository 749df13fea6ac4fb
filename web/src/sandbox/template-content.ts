/** A template as the simulator hands it to a phone: already filled in, under `rendered`. */
export interface TemplateButton {
  kind: 'reply' | 'url' | 'phone' | 'copy' | 'other'
  text: string
  payload: string
  url: string
  /** What is to be paid: Meta's order_details. */
  order: Fields | null
}

/** What a template asks of the customer, as an interactive message would: its content, and what stands on the button. */
export interface TemplateAsk {
  content: Fields
  label: string | null
}

/** A file of the header: its media id or its address. */
export interface TemplateFile {
  kind: 'image' | 'video' | 'document'
  id: string
  link: string
  name: string
}

/** A template, or a card of one. */
export interface ShownTemplate {
  header: string
  file: TemplateFile | null
  /** The place on top: name and address, or its coordinates. */
  place: string
  offer: { text: string; endsAt: number | null } | null
  body: string
  footer: string
  buttons: TemplateButton[]
  cards: ShownTemplate[]
}

const KINDS: Readonly<Record<string, TemplateButton['kind']>> = {
  QUICK_REPLY: 'reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
  VOICE_CALL: 'phone',
  COPY_CODE: 'copy',
  OTP: 'copy',
  ORDER_DETAILS: 'copy',
}
const FILES = ['image', 'video', 'document'] as const

const ASKS: Readonly<Record<string, string>> = {
  FLOW: 'flow',
  CATALOG: 'catalog_message',
  MPM: 'product_list',
  REQUEST_CONTACT_INFO: 'request_contact_info',
}

export function asksOf(content: Readonly<Record<string, unknown>>): TemplateAsk[] {
  const shown = record(content.rendered)
  const asks = list(shown.buttons).flatMap((button): TemplateAsk[] => {
    const type = ASKS[text(button.type)]
    if (type === undefined) return []
    const action = { sections: button.sections, parameters: { flow_token: button.flow_token } }
    return [{ content: { type, action }, label: text(button.text) || null }]
  })
  return shown.asksToCall === true ? [...asks, { content: { type: 'call_permission_request' }, label: null }] : asks
}

export const templateOf = (content: Readonly<Record<string, unknown>>): ShownTemplate => shownOf(record(content.rendered))

function shownOf(shown: Fields): ShownTemplate {
  const header = record(shown.header)
  const kind = FILES.find((known) => known === header.type)
  const file = kind ? record(header[kind]) : {}
  const place = record(header.location)
  const offer = record(shown.offer)
  return {
    header: text(header.text),
    file: kind ? { kind, id: text(file.id), link: text(file.link), name: text(file.filename) } : null,
    place: header.type === 'location' ? placeText(place) : '',
    offer: text(offer.text) ? { text: text(offer.text), endsAt: typeof offer.expiresAt === 'number' ? offer.expiresAt : null } : null,
    body: text(shown.body),
    footer: text(shown.footer),
    buttons: list(shown.buttons)
      .filter((button) => ASKS[text(button.type)] === undefined)
      .map((button) => ({
        kind: KINDS[text(button.type)] ?? 'other',
        text: text(button.text),
        payload: text(button.payload),
        url: text(button.url),
        order: button.order === undefined ? null : record(button.order),
      })),
    cards: list(shown.cards).map(shownOf),
  }
}

function placeText({ name, address, latitude, longitude }: Fields): string {
  return [text(name), text(address)].filter((part) => part !== '').join(' · ') || `${String(latitude)}, ${String(longitude)}`
}

type Fields = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const record = (value: unknown): Fields => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(record) : [])
