import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import { Button, JsonInput, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { SignupSettings, SignupSettingsChange } from '@recado/contract/onboarding'
import type { Ground } from '@recado/contract/road'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { DeniedPage } from '../session/DeniedPage.tsx'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { Bone, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './onboarding.module.css'
import { settingsQuery } from './queries.ts'

/** For whoever runs the installation: the app whose popup opens, its configuration, and what the popup is given. */
export default function SettingsSection() {
  const { t } = useTranslation('signup')
  const mayManage = useAbility('installation.manage')
  const [ground, setGround] = useState<Ground>('meta')
  const settings = useQuery({ ...settingsQuery(ground), enabled: mayManage })
  if (!mayManage) return <DeniedPage page={t('settings.title')} headingLevel={2} />
  return (
    <>
      <SegmentedControl
        aria-label={t('settings.grounds')}
        data={(['meta', 'sandbox'] as const).map((value) => ({ value, label: t(`settings.ground.${value}`) }))}
        value={ground}
        onChange={(value) => setGround(value === 'sandbox' ? 'sandbox' : 'meta')}
      />
      {settings.data ? (
        <SettingsForm key={ground} settings={settings.data} />
      ) : settings.isError ? (
        <ErrorState error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <Loading>
          <Bone height={320} />
        </Loading>
      )}
      {ground === 'meta' ? <DashboardCard /> : null}
    </>
  )
}

function SettingsForm({ settings }: { settings: SignupSettings }) {
  const { t } = useTranslation('signup')
  const client = useQueryClient()
  const problemText = useProblemText()
  const isMeta = settings.ground === 'meta'
  const form = useForm({
    initialValues: {
      appId: settings.appId,
      appSecret: '',
      configurationId: settings.configurationId,
      version: settings.version,
      extras: JSON.stringify(settings.extras, null, 2),
    },
    validate: {
      appId: (value) => (!isMeta || value.trim() === '' || /^\d{5,20}$/.test(value.trim()) ? null : t('settings.appWrong')),
      appSecret: (value) => (value.trim() === '' || /^[0-9a-fA-F]{32}$/.test(value.trim()) ? null : t('settings.secretWrong')),
      configurationId: (value) => (/^\d*$/.test(value.trim()) ? null : t('settings.appWrong')),
      version: (value) => (/^(v\d{1,3}\.0)?$/.test(value.trim()) ? null : t('settings.versionWrong')),
      extras: (value) => (objectOf(value) === null ? t('settings.extrasWrong') : null),
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => api.patch<SignupSettings>(`/signup-settings/${settings.ground}`, changeOf(values, isMeta)),
    onSuccess: (fresh) => {
      client.setQueryData(settingsQuery(settings.ground).queryKey, fresh)
      form.setFieldValue('appSecret', '')
      showToast(t('settings.saved'))
    },
  })
  return (
    <Card title={t('settings.title')} hint={t('settings.hint')}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          <TextInput label={t('settings.appId')} inputMode="numeric" readOnly={!isMeta} {...form.getInputProps('appId')} />
          {isMeta ? (
            <PasswordInput
              label={t('settings.appSecret')}
              description={settings.hasSecret ? t('settings.secretKept') : t('settings.secretMissing')}
              autoComplete="off"
              {...form.getInputProps('appSecret')}
            />
          ) : null}
          <TextInput
            label={t('settings.configuration')}
            description={<Configuration settings={settings} />}
            inputMode="numeric"
            {...form.getInputProps('configurationId')}
          />
          <TextInput label={t('settings.version')} description={t('settings.versionHint')} {...form.getInputProps('version')} />
          <JsonInput
            label={t('settings.extras')}
            description={t('settings.extrasHint')}
            autosize
            minRows={3}
            {...form.getInputProps('extras')}
          />
          {save.error ? (
            <Notice tone="danger" role="alert">
              {problemText(save.error)}
            </Notice>
          ) : null}
          <div className={classes.actions}>
            <Button type="submit" loading={save.isPending}>
              {t('settings.save')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}

/** Whether the app has the configuration that is set, as Meta says. */
function Configuration({ settings: { configurations, configurationId } }: { settings: SignupSettings }) {
  const { t } = useTranslation('signup')
  if (configurations === null) return <>{t('settings.configurationUnasked')}</>
  const known = configurations.find(({ id }) => id === configurationId)
  if (known) return <>{t('settings.configurationKnown', { name: known.name })}</>
  if (configurations.length === 0) return <>{t('settings.configurationUnasked')}</>
  return <>{t('settings.configurationUnknown', { known: configurations.map(({ id, name }) => `${id} (${name})`).join(', ') })}</>
}

function DashboardCard() {
  const { t } = useTranslation('signup')
  return (
    <Card title={t('settings.dashboard')} hint={t('settings.dashboardHint')}>
      <Stack>
        <CopyFields>
          <CopyField what={t('settings.domain')} value={location.host} />
          <CopyField what={t('settings.redirect')} value={`${location.origin}/numbers/connect/signup`} />
        </CopyFields>
        <p className={classes.quiet}>{t('settings.toggles')}</p>
      </Stack>
    </Card>
  )
}

type Values = Record<'appId' | 'appSecret' | 'configurationId' | 'version' | 'extras', string>

function changeOf(values: Values, isMeta: boolean): SignupSettingsChange {
  const [appId, appSecret] = [values.appId.trim(), values.appSecret.trim()]
  return {
    ...(isMeta && appId !== '' && { appId }),
    ...(isMeta && appSecret !== '' && { appSecret }),
    configurationId: values.configurationId.trim(),
    version: values.version.trim(),
    extras: objectOf(values.extras) ?? {},
  }
}

/** null where it is no JSON object. Nothing written is an empty one. */
function objectOf(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
