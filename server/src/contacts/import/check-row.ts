/** One row of a file: what will be written, or what is wrong with it. Pure. */
import type { AttributeValue, AttributeView, ConsentEntry, ImportMapping } from '@recado/contract/contacts'
import { z } from 'zod'
import { fold } from '../../platform/fold.ts'
import { readValue } from '../attribute-value.ts'
import { internationalDigits } from '../international.ts'
import { phoneKey } from '../phone-key.ts'

/** Known about the workspace before the first row. */
export interface Checker {
  readonly mapping: ImportMapping
  readonly attributes: ReadonlyMap<string, AttributeView>
  /** folded name or e-mail → user id */
  readonly members: ReadonlyMap<string, string>
  /** telephones of the rows before: key → line */
  readonly seen: Map<string, number>
}

export interface ImportedFields {
  /** digits with country code */
  readonly phone: string
  readonly key: string
  readonly name: string | null
  readonly email: string | null
  readonly company: string | null
  readonly notes: string | null
  readonly language: string | null
  readonly ownerId: string | null
  readonly tags: readonly string[]
  readonly consent: ConsentEntry['word'] | null
  readonly attributes: Readonly<Record<string, AttributeValue>>
}

/** A stable word, and what it is about: `attribute_invalid:Aniversário`. */
export type Checked = { readonly fields: ImportedFields } | { readonly fault: string }

type Draft = { -readonly [K in keyof ImportedFields]: ImportedFields[K] }

/** @returns a fault for the first cell that does not fit */
export function checkRow(checker: Checker, cells: readonly string[], line: number): Checked {
  const draft: Draft = {
    phone: '',
    key: '',
    name: null,
    email: null,
    company: null,
    notes: null,
    language: null,
    ownerId: null,
    tags: [],
    consent: null,
    attributes: {},
  }
  for (const [nth, target] of checker.mapping.columns.entries()) {
    const cell = unquoted(cells[nth] ?? '')
    if (cell === '' || target === 'skip') continue
    const fault = take(checker, draft, target, cell)
    if (fault !== null) return { fault }
  }
  if (draft.phone === '') return { fault: 'phone_missing' }
  const before = checker.seen.get(draft.key)
  if (before !== undefined) return { fault: `duplicate:${before}` }
  checker.seen.set(draft.key, line)
  return { fields: draft }
}

/** Our own exports put an apostrophe before what a spreadsheet would take for a formula. */
const unquoted = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)

function take({ mapping, attributes, members }: Checker, draft: Draft, target: string, cell: string): string | null {
  switch (target) {
    case 'phone':
      return takePhone(draft, cell, mapping.country)
    case 'name':
    case 'company':
      draft[target] = cell.slice(0, 120).toWellFormed()
      return null
    case 'notes':
      draft.notes = cell
      return null
    case 'email': {
      const email = z.email().max(254).safeParse(cell.toLowerCase())
      if (email.success) draft.email = email.data
      return email.success ? null : 'email_invalid'
    }
    case 'language':
      if (/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})?$/.test(cell)) draft.language = cell
      return draft.language === null ? 'language_invalid' : null
    case 'tags':
      draft.tags = [...new Set(cell.split(/[,;|]/).map((tag) => tag.trim().slice(0, 40).toWellFormed()))]
        .filter((tag) => tag !== '')
        .slice(0, 20)
      return null
    case 'consent':
      draft.consent = consentOf(cell)
      return draft.consent === null ? 'consent_invalid' : null
    case 'owner':
      draft.ownerId = members.get(fold(cell)) ?? null
      return draft.ownerId === null ? 'owner_unknown' : null
    default:
      return takeAttribute(attributes, draft, target.replace('attribute:', ''), cell)
  }
}

function takePhone(draft: Draft, cell: string, country: string): string | null {
  const first = cell.split(/ ::: |[;/]/, 1)[0] ?? ''
  const phone = internationalDigits(first, country)
  if (phone === null) return 'phone_invalid'
  draft.phone = phone
  draft.key = phoneKey(draft.phone) ?? draft.phone
  return null
}

function takeAttribute(attributes: Checker['attributes'], draft: Draft, id: string, cell: string): string | null {
  const attribute = attributes.get(id)
  if (attribute === undefined) return null // removed since the file was mapped
  const value = readValue(attribute, cell)
  if (value === undefined) return `attribute_invalid:${attribute.name}`
  draft.attributes = { ...draft.attributes, [id]: value }
  return null
}

const IN = new Set(['sim', 's', 'si', 'yes', 'y', 'true', '1', 'opted_in', 'opt in', 'optin', 'aceito', 'aceita', 'acepta', 'x'])
const OUT = new Set(['nao', 'n', 'no', 'false', '0', 'opted_out', 'opt out', 'optout', 'recusou', 'sair'])

function consentOf(cell: string): ImportedFields['consent'] {
  const word = fold(cell).trim()
  return IN.has(word) ? 'opted_in' : OUT.has(word) ? 'opted_out' : null
}
