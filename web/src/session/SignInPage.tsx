import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { MeView, SetupState } from '@recado/contract/team'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { EMAIL } from '../ui/form-errors.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { BarePage } from './BarePage.tsx'
import { becomeMe } from './me.ts'
import { safePath } from './return-path.ts'
import classes from './session.module.css'

const route = getRouteApi('/bare/sign-in')

export default function SignInPage() {
  const { t } = useTranslation('session')
  const { to } = route.useSearch()
  return (
    <BarePage title={t('signIn.title')} lead={to ? t('signIn.again') : undefined}>
      <NotSetUpYet />
      <SignInForm to={to ?? '/inbox'} />
      <p className={classes.below}>{t('signIn.noAccount')}</p>
      <p className={classes.below}>{t('signIn.forgot')}</p>
    </BarePage>
  )
}

function NotSetUpYet() {
  const { t } = useTranslation('session')
  const { data } = useQuery({ queryKey: ['setup'], queryFn: ({ signal }) => api.get<SetupState>('/setup', { signal }), retry: false })
  return data?.open ? (
    <div className={classes.above}>
      <Notice tone="info">{t('signIn.setupOpen')}</Notice>
    </div>
  ) : null
}

export function SignInForm({ to, email = '' }: { to: string; email?: string }) {
  const { t } = useTranslation(['session', 'common'])
  const client = useQueryClient()
  const router = useRouter()
  const problemText = useProblemText()
  const form = useForm({
    initialValues: { email, password: '' },
    validate: {
      email: (value) => (EMAIL.test(value.trim()) ? null : t('common:field.email')),
      password: (value) => (value === '' ? t('common:field.required') : null),
    },
  })
  const signIn = useMutation({
    mutationFn: async (values: { email: string; password: string }) => {
      await api.post('/session', values)
      await becomeMe(client, await api.get<MeView>('/session'))
      await router.navigate({ href: safePath(to), replace: true })
    },
    onError: () => form.setFieldValue('password', ''),
  })

  return (
    <Card>
      <form onSubmit={form.onSubmit((values) => signIn.mutate({ ...values, email: values.email.trim() }))} noValidate>
        <Stack>
          {signIn.error ? (
            <Notice tone="danger" role="alert">
              {problemText(signIn.error)}
            </Notice>
          ) : null}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            autoFocus={email === ''}
            readOnly={email !== ''}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            autoFocus={email !== ''}
            visibilityToggleButtonProps={{ 'aria-label': t('common:field.showPassword') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="lg" fullWidth loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
