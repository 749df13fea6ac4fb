import { Loader, PasswordInput, TextInput } from '@mantine/core'
import type { CredentialField, FieldCheck } from '@recado/contract/numbers'
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './CheckedField.module.css'
import { useCheckWords } from './field-words.ts'

interface Props {
  field: CredentialField
  value: string
  onChange(value: string): void
  check: FieldCheck | null
  checking: boolean
  secret?: boolean
  wide?: boolean
  autoFocus?: boolean
}

/** One value from Meta: green with what we found, red with cause and mend, a question mark where nobody could say. */
export function CheckedField({ field, value, onChange, check, checking, secret = false, wide = false, autoFocus = false }: Props) {
  const { t } = useTranslation(['numbers', 'common'])
  const words = useCheckWords()
  const state = checking ? 'checking' : (check?.state ?? 'empty')
  const hint = t(`form.${field}Hint`)
  const said = checking ? t('form.checking') : check && state !== 'wrong' ? words(check) : hint
  const common = {
    label: t(`form.${field}`),
    value,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
    autoComplete: 'off',
    spellCheck: false,
    autoFocus,
    'data-1p-ignore': true,
    'data-lpignore': 'true',
    description: state === 'wrong' ? null : <Said state={state}>{said}</Said>,
    error: check && state === 'wrong' ? words(check) : null,
    descriptionProps: { 'aria-live': 'polite' as const },
  }
  return (
    <div className={wide ? classes.wide : classes.field} data-state={state}>
      {secret ? (
        <PasswordInput
          {...common}
          leftSection={<StateMark state={state} />}
          visibilityToggleButtonProps={{ 'aria-label': t('common:action.show') }}
        />
      ) : (
        <TextInput {...common} inputMode={field === 'verifyToken' ? 'text' : 'numeric'} rightSection={<StateMark state={state} />} />
      )}
    </div>
  )
}

type State = 'empty' | 'checking' | FieldCheck['state']

function Said({ state, children }: { state: State; children: string }) {
  return (
    <span className={classes.said} data-state={state}>
      {children}
    </span>
  )
}

function StateMark({ state }: { state: State }) {
  switch (state) {
    case 'checking':
      return <Loader size={14} />
    case 'ok':
      return <IconCircleCheck size={18} className={classes.ok} aria-hidden="true" />
    case 'wrong':
      return <IconCircleX size={18} className={classes.wrong} aria-hidden="true" />
    case 'unknown':
      return <IconHelpCircle size={18} className={classes.unknown} aria-hidden="true" />
    case 'empty':
    case 'missing':
      return null
  }
}
