/** Meta's words for templates, as keys of ours. What Meta adds later is shown as Meta says it. */

import type { TemplateView } from '@recado/contract/numbers'
import type { ListedTemplate } from '@recado/contract/template-life'
import { type TemplateObstacle, templateObstacle } from '@recado/contract/template-send/picture'

export const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const
export type CategoryWord = (typeof CATEGORIES)[number] | 'OTHER'

export function categoryWord(category: string): CategoryWord {
  return CATEGORIES.find((known) => known === category) ?? 'OTHER'
}

export const STATUSES = [
  'APPROVED',
  'PENDING',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'PENDING_DELETION',
  'LIMIT_EXCEEDED',
  'ARCHIVED',
] as const
export type StatusWord = (typeof STATUSES)[number] | 'OTHER'

export function statusWord(status: string): StatusWord {
  return STATUSES.find((known) => known === status) ?? 'OTHER'
}

export const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const
export type Quality = (typeof QUALITIES)[number]

export type StatusTone = 'ok' | 'info' | 'warn' | 'danger' | 'unknown'

const TONES: Readonly<Record<StatusWord, StatusTone>> = {
  APPROVED: 'ok',
  PENDING: 'info',
  IN_APPEAL: 'info',
  PAUSED: 'warn',
  LIMIT_EXCEEDED: 'warn',
  PENDING_DELETION: 'warn',
  REJECTED: 'danger',
  DISABLED: 'danger',
  ARCHIVED: 'unknown',
  OTHER: 'unknown',
}

export function statusTone(status: string): StatusTone {
  return TONES[statusWord(status)]
}

/** Meta's pt_BR as a person's "português (Brasil)". */
export function languageName(code: string, locale: string): string {
  const tag = code.replace('_', '-')
  return Intl.getCanonicalLocales === undefined || !isTag(tag)
    ? code
    : (new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? code)
}

function isTag(tag: string): boolean {
  return /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(tag)
}

export interface TemplateFilter {
  words: string
  category: CategoryWord | null
  language: string | null
  status: StatusWord | null
  quality: Quality | null
  favourites: boolean
}

export const NO_FILTER: TemplateFilter = { words: '', category: null, language: null, status: null, quality: null, favourites: false }

/**
 * Every word is looked for in the name and in what the template says. Usable ones first, then the reader's favourites, then those in the
 * reader's language, then by name.
 */
export function filterTemplates(templates: readonly ListedTemplate[], filter: TemplateFilter, locale: string): ListedTemplate[] {
  const rank = (template: ListedTemplate) =>
    (templateObstacle(template) === null ? 0 : 4) +
    (template.isFavourite ? 0 : 2) +
    (template.language.slice(0, 2) === locale.slice(0, 2) ? 0 : 1)
  const words = plain(filter.words).split(/\s+/).filter(Boolean)
  return templates
    .filter((template) => filter.category === null || categoryWord(template.category) === filter.category)
    .filter((template) => filter.language === null || template.language === filter.language)
    .filter((template) => filter.status === null || statusWord(template.status) === filter.status)
    .filter((template) => filter.quality === null || (template.quality ?? 'UNKNOWN') === filter.quality)
    .filter((template) => !filter.favourites || template.isFavourite)
    .filter((template) => words.length === 0 || words.every((word) => foundBy(template).includes(word)))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.language.localeCompare(b.language))
}

export function languagesOf(templates: readonly TemplateView[]): string[] {
  return [...new Set(templates.map((template) => template.language))].sort()
}

/** Why it cannot be chosen, as a key of ours. */
export function obstacleKey(template: TemplateView): `obstacle.${TemplateObstacle}` | null {
  const obstacle = templateObstacle(template)
  return obstacle ? `obstacle.${obstacle}` : null
}

function textOf(template: TemplateView): string {
  return template.components.map((component) => (typeof component.text === 'string' ? component.text : '')).join(' ')
}

const known = new WeakMap<TemplateView, string>()

/** Taking accents away is slow for hundreds at every key; a template that is read again is another object. */
function foundBy(template: TemplateView): string {
  const before = known.get(template)
  if (before !== undefined) return before
  const text = plain(`${template.name} ${textOf(template)}`)
  known.set(template, text)
  return text
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/_/g, ' ').toLowerCase()
}
