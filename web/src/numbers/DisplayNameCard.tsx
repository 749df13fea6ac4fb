import { Button, TextInput } from '@mantine/core'
import { isNameRefused, NAME_LENGTH, nameDoubts } from '@recado/contract/name-rules'
import type { NumberIdentity } from '@recado/contract/number-identity'
import type { NumberView } from '@recado/contract/numbers'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice, StateTag, type Tone } from '../ui/Notice.tsx'
import { identityQuery, useKept } from './meta-queries.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'

interface Props {
  number: NumberView
  identity: NumberIdentity
}

const STATES = {
  APPROVED: 'ok',
  AVAILABLE_WITHOUT_REVIEW: 'ok',
  PENDING_REVIEW: 'info',
  DECLINED: 'danger',
  EXPIRED: 'warn',
} as const satisfies Record<string, Tone>
type State = keyof typeof STATES
const isState = (word: string | null): word is State => word !== null && word in STATES

export function DisplayNameCard({ number, identity }: Props) {
  const { t } = useTranslation('numberNames')
  const mayChange = useAbility('numbers.connect')
  const { name } = identity
  return (
    <Card
      title={t('name.title')}
      hint={t('name.hint')}
      tags={isState(name.status) ? <StateTag tone={STATES[name.status]}>{t(`state.${name.status}`)}</StateTag> : null}
    >
      <Stack>
        <dl className={classes.facts}>
          <dt>{t('name.current')}</dt>
          <dd>{name.current ?? t('name.none')}</dd>
        </dl>
        <Review name={name} />
        {name.needsRegistration && mayChange ? <Register number={number} identity={identity} /> : null}
        {mayChange && name.requestedStatus !== 'PENDING_REVIEW' ? <Ask number={number} current={name.current ?? ''} /> : null}
      </Stack>
    </Card>
  )
}

/** The name that was asked for, and what Meta made of it. */
function Review({ name }: { name: NumberIdentity['name'] }) {
  const { t, i18n } = useTranslation(['numberNames', 'numberHistory'])
  const format = useFormat()
  const { requested, requestedStatus, lastReview } = name
  if (requested === null || requestedStatus === 'APPROVED') return null
  if (requestedStatus === 'PENDING_REVIEW') return <Notice tone="info">{t('name.pending', { name: requested })}</Notice>
  const reason = lastReview?.decision === 'REJECTED' ? (lastReview.reason ?? 'UNKNOWN') : 'UNKNOWN'
  const isKnown = i18n.exists(`reason.${reason}`, { ns: 'numberNames' })
  return (
    <Notice tone="danger">
      {t('name.declined', { name: requested })} {isKnown ? t(`reason.${reason as 'UNKNOWN'}`) : reason}
      {lastReview ? ` ${t('name.reviewedAt', { when: format.dateTime(lastReview.at) })}` : ''}
    </Notice>
  )
}

function Register({ number, identity }: Props) {
  const { t } = useTranslation('numberNames')
  const problemText = useMetaProblem()
  const [pin, setPin] = useState('')
  const register = useKept(number.id, identityQuery(number.id).queryKey, t('name.registered'), () =>
    api.post<NumberIdentity>(`/numbers/${number.id}/identity/name/registration`, pin === '' ? {} : { pin }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    register.mutate(undefined)
  }
  const isReady = /^\d{6}$/.test(pin) || (pin === '' && identity.isPinKept)
  return (
    <form onSubmit={submit}>
      <Stack>
        <Notice tone="warn">{t('name.needsRegistration')}</Notice>
        <div className={classes.row}>
          <TextInput
            label={t('name.pin')}
            description={identity.isPinKept ? t('name.pinKept') : t('name.pinNeeded')}
            value={pin}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            onChange={(event) => setPin(event.currentTarget.value.trim())}
          />
          <Button type="submit" disabled={!isReady} loading={register.isPending}>
            {t('name.register')}
          </Button>
        </div>
        {register.error ? (
          <Notice tone="danger" role="alert">
            {problemText(register.error)}
          </Notice>
        ) : null}
      </Stack>
    </form>
  )
}

function Ask({ number, current }: { number: NumberView; current: string }) {
  const { t } = useTranslation('numberNames')
  const problemText = useMetaProblem()
  const [name, setName] = useState('')
  const doubtsId = useId()
  const ask = useKept(number.id, identityQuery(number.id).queryKey, t('name.asked'), (wish: string) =>
    api.put<NumberIdentity>(`/numbers/${number.id}/identity/name`, { name: wish }),
  )
  const doubts = name.trim() === '' ? [] : nameDoubts(name)
  const isRefused = isNameRefused(doubts)
  const isReady = name.trim() !== '' && name.trim() !== current && !isRefused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) ask.mutate(name.trim(), { onSuccess: () => setName('') })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('name.new')}
          description={t('name.newHint', { most: NAME_LENGTH.most })}
          value={name}
          autoComplete="off"
          aria-describedby={doubtsId}
          error={isRefused ? t('name.length', NAME_LENGTH) : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div id={doubtsId} aria-live="polite">
          {doubts.length > 0 && !isRefused ? (
            <Notice tone="warn">
              {t('name.doubts')}
              <ul className={classes.doubts}>
                {doubts.map((doubt) => (
                  <li key={doubt}>{t(`doubt.${doubt}`)}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
        </div>
        {ask.error ? (
          <Notice tone="danger" role="alert">
            {problemText(ask.error)}
          </Notice>
        ) : null}
        <div>
          <Button type="submit" disabled={!isReady} loading={ask.isPending}>
            {t('name.ask')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
