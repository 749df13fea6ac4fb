import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'

/** A quantity or a price is not counted down. */
const SHORTEST_COUNTED = 20

interface Props {
  label: string
  value: string
  change(value: string): void
  max: number
  hint?: string
  rows?: number
  isFirst?: boolean
  isOptional?: boolean
  inputMode?: 'text' | 'url' | 'decimal' | 'numeric' | 'tel' | 'email'
}

/** One line or several, with what is left of it once the end is near. What Meta would refuse for its length cannot be typed. */
export function Field({ label, value, change, max, hint, rows, isFirst, isOptional, inputMode = 'text' }: Props) {
  const { t } = useTranslation('compose')
  const left = max - value.length
  const props = {
    label: (
      <>
        {label}
        {isOptional ? <span className={classes.optional}> {t('optional')}</span> : null}
      </>
    ),
    description: max >= SHORTEST_COUNTED && left <= Math.max(5, max / 10) ? t('left', { count: left }) : hint,
    inputWrapperOrder: ['label', 'input', 'description'] as ('label' | 'input' | 'description')[],
    value,
    maxLength: max,
    autoComplete: 'off',
    ...(isFirst && { 'data-autofocus': '' }),
  }
  return rows === undefined ? (
    <TextInput {...props} inputMode={inputMode} onChange={(event) => change(event.currentTarget.value)} />
  ) : (
    <Textarea {...props} rows={rows} onChange={(event) => change(event.currentTarget.value)} />
  )
}
