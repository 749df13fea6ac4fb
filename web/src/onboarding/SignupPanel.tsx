import '@mantine/core/styles/InlineInput.layer.css'
import { Button } from '@mantine/core'
import type { OnboardingView, SignupMode, SignupProblem, SignupStart } from '@recado/contract/onboarding'
import { IconBrandFacebook } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { useMetaSdk } from './meta-sdk.ts'
import classes from './onboarding.module.css'
import { ProblemCard } from './ProblemCard.tsx'
import { Progress } from './Progress.tsx'
import { type PopupEnd, useSignup } from './use-signup.ts'

interface Props {
  start: SignupStart
  /** The run that is shown: the one just begun, or one that is not over. */
  run: OnboardingView | null
  handIn(end: PopupEnd): Promise<OnboardingView>
  retry(pin?: string): Promise<unknown>
  /** Once a number is connected: what to do next. */
  next(run: OnboardingView): ReactNode
}

/** The button, the popup's answers on their way, and how far the server has come. The same for an admin and for whoever has a link. */
export function SignupPanel({ start, run, handIn, retry, next }: Props) {
  const { t } = useTranslation('signup')
  const problemText = useProblemText()
  const sdk = useMetaSdk(start)
  const signup = useSignup(start)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const doing = (work: () => Promise<unknown>) => {
    setBusy(true)
    setError(null)
    work()
      .catch(setError)
      .finally(() => setBusy(false))
  }
  const connect = () => doing(async () => handIn(await signup.open()))
  const obstacle = obstacleOf(start, sdk)
  const isDone = run?.state === 'done'
  return (
    <Stack>
      {start.missing.map((gap) => (
        <Notice key={gap} tone="warn">
          {t(`gap.${gap}`)}
        </Notice>
      ))}
      {obstacle ? <ProblemCard problem={obstacle} /> : null}
      {error ? (
        <Notice tone="danger" role="alert">
          {problemText(error)}
        </Notice>
      ) : null}
      {run?.problem ? (
        <ProblemCard
          problem={run.problem}
          facts={run.facts}
          busy={busy}
          {...(run.state === 'failed' ? { retry: (pin?: string) => doing(() => retry(pin)) } : {})}
        />
      ) : null}
      {isDone ? <Done run={run}>{next(run)}</Done> : null}
      {run && run.state !== 'cancelled' ? <Progress run={run} /> : null}
      {run?.state === 'running' ? <p className={classes.quiet}>{t('stays')}</p> : null}
      {start.again === null && (run === null || run.state === 'cancelled') ? <Needs mode={start.mode} /> : null}
      {isDone || run?.state === 'running' ? null : (
        <div className={classes.go}>
          <Button
            size="lg"
            autoFocus={start.again !== null}
            leftSection={<IconBrandFacebook size={20} />}
            disabled={start.missing.length > 0 || sdk !== 'ready' || obstacle !== null}
            loading={busy && !signup.isOpen}
            onClick={connect}
          >
            {run === null ? t(start.again === null ? 'start' : 'again.start') : t('startAgain')}
          </Button>
          <p role="status" className={classes.quiet}>
            {signup.isOpen ? t('opening') : busy ? t('handing') : sdk === 'loading' && start.missing.length === 0 ? t('loading') : ''}
          </p>
        </div>
      )}
    </Stack>
  )
}

/** Known before anybody presses the button. */
function obstacleOf(start: SignupStart, sdk: 'loading' | 'ready' | 'blocked'): SignupProblem | null {
  if (start.ground === 'meta' && location.protocol !== 'https:' && location.hostname !== 'localhost') return 'page_not_https'
  return sdk === 'blocked' ? 'sdk_blocked' : null
}

const NEEDS = { cloud: ['person', 'number', 'window'], coexistence: ['person', 'phone', 'share', 'open'] } as const

function Needs({ mode }: { mode: SignupMode }) {
  const { t } = useTranslation('signup')
  return (
    <Card title={t('needs.title')}>
      <ul className={classes.needs}>
        {NEEDS[mode].map((need) => (
          <li key={need}>{t(`needs.${need}`)}</li>
        ))}
      </ul>
    </Card>
  )
}

function Done({ run, children }: { run: OnboardingView; children: ReactNode }) {
  const { t } = useTranslation('signup')
  const numbers = run.numbers.map(({ displayPhoneNumber }) => displayPhoneNumber).join(', ')
  return (
    <Notice tone={numbers === '' ? 'warn' : 'ok'} role="status">
      <div className={classes.problem}>
        <strong>{numbers === '' ? t('done.titleAccount') : t('done.title')}</strong>
        <p>{numbers === '' ? t('done.bodyAccount') : t(run.mode === 'coexistence' ? 'done.bodyPhone' : 'done.body', { numbers })}</p>
        {numbers !== '' && run.ground === 'meta' ? <p className={classes.quiet}>{t('done.payment')}</p> : null}
        {children}
      </div>
    </Notice>
  )
}
