/** Buttons and lists: the customer answers by choosing. */
import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { anyHeader, body, eachOnce, footer, textHeader, words } from './parts.ts'

const replyButton = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: words(LIMITS.buttonId), title: words(LIMITS.buttonTitle) }),
})

export const buttonsInteractive = z.strictObject({
  type: z.literal('button'),
  header: anyHeader.optional(),
  body,
  footer,
  action: z.strictObject({
    buttons: z
      .array(replyButton)
      .min(1)
      .max(LIMITS.buttons)
      .superRefine((buttons, context) => {
        eachOnce(context, buttons, { of: ({ reply }) => reply.id, pathOf: (index) => [index, 'reply', 'id'] })
        eachOnce(context, buttons, { of: ({ reply }) => reply.title, pathOf: (index) => [index, 'reply', 'title'] })
      }),
  }),
})

const row = z.strictObject({
  id: words(LIMITS.rowId),
  title: words(LIMITS.rowTitle),
  description: words(LIMITS.rowDescription).optional(),
})
const section = z.strictObject({ title: words(LIMITS.sectionTitle).optional(), rows: z.array(row).min(1).max(LIMITS.rows) })

export const listInteractive = z.strictObject({
  type: z.literal('list'),
  header: textHeader.optional(),
  body: z.strictObject({ text: words(LIMITS.listBody) }),
  footer,
  action: z.strictObject({
    button: words(LIMITS.listButton),
    sections: z
      .array(section)
      .min(1)
      .max(LIMITS.sections)
      .superRefine((sections, context) => {
        titledSections(context, sections)
        const rows = sections.flatMap((one, at) => one.rows.map((inner, place) => ({ id: inner.id, path: [at, 'rows', place, 'id'] })))
        if (rows.length > LIMITS.rows)
          context.addIssue({ code: 'custom', params: { code: 'too_many' }, message: `at most ${LIMITS.rows} rows in all` })
        eachOnce(context, rows, { of: ({ id }) => id, pathOf: (index) => rows[index]?.path ?? [] })
      }),
  }),
})

/** One section needs no title; several do. */
export function titledSections(context: z.RefinementCtx, sections: readonly { readonly title?: string | undefined }[]): void {
  if (sections.length < 2) return
  sections.forEach(({ title }, index) => {
    if (title === undefined)
      context.addIssue({ code: 'custom', params: { code: 'required' }, path: [index, 'title'], message: 'is required' })
  })
}
