import { TextInput } from '@mantine/core'
import { type DraftButton, type DraftButtonKind, variablesIn } from '@recado/contract/template-draft/draft'
import type { Place } from '@recado/contract/template-draft/problem'
import { useTranslation } from 'react-i18next'
import type { ProblemAt } from './use-problems.ts'

interface Props {
  button: DraftButton
  /** From 1. */
  number: number
  /** Meta's, or of Meta's library. */
  hasFixedText?: boolean
  set(part: Partial<DraftButton>): void
  place(part: 'text' | 'value' | 'sample'): Place
  problemAt: ProblemAt
}

const VALUE_LABEL = {
  URL: 'field.url',
  PHONE_NUMBER: 'field.phone',
  COPY_CODE: 'field.coupon',
  FLOW: 'field.flow',
  VOICE_CALL: 'field.callMinutes',
} as const
const hasValue = (kind: DraftButtonKind): kind is keyof typeof VALUE_LABEL => kind in VALUE_LABEL

/** What a button says, and where it leads. */
export function ButtonFields({ button: { kind, text, value, sample }, number, hasFixedText = false, set, place, problemAt }: Props) {
  const { t } = useTranslation('builder')
  const hint = kind === 'URL' ? t('field.urlHint', { variable: '{{1}}' }) : kind === 'FLOW' ? t('field.flowHint') : null
  const isOpen = kind === 'URL' && variablesIn(value).length > 0
  return (
    <>
      {kind === 'COPY_CODE' || hasFixedText ? null : (
        <TextInput
          label={t('field.buttonText', { number })}
          value={text}
          error={problemAt(place('text'))}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
      )}
      {hasValue(kind) ? (
        <TextInput
          label={t(VALUE_LABEL[kind], { number })}
          {...(hint ? { description: hint } : {})}
          value={value}
          error={problemAt(place('value'))}
          onChange={(event) => set({ value: event.currentTarget.value })}
        />
      ) : null}
      {isOpen || kind === 'FLOW' ? (
        <TextInput
          label={t(isOpen ? 'field.urlSample' : 'field.screen', { number })}
          value={sample}
          error={problemAt(place('sample'))}
          onChange={(event) => set({ sample: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}
