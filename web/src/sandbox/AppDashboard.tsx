import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { type AppDashboardFacts, appDashboardApi } from './app-dashboard-api.ts'
import classes from './sandbox.module.css'

const KEY = ['sandbox', 'app'] as const
const FIELDS = ['name', 'category', 'privacyPolicyUrl', 'termsOfServiceUrl', 'contactEmail', 'websiteUrl', 'businessName'] as const
const ICONS = ['none', 'small', 'transparent', 'good'] as const
const VERIFICATIONS = ['not_verified', 'pending', 'verified', 'rejected', 'expired'] as const
const PERMISSION_STATES = ['none', 'pending', 'live', 'declined'] as const
const ANSWERS = ['normal', 'error', 'silence', 'nonsense'] as const

/** Meta's app dashboard, played here: the road to Tech Provider is rehearsed against it. */
export function AppDashboard() {
  const { t } = useTranslation('sandbox')
  const found = useQuery({ queryKey: KEY, queryFn: appDashboardApi.read }).data
  if (!found) return null
  return (
    <details className={classes.dashboard}>
      <summary>{t('dashboard.appTitle')}</summary>
      <p className={classes.hint}>{t('dashboard.appHint')}</p>
      <Fields found={found} />
    </details>
  )
}

function Fields({ found }: { found: AppDashboardFacts }) {
  const { t } = useTranslation('sandbox')
  const client = useQueryClient()
  const problemText = useProblemText()
  const [said, setSaid] = useState(found)
  const set = (change: Partial<AppDashboardFacts>) => setSaid((before) => ({ ...before, ...change }))
  const save = useMutation({
    mutationFn: () => appDashboardApi.change(said),
    onSuccess: (fresh) => client.setQueryData(KEY, fresh),
  })
  const { whatsapp_business_messaging: permission } = said.permissions
  return (
    <div className={classes.switches}>
      {FIELDS.map((name) => (
        <TextInput
          key={name}
          label={t(`dashboard.field.${name}`)}
          value={said[name] ?? ''}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label={t('dashboard.field.appDomains')}
        value={said.appDomains.join(', ')}
        onChange={(event) => set({ appDomains: event.currentTarget.value.split(',').map((domain) => domain.trim()) })}
      />
      <NativeSelect
        label={t('dashboard.icon')}
        value={said.icon}
        onChange={(event) => set({ icon: ICONS.find((icon) => icon === event.currentTarget.value) ?? 'none' })}
        data={ICONS.map((value) => ({ value, label: t(`dashboard.icons.${value}`) }))}
      />
      <NativeSelect
        label={t('dashboard.verification')}
        value={said.businessVerification}
        onChange={(event) =>
          set({ businessVerification: VERIFICATIONS.find((each) => each === event.currentTarget.value) ?? 'not_verified' })
        }
        data={VERIFICATIONS.map((value) => ({ value, label: t(`dashboard.verifications.${value}`) }))}
      />
      <NativeSelect
        label={t('dashboard.permissions')}
        value={permission}
        onChange={(event) => {
          const state = PERMISSION_STATES.find((each) => each === event.currentTarget.value) ?? 'none'
          set({ permissions: { whatsapp_business_messaging: state, whatsapp_business_management: state } })
        }}
        data={PERMISSION_STATES.map((value) => ({ value, label: t(`dashboard.permission.${value}`) }))}
      />
      <NativeSelect
        label={t('dashboard.answers')}
        value={said.answers}
        onChange={(event) => set({ answers: ANSWERS.find((each) => each === event.currentTarget.value) ?? 'normal' })}
        data={ANSWERS.map((value) => ({ value, label: t(`dashboard.answer.${value}`) }))}
      />
      <Button variant="default" size="xs" loading={save.isPending} onClick={() => save.mutate()}>
        {t('dashboard.save')}
      </Button>
      {save.isSuccess ? <Notice tone="ok">{t('dashboard.saved')}</Notice> : null}
      {save.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(save.error)}
        </Notice>
      ) : null}
    </div>
  )
}
