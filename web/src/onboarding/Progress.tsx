import type { OnboardingView } from '@recado/contract/onboarding'
import { IconAlertCircle, IconCheck, IconCircle, IconCircleDashed, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import { StateTag } from '../ui/Notice.tsx'
import classes from './onboarding.module.css'

type Step = OnboardingView['steps'][number]

const ICONS = {
  waiting: IconCircle,
  running: IconCircleDashed,
  retrying: IconCircleDashed,
  done: IconCheck,
  skipped: IconMinus,
  failed: IconAlertCircle,
}
export const RUN_TONES = { running: 'info', failed: 'danger', done: 'ok', cancelled: 'plain' } as const

/** Every step in its order, as far as the server has come. */
export function Progress({ run }: { run: OnboardingView }) {
  const { t } = useTranslation('signup')
  return (
    <Card title={t('progress')} tags={<StateTag tone={RUN_TONES[run.state]}>{t(`state.${run.state}`)}</StateTag>} flush>
      <ol className={classes.steps} aria-live="polite">
        {run.steps.map((step) => (
          <StepLine key={step.step} step={step} />
        ))}
      </ol>
    </Card>
  )
}

function StepLine({ step }: { step: Step }) {
  const { t } = useTranslation('signup')
  const Icon = ICONS[step.state]
  return (
    <li className={classes.step} data-state={step.state} data-step={step.step}>
      <Icon size={18} stroke={2} className={classes.icon} aria-hidden="true" />
      <span className={classes.stepName}>{t(`step.${step.step}`)}</span>
      <span className={classes.stepState}>{t(`stepState.${step.state}`)}</span>
    </li>
  )
}
