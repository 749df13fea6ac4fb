/** A template while it is written, as the builder keeps it. Pure. */

export const DRAFT_CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const
export type DraftCategory = (typeof DRAFT_CATEGORIES)[number]
/** What a message is made of, besides its body: header, footer and buttons · cards to swipe · an offer that ends · leave to call. */
export const DRAFT_LAYOUTS = ['PLAIN', 'CAROUSEL', 'OFFER', 'CALL'] as const
export type DraftLayout = (typeof DRAFT_LAYOUTS)[number]
export const HEADER_FORMATS = ['NONE', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'] as const
export type HeaderFormat = (typeof HEADER_FORMATS)[number]
export const FILE_FORMATS = ['IMAGE', 'VIDEO', 'DOCUMENT'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]
/** What an offer and the cards of a carousel may show. */
export const PICTURE_FORMATS = ['IMAGE', 'VIDEO'] as const
export type PictureFormat = (typeof PICTURE_FORMATS)[number]
export const DRAFT_BUTTONS = [
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'FLOW',
  'VOICE_CALL',
  'REQUEST_CONTACT_INFO',
  'CATALOG',
  'MPM',
  'ORDER_DETAILS',
] as const
export type DraftButtonKind = (typeof DRAFT_BUTTONS)[number]
export const CARD_BUTTONS = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'] as const satisfies readonly DraftButtonKind[]
export const CODE_KINDS = ['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

export interface DraftButton {
  kind: DraftButtonKind
  /** What stands on it; Meta writes that of COPY_CODE itself. */
  text: string
  /** URL: the address · PHONE_NUMBER: the number · COPY_CODE: a code as sample · FLOW: its id · VOICE_CALL: minutes it works, or '' · else unused */
  value: string
  /** URL with a variable: what the end of the address may be · FLOW: the screen it begins with, or '' where its endpoint decides */
  sample: string
}

/** A file that the reviewers look at, as Meta's resumable upload knows it. Meta forgets the handle soon, and never gives it back. */
export interface SampleFile {
  handle: string
  fileName: string
  /** milliseconds */
  uploadedAt: number
}

export interface DraftCard {
  file: SampleFile | null
  body: string
  samples: Record<string, string>
  buttons: DraftButton[]
}

/** The Android app that takes a code without a touch, or with one. */
export interface CodeApp {
  packageName: string
  /** 11 letters, made of the app's signing certificate */
  signatureHash: string
}

export interface TemplateDraft {
  name: string
  /** Meta's code, such as pt_BR */
  language: string
  category: DraftCategory
  layout: DraftLayout
  parameterFormat: 'POSITIONAL' | 'NAMED'
  header: { format: HeaderFormat; text: string; sample: string; file: SampleFile | null }
  body: string
  /** By the variable's name between the braces. */
  samples: Record<string, string>
  footer: string
  buttons: DraftButton[]
  /** Only for the layout OFFER. `expires`: the end is said when it is sent, and counted down. */
  offer: { text: string; expires: boolean }
  /** Only for the layout CAROUSEL; all show the same kind of file. */
  cardFormat: PictureFormat
  cards: DraftCard[]
  /** Only for AUTHENTICATION, whose words are Meta's. `expirationMinutes`: null says nothing about it. */
  code: {
    recommendation: boolean
    expirationMinutes: number | null
    kind: CodeKind
    button: string
    autofill: string
    apps: CodeApp[]
    termsAccepted: boolean
  }
  /** How long Meta goes on trying to deliver; null: as long as Meta does by itself. */
  ttlSeconds: number | null
}

export const NEW_BUTTON: DraftButton = { kind: 'QUICK_REPLY', text: '', value: '', sample: '' }
export const NEW_CARD: DraftCard = { file: null, body: '', samples: {}, buttons: [NEW_BUTTON] }

export function emptyDraft(language: string): TemplateDraft {
  return {
    name: '',
    language,
    category: 'UTILITY',
    layout: 'PLAIN',
    parameterFormat: 'NAMED',
    header: { format: 'NONE', text: '', sample: '', file: null },
    body: '',
    samples: {},
    footer: '',
    buttons: [],
    offer: { text: '', expires: true },
    cardFormat: 'IMAGE',
    cards: [NEW_CARD, NEW_CARD],
    code: { recommendation: true, expirationMinutes: 10, kind: 'COPY_CODE', button: '', autofill: '', apps: [], termsAccepted: false },
    ttlSeconds: null,
  }
}

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

/** The names between the braces, each once, in the order of the text. */
export function variablesIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(VARIABLE), ([, name = '']) => name))]
}

export const isFileFormat = (format: string): format is FileFormat => FILE_FORMATS.some((known) => known === format)
