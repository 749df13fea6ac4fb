import '@mantine/core/styles/Radio.layer.css'
import { Button, type MantineColorScheme, PasswordInput, Radio, TextInput, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { MeView } from '@recado/contract/team'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { LOCALE_NAMES, LOCALES } from '../i18n/areas.ts'
import { useSessionActions } from '../session/actions.ts'
import { meQuery, useMe } from '../session/me.ts'
import { NewPasswordField, usePasswordRule } from '../session/PasswordField.tsx'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { AlertsCard } from './AlertsCard.tsx'
import { SavedLine } from './SavedLine.tsx'
import { useSaving } from './use-saving.ts'

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

export default function ProfileSection() {
  const { t, i18n } = useTranslation(['settings', 'common'])
  const me = useMe()
  const { changeLocale } = useSessionActions()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemeNames = { light: t('common:user.themeLight'), dark: t('common:user.themeDark'), auto: t('common:user.themeSystem') }
  return (
    <>
      <Card title={t('section.profile')}>
        <Stack>
          <NameField name={me.user.name} />
          <TextInput label={t('profile.email')} description={t('profile.emailHint')} value={me.user.email} readOnly />
          <Radio.Group label={t('profile.locale')} value={i18n.language} onChange={changeLocale}>
            {LOCALES.map((locale) => (
              <Radio key={locale} value={locale} label={LOCALE_NAMES[locale]} lang={locale} mt={8} />
            ))}
          </Radio.Group>
          <Radio.Group
            label={t('profile.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(SCHEMES.find((known) => known === value) ?? 'auto')}
          >
            {SCHEMES.map((scheme) => (
              <Radio key={scheme} value={scheme} label={schemeNames[scheme]} mt={8} />
            ))}
          </Radio.Group>
        </Stack>
      </Card>
      <AlertsCard />
      <PasswordCard />
    </>
  )
}

function NameField({ name: saved }: { name: string }) {
  const { t } = useTranslation(['settings', 'common'])
  const client = useQueryClient()
  const [name, setName] = useState(saved)
  const saving = useSaving(async (next: string) => {
    await api.patch('/session/profile', { name: next })
    client.setQueryData(meQuery.queryKey, (me: MeView | undefined) => me && { ...me, user: { ...me.user, name: next } })
  })
  const leave = () => {
    if (name.trim() !== '' && name.trim() !== saved) saving.save(name.trim())
  }
  return (
    <div>
      <TextInput
        label={t('profile.name')}
        description={t('profile.nameHint')}
        value={name}
        maxLength={100}
        autoComplete="name"
        error={name.trim() === '' ? t('common:field.required') : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
      <SavedLine said={saving.said} failed={saving.failed} />
    </div>
  )
}

function PasswordCard() {
  const { t } = useTranslation(['settings', 'common'])
  const me = useMe()
  const problemText = useProblemText()
  const passwordRule = usePasswordRule()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { currentPassword: (value) => (value === '' ? t('common:field.required') : null), newPassword: passwordRule },
  })
  const change = useMutation({
    mutationFn: (values: typeof form.values) => api.put('/session/password', values),
    onSuccess: () => form.reset(),
    onError: (error) => {
      if (isProblem(error, 'wrong_credentials')) form.setFieldError('currentPassword', t('profile.wrongCurrent'))
    },
  })
  return (
    <Card title={t('profile.passwordTitle')} hint={t('profile.changeHint')}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <Stack>
          {/* Password managers look for the account's name beside a new password. */}
          <input type="email" autoComplete="username" value={me.user.email} readOnly hidden />
          <PasswordInput
            label={t('profile.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('common:field.showPassword') }}
            {...form.getInputProps('currentPassword')}
          />
          <NewPasswordField label={t('profile.next')} {...form.getInputProps('newPassword')} />
          {change.error && !isProblem(change.error, 'wrong_credentials') ? (
            <Notice tone="danger" role="alert">
              {problemText(change.error)}
            </Notice>
          ) : null}
          {change.isSuccess ? (
            <Notice tone="ok" role="status">
              {t('profile.changed')}
            </Notice>
          ) : null}
          <div>
            <Button type="submit" loading={change.isPending}>
              {t('profile.change')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}
