/** Meta's own shape, made from a draft (Business Management API, message templates). Pure. */
import {
  type DraftButton,
  type DraftCard,
  type DraftCategory,
  isFileFormat,
  type SampleFile,
  type TemplateDraft,
  variablesIn,
} from './draft.ts'

type Component = { type: string } & Record<string, unknown>
type ParameterFormat = TemplateDraft['parameterFormat']

export interface MetaTemplate {
  name: string
  language: string
  category: DraftCategory
  parameter_format: ParameterFormat
  components: Component[]
  message_send_ttl_seconds?: number
  display_format?: 'ORDER_DETAILS'
}

/** The body for `POST /{waba_id}/message_templates`. */
export function metaTemplate(draft: TemplateDraft): MetaTemplate {
  const { name, language, category, parameterFormat, ttlSeconds } = draft
  const isCode = category === 'AUTHENTICATION'
  const isOrder = !isCode && draft.layout === 'PLAIN' && draft.buttons.some(({ kind }) => kind === 'ORDER_DETAILS')
  return {
    name,
    language,
    category,
    parameter_format: isCode ? 'POSITIONAL' : parameterFormat,
    components: isCode ? codeComponents(draft) : ownComponents(draft),
    ...(ttlSeconds === null ? {} : { message_send_ttl_seconds: ttlSeconds }),
    ...(isOrder ? { display_format: 'ORDER_DETAILS' } : {}),
  }
}

/** The one button of a code. */
export function codeButton(code: TemplateDraft['code']): Component {
  const text = code.button.trim()
  const autofill = code.autofill.trim()
  const apps = code.apps.map(({ packageName, signatureHash }) => ({ package_name: packageName, signature_hash: signatureHash }))
  return {
    type: 'OTP',
    otp_type: code.kind,
    ...(text === '' ? {} : { text }),
    ...(code.kind === 'COPY_CODE' ? {} : { ...(autofill === '' ? {} : { autofill_text: autofill }), supported_apps: apps }),
    ...(code.kind === 'ZERO_TAP' ? { zero_tap_terms_accepted: code.termsAccepted } : {}),
  }
}

function codeComponents({ code }: TemplateDraft): Component[] {
  return [
    { type: 'BODY', add_security_recommendation: code.recommendation },
    ...(code.expirationMinutes === null ? [] : [{ type: 'FOOTER', code_expiration_minutes: code.expirationMinutes }]),
    { type: 'BUTTONS', buttons: [codeButton(code)] },
  ]
}

function ownComponents(draft: TemplateDraft): Component[] {
  const text = body(draft.body, draft.samples, draft.parameterFormat)
  switch (draft.layout) {
    case 'PLAIN':
      return [...header(draft), text, ...footer(draft), ...buttonPart(draft.buttons)]
    case 'CALL':
      return [...header(draft), text, ...footer(draft), { type: 'CALL_PERMISSION_REQUEST' }]
    case 'OFFER':
      return [...header(draft), offer(draft), text, ...buttonPart(draft.buttons)]
    case 'CAROUSEL':
      return [text, { type: 'CAROUSEL', cards: draft.cards.map((card) => cardOf(card, draft)) }]
  }
}

function header({ header: { format, text, sample, file }, parameterFormat }: TemplateDraft): Component[] {
  if (format === 'NONE') return []
  if (format === 'LOCATION') return [{ type: 'HEADER', format }]
  if (isFileFormat(format)) return [fileHeader(format, file)]
  const [name] = variablesIn(text)
  if (name === undefined) return [{ type: 'HEADER', format, text }]
  const example =
    parameterFormat === 'NAMED' ? { header_text_named_params: [{ param_name: name, example: sample }] } : { header_text: [sample] }
  return [{ type: 'HEADER', format, text, example }]
}

function fileHeader(format: string, file: SampleFile | null): Component {
  return { type: 'HEADER', format, ...(file === null ? {} : { example: { header_handle: [file.handle] } }) }
}

function body(text: string, samples: Readonly<Record<string, string>>, format: ParameterFormat): Component {
  const names = variablesIn(text)
  if (names.length === 0) return { type: 'BODY', text }
  const example =
    format === 'NAMED'
      ? { body_text_named_params: names.map((name) => ({ param_name: name, example: samples[name] ?? '' })) }
      : { body_text: [names.map((name) => samples[name] ?? '')] }
  return { type: 'BODY', text, example }
}

function footer({ footer: written }: TemplateDraft): Component[] {
  const text = written.trim()
  return text === '' ? [] : [{ type: 'FOOTER', text }]
}

function offer({ offer: { text, expires } }: TemplateDraft): Component {
  return { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: text.trim(), has_expiration: expires } }
}

function cardOf(card: DraftCard, { cardFormat, parameterFormat }: TemplateDraft): { components: Component[] } {
  return {
    components: [fileHeader(cardFormat, card.file), body(card.body, card.samples, parameterFormat), ...buttonPart(card.buttons)],
  }
}

function buttonPart(buttons: readonly DraftButton[]): Component[] {
  return buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: buttons.map(button) }]
}

function button({ kind, text, value, sample }: DraftButton): Component {
  switch (kind) {
    case 'PHONE_NUMBER':
      return { type: kind, text, phone_number: value }
    case 'COPY_CODE':
      return { type: kind, example: value }
    case 'FLOW':
      return {
        type: kind,
        text,
        flow_id: value,
        ...(sample === '' ? { flow_action: 'data_exchange' } : { flow_action: 'navigate', navigate_screen: sample }),
      }
    case 'VOICE_CALL':
      return { type: kind, text, ...(value === '' ? {} : { ttl_minutes: Number(value) }) }
    case 'URL': {
      const isOpen = variablesIn(value).length > 0
      return { type: kind, text, url: value, ...(isOpen ? { example: [value.replace(/\{\{\s*\w+\s*\}\}/g, () => sample)] } : {}) }
    }
    default:
      return { type: kind, text }
  }
}
