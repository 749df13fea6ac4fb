import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PASSWORD_LENGTH } from '../ui/form-errors.ts'

/** A new password: says the rule, and how much is missing while typing. */
export function NewPasswordField(props: PasswordInputProps) {
  const { t } = useTranslation(['session', 'common'])
  const length = String(props.value ?? '').length
  const missing = PASSWORD_LENGTH - length
  return (
    <PasswordInput
      autoComplete="new-password"
      description={props.error ? null : length > 0 && missing > 0 ? t('password.tooShort', { count: missing }) : t('password.rule')}
      visibilityToggleButtonProps={{ 'aria-label': t('common:field.showPassword') }}
      {...props}
    />
  )
}

export function usePasswordRule(): (value: string) => string | null {
  const { t } = useTranslation('session')
  return (value) => (value.length < PASSWORD_LENGTH ? t('password.rule') : null)
}
