import '@mantine/core/styles/InlineInput.layer.css'
import { Button, TextInput } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import type { NumberRegistration } from '@recado/contract/registration'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { currentLocale } from '../i18n/setup.ts'
import { DeniedPage } from '../session/DeniedPage.tsx'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import { numberQuery, registrationQuery } from './queries.ts'
import classes from './Registration.module.css'
import { useNumber } from './use-number.ts'
import { useRegistrationProblem } from './use-registration-problem.ts'

export default function RegistrationTab() {
  const { t } = useTranslation('registration')
  const number = useNumber()
  const mayConnect = useAbility('numbers.connect')
  if (!mayConnect) return <DeniedPage page={t('title')} headingLevel={2} />
  return number ? <OfNumber number={number} /> : null
}

function OfNumber({ number }: { number: NumberView }) {
  const { t } = useTranslation('registration')
  const registration = useQuery(registrationQuery(number.id))
  if (!registration.data) {
    return registration.isError ? (
      <ErrorState error={registration.error} title={t('failed')} retry={() => void registration.refetch()} />
    ) : (
      <Loading>
        <BoneRows rows={3} />
      </Loading>
    )
  }
  const now = registration.data
  const isVerified = now.verification === 'VERIFIED'
  const isRegistered = now.status === 'CONNECTED'
  return (
    <Columns side={<StateCard now={now} />}>
      {now.isOnPhoneApp ? <Notice tone="info">{t('onPhoneApp')}</Notice> : null}
      {isVerified || now.isOnPhoneApp ? null : <CodeCard number={number} />}
      {isRegistered || now.isOnPhoneApp ? null : <RegisterCard number={number} isVerified={isVerified} />}
      {isRegistered ? <PinCard number={number} /> : null}
      {isRegistered && !now.isOnPhoneApp ? <LeaveCard number={number} /> : null}
    </Columns>
  )
}

/** Where it stands, in three lines. */
function StateCard({ now }: { now: NumberRegistration }) {
  const { t } = useTranslation('registration')
  const verification = now.verification === 'VERIFIED' ? 'verified' : now.verification === 'EXPIRED' ? 'expiredCode' : 'notVerified'
  const pin = now.hasPin === null ? 'unknown' : !now.hasPin ? 'pinOff' : now.isPinKept ? 'pinKept' : 'pinElsewhere'
  const isRegistered = now.status === 'CONNECTED'
  return (
    <Card title={t('title')} hint={t('hint')}>
      <dl className={classes.facts}>
        <dt>{t('verification')}</dt>
        <dd>
          <StateTag tone={verification === 'verified' ? 'ok' : 'warn'}>{t(verification)}</StateTag>
        </dd>
        <dt>{t('status')}</dt>
        <dd>
          <StateTag tone={isRegistered ? 'ok' : 'warn'}>{t(isRegistered ? 'registered' : 'notRegistered')}</StateTag>
        </dd>
        <dt>{t('pin')}</dt>
        <dd>{t(pin)}</dd>
      </dl>
    </Card>
  )
}

const META_LANGUAGES = { 'pt-BR': 'pt_BR', en: 'en_US', es: 'es' } as const

function CodeCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('registration')
  const problemText = useRegistrationProblem()
  const keep = useKeep(number.id)
  const [code, setCode] = useState('')
  const ask = useMutation({
    mutationFn: (method: 'SMS' | 'VOICE') =>
      api.post(`/numbers/${number.id}/registration/code-request`, { method, language: META_LANGUAGES[currentLocale()] }),
  })
  const give = useMutation({
    mutationFn: () => api.post<NumberRegistration>(`/numbers/${number.id}/registration/code`, { code }),
    onSuccess: (fresh) => keep(fresh, t('code.done')),
  })
  const isWhole = /^\d{3}-?\d{3}$/.test(code.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) give.mutate()
  }
  const error = give.error ?? ask.error
  return (
    <Card title={t('code.title')} hint={t('code.lead')}>
      <Stack>
        <div className={classes.row}>
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate('SMS')}>
            {t('code.sms')}
          </Button>
          <Button variant="default" disabled={ask.isPending} onClick={() => ask.mutate('VOICE')}>
            {t('code.voice')}
          </Button>
        </div>
        <p role="status" className={classes.said}>
          {ask.isSuccess ? t('code.sent') : ''}
        </p>
        <form onSubmit={submit} className={classes.row}>
          <TextInput
            label={t('code.label')}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isWhole} loading={give.isPending}>
            {t('code.give')}
          </Button>
        </form>
        {error ? (
          <Notice tone="danger" role="alert">
            {problemText(error)}
          </Notice>
        ) : null}
      </Stack>
    </Card>
  )
}

