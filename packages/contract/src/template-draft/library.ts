/** A template made from one of Meta's library: its words stand, its name and where its buttons lead are ours. Pure. */
import { list, record, text } from '../meta-part.ts'
import type { LibraryTemplate } from '../template-library.ts'
import { judgeValue } from './button-rules.ts'
import { judgeCode } from './code-rules.ts'
import { type DraftButton, emptyDraft, NEW_BUTTON, type TemplateDraft, variablesIn } from './draft.ts'
import { codeButton } from './meta.ts'
import type { DraftProblem } from './problem.ts'
import { judgeName } from './rules.ts'

export interface LibraryDraft {
  name: string
  /** One for each button that leads somewhere, in their order. */
  buttons: DraftButton[]
  /** Only where it hands over a code. */
  code: TemplateDraft['code']
}

export interface LibraryWish {
  name: string
  language: string
  category: string
  library_template_name: string
  library_template_button_inputs?: Record<string, unknown>[]
  library_template_body_inputs?: Record<string, unknown>
}

const ASKED = ['URL', 'PHONE_NUMBER'] as const

export function libraryDraft(template: LibraryTemplate): LibraryDraft {
  const given = list(template.components.find(({ type }) => type === 'BUTTONS')?.buttons)
  const buttons = given.flatMap((button): DraftButton[] => {
    const kind = ASKED.find((asked) => asked === button.type)
    return kind === undefined ? [] : [{ ...NEW_BUTTON, kind, text: text(button.text) }]
  })
  return { name: '', buttons, code: emptyDraft(template.language).code }
}

/** A form of Meta's own, which it gives to few accounts, cannot be taken from here. */
export function isTakeable(template: LibraryTemplate): boolean {
  const given = list(template.components.find(({ type }) => type === 'BUTTONS')?.buttons)
  return given.every((button) => ['URL', 'PHONE_NUMBER', 'QUICK_REPLY', 'OTP'].includes(text(record(button).type)))
}

export function judgeLibrary(template: LibraryTemplate, draft: LibraryDraft): DraftProblem[] {
  return [
    ...judgeName(draft.name),
    ...draft.buttons.flatMap((button, at) => judgeValue(button, (part) => `button.${at}.${part}`)),
    ...(template.category === 'AUTHENTICATION' ? judgeCode(draft) : []),
  ]
}

/** The body for `POST /{waba_id}/message_templates` (template library). */
export function metaLibrary(template: LibraryTemplate, draft: LibraryDraft): LibraryWish {
  const { language, category } = template
  const isCode = category === 'AUTHENTICATION'
  const inputs = isCode ? [codeButton(draft.code)] : draft.buttons.map(inputOf)
  const { recommendation, expirationMinutes: minutes } = draft.code
  return {
    name: draft.name,
    language,
    category,
    library_template_name: template.name,
    ...(inputs.length > 0 ? { library_template_button_inputs: inputs } : {}),
    ...(isCode
      ? {
          library_template_body_inputs: {
            add_security_recommendation: recommendation,
            ...(minutes === null ? {} : { code_expiration_minutes: minutes }),
          },
        }
      : {}),
  }
}

function inputOf({ kind, value, sample }: DraftButton): Record<string, unknown> {
  if (kind === 'PHONE_NUMBER') return { type: kind, phone_number: value }
  const isOpen = variablesIn(value).length > 0
  const example = isOpen ? { url_suffix_example: value.replace(/\{\{\s*\w+\s*\}\}/g, () => sample) } : {}
  return { type: kind, url: { base_url: value, ...example } }
}
