/**
 * The way back: a template as Meta keeps it, made a draft again in order to edit or copy it. Files that reviewers saw do not come back:
 * Meta wants a new upload every time. Pure.
 */

import { array, list, type Part, record, text } from '../meta-part.ts'
import type { TemplateView } from '../numbers.ts'
import {
  CODE_KINDS,
  DRAFT_BUTTONS,
  DRAFT_CATEGORIES,
  type DraftButton,
  type DraftCard,
  type DraftLayout,
  emptyDraft,
  HEADER_FORMATS,
  PICTURE_FORMATS,
  type TemplateDraft,
  variablesIn,
} from './draft.ts'

type Source = Pick<TemplateView, 'name' | 'language' | 'category' | 'parameterFormat' | 'components'>

/** What else than header, body, footer and buttons makes a layout. */
const LAYOUT_OF: Readonly<Record<string, DraftLayout>> = {
  CAROUSEL: 'CAROUSEL',
  LIMITED_TIME_OFFER: 'OFFER',
  CALL_PERMISSION_REQUEST: 'CALL',
}
const PLAIN_PARTS: ReadonlySet<string> = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])

/** @returns null where it has something that a draft cannot hold: saving it would lose that part */
export function readDraft(template: Source): TemplateDraft | null {
  const category = DRAFT_CATEGORIES.find((known) => known === template.category)
  const special = template.components.map(({ type }) => type.toUpperCase()).filter((type) => !PLAIN_PARTS.has(type))
  const [first, ...others] = special
  const layout = first === undefined ? 'PLAIN' : LAYOUT_OF[first]
  if (category === undefined || layout === undefined || others.length > 0) return null
  const { name, language, parameterFormat } = template
  const draft = { ...emptyDraft(language), name, category, layout, parameterFormat }
  return category === 'AUTHENTICATION' ? readCode(template.components, draft) : readOwn(template.components, draft)
}

function readOwn(components: readonly Part[], draft: TemplateDraft): TemplateDraft | null {
  const header = readHeader(partOf(components, 'HEADER'))
  const buttons = readButtons(components)
  const cards = readCards(components)
  if (header === null || buttons === null || cards === null) return null
  const offer = record(partOf(components, 'LIMITED_TIME_OFFER').limited_time_offer)
  return {
    ...draft,
    ...readBody(components),
    ...cards,
    header,
    buttons,
    footer: text(partOf(components, 'FOOTER').text),
    offer: { text: text(offer.text), expires: offer.has_expiration !== false },
  }
}

function readCode(components: readonly Part[], draft: TemplateDraft): TemplateDraft | null {
  const [button, ...others] = list(partOf(components, 'BUTTONS').buttons)
  if (button === undefined || others.length > 0) return null
  const kind = CODE_KINDS.find((known) => text(button.otp_type) === known || text(button.url).includes(`otp_type=${known}`))
  if (kind === undefined) return null
  const apps = list(button.supported_apps).map((app) => ({ packageName: text(app.package_name), signatureHash: text(app.signature_hash) }))
  const older = { packageName: text(button.package_name), signatureHash: text(button.signature_hash) }
  const minutes = partOf(components, 'FOOTER').code_expiration_minutes
  return {
    ...draft,
    code: {
      recommendation: partOf(components, 'BODY').add_security_recommendation === true,
      expirationMinutes: typeof minutes === 'number' ? minutes : null,
      kind,
      button: text(button.text),
      autofill: text(button.autofill_text),
      apps: apps.length === 0 && older.packageName !== '' ? [older] : apps,
      termsAccepted: button.zero_tap_terms_accepted === true,
    },
  }
}

function readHeader(header: Part): TemplateDraft['header'] | null {
  if (header.type === undefined) return { format: 'NONE', text: '', sample: '', file: null }
  const format = HEADER_FORMATS.find((known) => known === text(header.format).toUpperCase())
  if (format === undefined) return null
  const example = record(header.example)
  const sample = text(list(example.header_text_named_params)[0]?.example) || text(array(example.header_text)[0])
  return { format, text: text(header.text), sample, file: null }
}

function readBody(components: readonly Part[]): Pick<TemplateDraft, 'body' | 'samples'> {
  const part = partOf(components, 'BODY')
  const body = text(part.text)
  const example = record(part.example)
  const named = list(example.body_text_named_params)
  const numbered = array(array(example.body_text)[0])
  const sampleOf = (name: string) => text(named.find((one) => one.param_name === name)?.example) || text(numbered[Number(name) - 1])
  return { body, samples: Object.fromEntries(variablesIn(body).map((name) => [name, sampleOf(name)])) }
}

function readCards(components: readonly Part[]): Pick<TemplateDraft, 'cards' | 'cardFormat'> | null {
  const parts = list(partOf(components, 'CAROUSEL').cards).map((card) => list(card.components))
  const [first] = parts
  if (first === undefined) return { cards: emptyDraft('').cards, cardFormat: 'IMAGE' }
  const formatOf = (card: readonly Part[]) => text(partOf(card, 'HEADER').format).toUpperCase()
  const cardFormat = PICTURE_FORMATS.find((known) => parts.every((card) => formatOf(card) === known))
  const cards = parts.map((card): DraftCard | null => {
    const buttons = readButtons(card)
    return buttons && { file: null, ...readBody(card), buttons }
  })
  const whole = cards.filter((card) => card !== null)
  return cardFormat === undefined || whole.length < cards.length ? null : { cards: whole, cardFormat }
}

function readButtons(components: readonly Part[]): DraftButton[] | null {
  const all = list(partOf(components, 'BUTTONS').buttons).map(readButton)
  const known = all.filter((button) => button !== null)
  return known.length < all.length ? null : known
}

function readButton(button: Part): DraftButton | null {
  const kind = DRAFT_BUTTONS.find((known) => known === text(button.type).toUpperCase())
  if (kind === undefined) return null
  const example = text(button.example) || text(array(button.example)[0])
  const label = text(button.text)
  const plain = { kind, text: label, value: '', sample: '' }
  switch (kind) {
    case 'URL': {
      const value = text(button.url)
      const prefix = value.replace(/\{\{\w+\}\}$/, '')
      return { ...plain, value, sample: example.startsWith(prefix) ? example.slice(prefix.length) : example }
    }
    case 'PHONE_NUMBER':
      return { ...plain, value: text(button.phone_number) }
    case 'COPY_CODE':
      return { ...plain, text: '', value: example }
    case 'FLOW': // one named or written out in the template cannot be pointed at by id
      return button.flow_id === undefined ? null : { ...plain, value: text(button.flow_id), sample: text(button.navigate_screen) }
    case 'VOICE_CALL':
      return { ...plain, value: text(button.ttl_minutes) }
    default:
      return plain
  }
}

function partOf(components: readonly Part[], type: string): Part {
  return components.find((component) => text(component.type).toUpperCase() === type) ?? {}
}
