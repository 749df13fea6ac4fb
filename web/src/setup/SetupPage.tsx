import '@mantine/core/styles/Combobox.layer.css'
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { MeView, SetupState } from '@recado/contract/team'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { currentLocale } from '../i18n/setup.ts'
import { BarePage } from '../session/BarePage.tsx'
import { becomeMe } from '../session/me.ts'
import { NewPasswordField, usePasswordRule } from '../session/PasswordField.tsx'
import { Card, Stack } from '../ui/Card.tsx'
import { EMAIL, fieldErrors } from '../ui/form-errors.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { Bone, ErrorState, Loading } from '../ui/states.tsx'
import { browserTimeZone, timeZones } from './time-zones.ts'

const route = getRouteApi('/bare/setup/{-$token}')

/** The one-time link from the console: the first person and the first workspace. */
export default function SetupPage() {
  const params = route.useParams()
  const search = route.useSearch()
  const token = params.token ?? search.token ?? ''
  const state = useQuery({
    queryKey: ['setup', token],
    queryFn: ({ signal }) => api.get<SetupState>('/setup', { query: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (state.isError) return <ErrorState error={state.error} headingLevel={1} retry={() => void state.refetch()} />
  if (!state.data) {
    return (
      <Loading>
        <Bone height={320} />
      </Loading>
    )
  }
  return state.data.tokenValid ? <SetupForm token={token} /> : <Closed open={state.data.open} />
}

function Closed({ open }: { open: boolean }) {
  const { t } = useTranslation('setup')
  return (
    <BarePage title={open ? t('staleTitle') : t('closedTitle')} lead={open ? t('staleBody') : t('closedBody')}>
      {open ? null : (
        <Button component="a" href="/sign-in" size="lg">
          {t('signIn')}
        </Button>
      )}
    </BarePage>
  )
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation(['setup', 'common'])
  const client = useQueryClient()
  const router = useRouter()
  const problemText = useProblemText()
  const passwordRule = usePasswordRule()
  const required = (value: string) => (value.trim() === '' ? t('common:field.required') : null)
  const email = (value: string) => (EMAIL.test(value.trim()) ? null : t('common:field.email'))
  const form = useForm({
    initialValues: { name: '', email: '', password: '', workspaceName: '', timeZone: browserTimeZone() },
    validate: { name: required, email, password: passwordRule, workspaceName: required },
  })
  const create = useMutation({
    mutationFn: async (values: typeof form.values) => {
      await api.post('/setup', { ...values, email: values.email.trim(), token, locale: currentLocale() })
      await becomeMe(client, await api.get<MeView>('/session'))
      await router.navigate({ to: '/welcome', replace: true })
    },
    onError: (error) => form.setErrors(fieldErrors(error, { email: t('common:field.email'), name: t('common:field.required') })),
  })

  return (
    <BarePage title={t('title')} lead={t('lead')}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack>
          {create.error ? (
            <Notice tone="danger" role="alert">
              {problemText(create.error)}
            </Notice>
          ) : null}
          <Card title={t('you')}>
            <Stack>
              <TextInput label={t('name')} autoComplete="name" autoFocus {...form.getInputProps('name')} />
              <TextInput label={t('email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
              <NewPasswordField label={t('password')} {...form.getInputProps('password')} />
            </Stack>
          </Card>
          <Card title={t('workspace')}>
            <Stack>
              <TextInput
                label={t('workspaceName')}
                description={t('workspaceHint')}
                autoComplete="organization"
                {...form.getInputProps('workspaceName')}
              />
              <Select label={t('timeZone')} data={timeZones()} searchable allowDeselect={false} {...form.getInputProps('timeZone')} />
            </Stack>
          </Card>
          <Button type="submit" size="lg" fullWidth loading={create.isPending}>
            {t('submit')}
          </Button>
        </Stack>
      </form>
    </BarePage>
  )
}
