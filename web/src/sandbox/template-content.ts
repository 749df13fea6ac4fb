/** A template as the simulator hands it to a phone: already filled in, under `rendered`. */
export interface TemplateButton {
  kind: 'reply' | 'url' | 'phone' | 'copy' | 'other'
  text: string
  payload: string
  url: string
}

export interface ShownTemplate {
  header: string
  /** A picture as header: its media id or its address. */
  picture: { id: string; link: string } | null
  body: string
  footer: string
  buttons: TemplateButton[]
}

const KINDS: Readonly<Record<string, TemplateButton['kind']>> = {
  QUICK_REPLY: 'reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
  VOICE_CALL: 'phone',
  COPY_CODE: 'copy',
}

export function templateOf(content: Readonly<Record<string, unknown>>): ShownTemplate {
  const shown = record(content.rendered)
  const header = record(shown.header)
  const picture = record(header.image)
  const buttons = Array.isArray(shown.buttons) ? shown.buttons.map(record) : []
  return {
    header: text(header.text),
    picture: header.type === 'image' ? { id: text(picture.id), link: text(picture.link) } : null,
    body: text(shown.body),
    footer: text(shown.footer),
    buttons: buttons.map((button) => ({
      kind: KINDS[text(button.type)] ?? 'other',
      text: text(button.text),
      payload: text(button.payload),
      url: text(button.url),
    })),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
