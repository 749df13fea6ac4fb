import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InvitationOffer, MeView } from '@recado/contract/team'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { currentLocale } from '../i18n/setup.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { EMAIL } from '../ui/form-errors.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { Bone, ErrorState, Loading } from '../ui/states.tsx'
import { BarePage } from './BarePage.tsx'
import { becomeMe } from './me.ts'
import { NewPasswordField, usePasswordRule } from './PasswordField.tsx'
import { SignInForm } from './SignInPage.tsx'
import classes from './session.module.css'

const route = getRouteApi('/bare/invite/{-$token}')

export default function InvitePage() {
  const params = route.useParams()
  const search = route.useSearch()
  const token = params.token ?? search.token ?? ''
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.get<InvitationOffer>('/invitations/accept', { query: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const me = useQuery({ queryKey: ['session', 'maybe'], queryFn: maybeMe, retry: false, staleTime: Number.POSITIVE_INFINITY })

  if (isProblem(offer.error, 'link_expired') || isProblem(offer.error, 'invalid')) return <Expired />
  if (offer.isError) return <ErrorState error={offer.error} headingLevel={1} retry={() => void offer.refetch()} />
  if (!offer.data || me.isPending) {
    return (
      <Loading>
        <Bone height={200} />
      </Loading>
    )
  }
  return <Accept token={token} offer={offer.data} me={me.data ?? null} />
}

/** Nobody signed in is an answer here, not a failure. */
async function maybeMe({ signal }: { signal: AbortSignal }): Promise<MeView | null> {
  return api.get<MeView>('/session', { signal }).catch((error: unknown) => {
    if (isProblem(error, 'not_signed_in')) return null
    throw error
  })
}

function Expired() {
  const { t } = useTranslation('session')
  return (
    <BarePage title={t('expired.title')} lead={t('expired.body')}>
      <Button component="a" href="/sign-in" variant="default">
        {t('expired.signIn')}
      </Button>
    </BarePage>
  )
}

function Accept({ token, offer, me }: { token: string; offer: InvitationOffer; me: MeView | null }) {
  const { t } = useTranslation(['session', 'common'])
  const format = useFormat()
  const [other, setOther] = useState(false)
  const role = t(`common:role.${offer.role}`)
  const from = offer.invitedBy ? t('invite.from', { name: offer.invitedBy, role }) : t('invite.fromNobody', { role })
  const here = `/invite/${encodeURIComponent(token)}`
  return (
    <BarePage
      title={t('invite.title', { workspace: offer.workspaceName })}
      lead={`${from} ${t('invite.validUntil', { when: format.dateTime(offer.expiresAt) })}`}
    >
      {me && !other ? (
        <Join token={token} offer={offer} me={me} useOther={() => setOther(true)} />
      ) : offer.hasAccount || other ? (
        <Stack>
          {offer.hasAccount ? <p>{t('invite.hasAccount', { email: offer.email ?? '' })}</p> : null}
          <SignInForm to={here} email={offer.hasAccount ? (offer.email ?? '') : ''} />
        </Stack>
      ) : (
        <>
          <NewPerson token={token} offer={offer} />
          <p className={classes.below}>
            <Button variant="transparent" onClick={() => setOther(true)}>
              {t('invite.haveAccount')}
            </Button>
          </p>
        </>
      )}
    </BarePage>
  )
}

/** Signed in already: one button. */
function Join({ token, offer, me, useOther }: { token: string; offer: InvitationOffer; me: MeView; useOther(): void }) {
  const { t } = useTranslation('session')
  const enter = useEnter()
  const problemText = useProblemText()
  const join = useMutation({ mutationFn: () => api.post('/invitations/accept', { token }), onSuccess: enter })
  const forOther = offer.email !== null && offer.email !== me.user.email
  const already = isProblem(join.error, 'already_taken')
  return (
    <Card>
      <Stack>
        {forOther ? (
          <Notice tone="warn">{t('invite.forOther', { invited: offer.email ?? '', email: me.user.email })}</Notice>
        ) : (
          <p>{t('invite.joinAs', { name: me.user.name, email: me.user.email })}</p>
        )}
        {already ? <Notice tone="info">{t('invite.already', { workspace: offer.workspaceName })}</Notice> : null}
        {join.error && !already ? (
          <Notice tone="danger" role="alert">
            {problemText(join.error)}
          </Notice>
        ) : null}
        <div className={classes.actions}>
          {forOther ? null : already ? (
            <Button onClick={() => void enter()}>{t('invite.open')}</Button>
          ) : (
            <Button size="lg" loading={join.isPending} onClick={() => join.mutate()}>
              {t('invite.join', { workspace: offer.workspaceName })}
            </Button>
          )}
          <Button size={forOther ? 'sm' : 'lg'} variant={forOther ? 'default' : 'subtle'} onClick={useOther}>
            {t('invite.otherAccount')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

function NewPerson({ token, offer }: { token: string; offer: InvitationOffer }) {
  const { t } = useTranslation(['session', 'common'])
  const enter = useEnter()
  const problemText = useProblemText()
  const passwordRule = usePasswordRule()
  const form = useForm({
    initialValues: { name: '', email: offer.email ?? '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('common:field.required') : null),
      email: (value) => (EMAIL.test(value.trim()) ? null : t('common:field.email')),
      password: passwordRule,
    },
  })
  const accept = useMutation({
    mutationFn: (values: typeof form.values) => api.post('/invitations/accept', { ...values, token, locale: currentLocale() }),
    onSuccess: enter,
  })
  return (
    <Card>
      <form onSubmit={form.onSubmit((values) => accept.mutate(values))} noValidate>
        <Stack>
          {accept.error ? (
            <Notice tone="danger" role="alert">
              {isProblem(accept.error, 'already_taken') ? t('invite.hasAccount', { email: form.values.email }) : problemText(accept.error)}
            </Notice>
          ) : null}
          <TextInput
            label={t('invite.name')}
            description={t('invite.nameHint')}
            autoComplete="name"
            autoFocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('invite.email')}
            type="email"
            autoComplete="username"
            readOnly={offer.email !== null}
            {...form.getInputProps('email')}
          />
          <NewPasswordField label={t('invite.password')} {...form.getInputProps('password')} />
          <Button type="submit" size="lg" fullWidth loading={accept.isPending}>
            {t('invite.submit')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}

function useEnter(): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    await becomeMe(client, await api.get<MeView>('/session'))
    await router.navigate({ to: '/inbox/{-$conversationId}', params: {}, replace: true })
  }
}
