import type { TemplateView } from '@recado/contract/numbers'
import type { TemplateField } from '@recado/contract/template-send/field'
import { templateFields } from '@recado/contract/template-send/fields'
import { templatePicture } from '@recado/contract/template-send/picture'
import { useMemo, useState } from 'react'
import { asksForName } from './field-label.ts'
import { NO_FILES, type ShownFiles } from './shown-file.ts'

export interface TemplateForm {
  readonly chosen: TemplateView | null
  choose(template: TemplateView): void
  readonly fields: readonly TemplateField[]
  readonly values: Readonly<Record<string, string>>
  /** By the ids of the fields that are files. */
  readonly files: ShownFiles
  /** Which values came from the contact and were not changed. */
  readonly fromContact: ReadonlySet<string>
  change(values: Readonly<Record<string, string>>, files?: ShownFiles): void
}

interface Typed {
  readonly values: Readonly<Record<string, string>>
  readonly files: ShownFiles
}

const NO_FIELDS: readonly TemplateField[] = []
const NOTHING: Typed = { values: {}, files: NO_FILES }

/** The chosen template and what is filled in. What is typed for one template is kept while another is looked at. */
export function useTemplateForm(contactName: string | null): TemplateForm {
  const [chosen, setChosen] = useState<TemplateView | null>(null)
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({})
  const fields = useMemo(() => (chosen ? templateFields(chosen) : NO_FIELDS), [chosen])
  const suggested = useMemo(() => (chosen ? suggestions(chosen, contactName) : {}), [chosen, contactName])
  const mine = typed[chosen?.id ?? ''] ?? NOTHING
  return {
    chosen,
    choose: setChosen,
    fields,
    values: { ...suggested, ...mine.values },
    files: mine.files,
    fromContact: new Set(Object.keys(suggested).filter((id) => mine.values[id] === undefined)),
    change: (values, files = NO_FILES) => {
      if (!chosen) return
      setTyped((all) => {
        const before = all[chosen.id] ?? NOTHING
        return { ...all, [chosen.id]: { values: { ...before.values, ...values }, files: { ...before.files, ...files } } }
      })
    },
  }
}

function suggestions(template: TemplateView, contactName: string | null): Record<string, string> {
  const firstName = contactName?.trim().split(/\s+/)[0]
  if (!firstName) return {}
  const { body } = templatePicture(template, {})
  const found: Record<string, string> = {}
  for (const [at, segment] of body.entries()) {
    const before = body[at - 1]
    if ('field' in segment && asksForName(segment.field, before && 'text' in before ? before.text : '')) found[segment.field.id] = firstName
  }
  return found
}