function RegisterCard({ number, isVerified }: { number: NumberView; isVerified: boolean }) {
  const { t } = useTranslation('registration')
  return (
    <Card title={t('register.title')} hint={t('register.lead')}>
      {isVerified ? (
        <PinForm
          number={number}
          button={t('register.button')}
          said={t('register.done')}
          send={(pin) => api.post<NumberRegistration>(`/numbers/${number.id}/registration`, { pin })}
        />
      ) : (
        <p className={classes.said}>{t('register.first')}</p>
      )}
    </Card>
  )
}

function PinCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('registration')
  return (
    <Card title={t('change.title')} hint={t('change.lead')}>
      <PinForm
        number={number}
        button={t('change.button')}
        said={t('change.done')}
        send={(pin) => api.put<NumberRegistration>(`/numbers/${number.id}/registration/pin`, { pin })}
      />
    </Card>
  )
}

interface PinFormProps {
  number: NumberView
  button: string
  /** When it worked. */
  said: string
  send(pin: string): Promise<NumberRegistration>
}

function PinForm({ number, button, said, send }: PinFormProps) {
  const { t } = useTranslation('registration')
  const problemText = useRegistrationProblem()
  const keep = useKeep(number.id)
  const [pin, setPin] = useState('')
  const work = useMutation({
    mutationFn: send,
    onSuccess: (fresh) => {
      setPin('')
      keep(fresh, said)
    },
  })
  const isWhole = /^\d{6}$/.test(pin)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) work.mutate(pin)
  }
  return (
    <Stack>
      <form onSubmit={submit} className={classes.row}>
        <TextInput
          label={t('register.label')}
          value={pin}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <Button type="submit" disabled={!isWhole} loading={work.isPending}>
          {button}
        </Button>
      </form>
      {work.error ? (
        <Notice tone="danger" role="alert">
          {problemText(work.error)}
        </Notice>
      ) : null}
    </Stack>
  )
}

function LeaveCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('registration')
  const keep = useKeep(number.id)
  const [asking, setAsking] = useState(false)
  const name = { number: number.displayPhoneNumber }
  const leave = useMutation({
    mutationFn: () => api.delete<NumberRegistration>(`/numbers/${number.id}/registration`),
    onSuccess: (fresh) => {
      setAsking(false)
      keep(fresh, t('leave.done'))
    },
  })
  return (
    <Card title={t('leave.title')} hint={t('leave.lead')}>
      <Button variant="outline" color="danger" onClick={() => setAsking(true)}>
        {t('leave.button')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('leave.ask', name)}
        confirm={t('leave.confirm', name)}
        busy={leave.isPending}
        error={leave.error}
        run={() => leave.mutate()}
      >
        <p>{t('leave.lead')}</p>
      </ConfirmDialog>
    </Card>
  )
}

/** What came back is where it stands now; the page around it is told. */
function useKeep(id: string): (fresh: NumberRegistration, said: string) => void {
  const client = useQueryClient()
  return (fresh, said) => {
    client.setQueryData(registrationQuery(id).queryKey, fresh)
    void client.invalidateQueries({ queryKey: numberQuery(id).queryKey, exact: true })
    showToast(said)
  }
}
