/** The parts that message kinds share, and the refusals zod has no word for. */
import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** A text that says something. Counted in UTF-16 units as well, of which an emoji may have several: whoever counts, it fits. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.length <= max, { params: { code: 'too_long' }, message: `at most ${max} UTF-16 units` })
    .refine((text) => text.trim() !== '', { params: { code: 'required' }, message: 'is required' })

export const webAddress = z.url({ protocol: /^https?$/, hostname: z.regexes.hostname }).max(LIMITS.url)

export const textHeader = z.strictObject({ type: z.literal('text'), text: words(LIMITS.headerText) })

const file = z
  .strictObject({ id: z.string().min(1).max(64).optional(), link: webAddress.optional() })
  .refine(({ id, link }) => (id === undefined) !== (link === undefined), { params: { code: 'one_of_two' }, message: 'either id or link' })

export const anyHeader = z.discriminatedUnion('type', [
  textHeader,
  z.strictObject({ type: z.literal('image'), image: file }),
  z.strictObject({ type: z.literal('video'), video: file }),
  z.strictObject({ type: z.literal('document'), document: file }),
])

export const body = z.strictObject({ text: words(LIMITS.body) })
export const footer = z.strictObject({ text: words(LIMITS.footer) }).optional()

/** Adds a `not_unique` issue at each value that was there before. @param pathOf where the value stands */
export function eachOnce<T>(
  context: z.RefinementCtx,
  values: readonly T[],
  { of, pathOf }: { of: (value: T) => string; pathOf: (index: number) => (string | number)[] },
): void {
  const seen = new Set<string>()
  values.forEach((value, index) => {
    if (seen.has(of(value)))
      context.addIssue({ code: 'custom', params: { code: 'not_unique' }, path: pathOf(index), message: 'is there already' })
    seen.add(of(value))
  })
}
