import { Button, TextInput } from '@mantine/core'
import type { OnboardingView, SignupProblem } from '@recado/contract/onboarding'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'
import classes from './onboarding.module.css'
import { problemFacts } from './problem-facts.ts'

/** With these nothing is left to go on with: the way is through the popup again. */
const NEEDS_POPUP: ReadonlySet<SignupProblem> = new Set([
  'code_expired',
  'code_used',
  'code_redirect',
  'app_secret_wrong',
  'interrupted',
  'grant_invalid',
  'grant_of_other_app',
  'grant_of_person',
  'permission_missing',
  'account_not_shared',
  'other_account',
  'number_not_in_account',
])

interface Props {
  problem: SignupProblem
  facts?: OnboardingView['facts']
  /** Absent where there is nothing to go on with. */
  retry?: (pin?: string) => void
  busy?: boolean
}

/** What happened, why, and the way out, in that order. */
export function ProblemCard({ problem, facts = {}, retry, busy = false }: Props) {
  const { t } = useTranslation('signup')
  const { meta, code } = facts
  const said = problemFacts(facts)
  return (
    <Notice tone={problem === 'cancelled' ? 'info' : 'danger'} role="alert">
      <div className={classes.problem} data-problem={problem}>
        <strong>{t(`problem.${problem}.what`, said)}</strong>
        <dl>
          <dt>{t('why')}</dt>
          <dd>
            {t(`problem.${problem}.why`, said)}
            {facts['step'] ? ` ${t('stoppedAt', { step: facts['step'] })}` : ''}
          </dd>
          <dt>{t('mend')}</dt>
          <dd>{t(`problem.${problem}.mend`, said)}</dd>
        </dl>
        {meta ? <p className={classes.quiet}>{t('metaSaid', { words: meta, code: code ?? '' })}</p> : null}
        {facts['message'] ? (
          <p className={classes.quiet}>{t('metaSaid', { words: facts['message'], code: facts['errorId'] ?? '' })}</p>
        ) : null}
        {retry && !NEEDS_POPUP.has(problem) ? (
          problem === 'pin_needed' ? (
            <PinForm send={retry} busy={busy} />
          ) : (
            <Button size="xs" variant="default" loading={busy} onClick={() => retry()}>
              {t('retry')}
            </Button>
          )
        ) : null}
      </div>
    </Notice>
  )
}

function PinForm({ send, busy }: { send(pin: string): void; busy: boolean }) {
  const { t } = useTranslation('signup')
  const [pin, setPin] = useState('')
  const isWhole = /^\d{6}$/.test(pin)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) send(pin)
  }
  return (
    <form onSubmit={submit} className={classes.pin}>
      <TextInput
        label={t('pin')}
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <Button type="submit" disabled={!isWhole} loading={busy}>
        {t('pinSend')}
      </Button>
    </form>
  )
}
