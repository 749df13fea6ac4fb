/**
 * Every form rule by which Meta refuses a template the moment it is sent in, judged while it is written. Stable codes; screens word
 * them. Source: Business Management API, message templates, and the 2388xxx subcodes of the error reference.
 */
import { braces, judgeBody, judgeSample, naming } from './body-rules.ts'
import { judgeButtons, judgeOfferButtons } from './button-rules.ts'
import { judgeCards } from './card-rules.ts'
import { judgeCode } from './code-rules.ts'
import { type DraftCategory, type DraftLayout, isFileFormat, PICTURE_FORMATS, type TemplateDraft, variablesIn } from './draft.ts'
import { type DraftProblem, hasEmoji, tooLong } from './problem.ts'
import { judgeFile } from './sample-rules.ts'

const MOST = { name: 512, header: 60, body: 1024, offerBody: 600, footer: 60, offer: 16 } as const

/** Seconds for which Meta may be told to go on trying. */
export const TTL: Readonly<Record<DraftCategory, { readonly least: number; readonly most: number }>> = {
  AUTHENTICATION: { least: 30, most: 900 },
  UTILITY: { least: 30, most: 43_200 },
  MARKETING: { least: 43_200, most: 2_592_000 },
}

/** What a category can be made of. */
export const LAYOUTS_OF: Readonly<Record<DraftCategory, readonly DraftLayout[]>> = {
  UTILITY: ['PLAIN', 'CALL'],
  MARKETING: ['PLAIN', 'CAROUSEL', 'OFFER', 'CALL'],
  AUTHENTICATION: [],
}

/** In the order of the screen; empty when Meta has nothing to refuse on form. @param now milliseconds */
export function judgeDraft(draft: TemplateDraft, now = Date.now()): DraftProblem[] {
  const about = [...judgeName(draft.name), ...judgeLanguage(draft.language), ...judgeTtl(draft)]
  if (draft.category === 'AUTHENTICATION') return [...about, ...judgeCode(draft)]
  const fits = LAYOUTS_OF[draft.category].includes(draft.layout)
  return [...about, ...(fits ? [] : [{ place: 'layout', rule: 'layout_category' } as const]), ...judgeParts(draft, now)]
}

function judgeParts(draft: TemplateDraft, now: number): DraftProblem[] {
  const body = judgeOwnBody(draft, draft.layout === 'OFFER' ? MOST.offerBody : MOST.body)
  switch (draft.layout) {
    case 'PLAIN':
      return [...judgeHeader(draft, now), ...body, ...judgeFooter(draft.footer), ...judgeButtons(draft.buttons, draft.category)]
    case 'CALL':
      return [...judgeHeader(draft, now), ...body, ...judgeFooter(draft.footer)]
    case 'OFFER':
      return [...judgeHeader(draft, now), ...judgeOffer(draft), ...body, ...judgeOfferButtons(draft.buttons)]
    case 'CAROUSEL':
      return [...body, ...judgeCards(draft, now)]
  }
}

export function judgeName(name: string): DraftProblem[] {
  if (name === '') return [{ place: 'name', rule: 'name_missing' }]
  if (!/^[a-z0-9_]+$/.test(name)) return [{ place: 'name', rule: 'name_pattern' }]
  return tooLong('name', name, MOST.name)
}

function judgeLanguage(language: string): DraftProblem[] {
  return /^[a-z]{2,3}(_[A-Z]{2})?$/.test(language) ? [] : [{ place: 'language', rule: 'language_unknown' }]
}

function judgeTtl({ ttlSeconds, category }: TemplateDraft): DraftProblem[] {
  const { least, most } = TTL[category]
  const fits = ttlSeconds === null || (Number.isInteger(ttlSeconds) && ttlSeconds >= least && ttlSeconds <= most)
  return fits ? [] : [{ place: 'ttl', rule: 'ttl_range' }]
}

function judgeHeader({ layout, header: { format, text, sample, file }, parameterFormat }: TemplateDraft, now: number): DraftProblem[] {
  const isPicture = PICTURE_FORMATS.some((picture) => picture === format)
  if (layout === 'OFFER' && format !== 'NONE' && !isPicture) return [{ place: 'header', rule: 'header_offer' }]
  if (isFileFormat(format)) return judgeFile('headerFile', file, now)
  if (format !== 'TEXT') return []
  if (text.trim() === '') return [{ place: 'header', rule: 'header_missing' }]
  const names = variablesIn(text)
  const problems: DraftProblem[] = [
    ...tooLong('header', text, MOST.header),
    ...braces('header', text),
    ...naming('header', names, parameterFormat),
  ]
  if (names.length > 1) problems.push({ place: 'header', rule: 'header_variables' })
  if (/[*_~`\n]/.test(text.replace(/\{\{[^}]*\}\}/g, '')) || hasEmoji(text)) problems.push({ place: 'header', rule: 'header_plain' })
  if (names.length > 0) problems.push(...judgeSample('headerSample', sample, MOST.header))
  return problems
}

function judgeOwnBody({ body, samples, parameterFormat: format }: TemplateDraft, most: number): DraftProblem[] {
  return judgeBody({ body, samples, most, format }, { text: 'body', sample: (name) => `sample.${name}` })
}

function judgeOffer({ offer: { text } }: TemplateDraft): DraftProblem[] {
  const offer = text.trim()
  if (offer === '') return [{ place: 'offer', rule: 'offer_missing' }]
  return [...tooLong('offer', offer, MOST.offer), ...(/[{}\n]/.test(offer) ? [{ place: 'offer', rule: 'offer_plain' } as const] : [])]
}

function judgeFooter(written: string): DraftProblem[] {
  const footer = written.trim()
  return [
    ...tooLong('footer', footer, MOST.footer),
    ...(/[{}]/.test(footer) ? [{ place: 'footer', rule: 'footer_variable' } as const] : []),
    ...(footer.includes('\n') || hasEmoji(footer) ? [{ place: 'footer', rule: 'footer_plain' } as const] : []),
  ]
}
