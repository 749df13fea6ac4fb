import type { AttributeValue, AttributeView } from '@recado/contract/contacts'
import { fold } from '../platform/fold.ts'

type Kind = Pick<AttributeView, 'kind' | 'choices'>

/** A value as a program sends it: of the attribute's own type. @returns undefined when it does not fit */
export function fittingValue({ kind, choices }: Kind, value: AttributeValue): AttributeValue | undefined {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : undefined
    case 'choice':
      return typeof value === 'string' && choices.includes(value) ? value : undefined
  }
}

const YES = new Set(['sim', 's', 'si', 'yes', 'y', 'true', 'verdadeiro', 'verdadero', '1', 'x'])
const NO = new Set(['nao', 'n', 'no', 'false', 'falso', '0'])

/** A value as it stands in a file, where everything is text, in any of our languages. @returns undefined when it does not fit */
export function readValue({ kind, choices }: Kind, text: string): AttributeValue | undefined {
  const plain = fold(text.trim())
  switch (kind) {
    case 'text':
      return text.trim().slice(0, 500)
    case 'number':
      return readNumber(text)
    case 'boolean':
      return YES.has(plain) ? true : NO.has(plain) ? false : undefined
    case 'date':
      return readDay(text.trim())
    case 'choice':
      return choices.find((choice) => fold(choice) === plain)
  }
}

/** 1.234,56 and 1,234.56 and 1234.56: the last separator that is not followed by three digits alone is the decimal one. */
function readNumber(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0R$€]/g, '')
  if (!/^-?\d[\d.,]*$/.test(bare)) return undefined
  const decimal = /[.,](?!\d{3}(?:\D|$))\d*$/.exec(bare)?.index
  const number = Number(
    decimal === undefined ? bare.replace(/[.,]/g, '') : `${bare.slice(0, decimal).replace(/[.,]/g, '')}.${bare.slice(decimal + 1)}`,
  )
  return Number.isFinite(number) ? number : undefined
}

/** 2026-11-26, 26/11/2026, 26.11.26: day first, as our three languages' countries write it. */
function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text)
  if (iso) return isDay(iso[0]) ? iso[0] : undefined
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : undefined
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
