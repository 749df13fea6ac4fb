import { Button } from '@mantine/core'
import type { SignupMode } from '@recado/contract/onboarding'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import settings from '../settings/Rows.module.css'
import { Card } from '../ui/Card.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './onboarding.module.css'
import { RUN_TONES } from './Progress.tsx'
import { problemFacts } from './problem-facts.ts'
import { QuotaLine } from './QuotaLine.tsx'
import { runsQuery } from './queries.ts'

/** The quick ways. Plain links: the page behind them is loaded with a policy of its own. */
export function SignupCard() {
  const { t } = useTranslation('signup')
  const mayManage = useAbility('installation.manage')
  return (
    <Card
      title={t('connect.cardTitle')}
      hint={t('connect.cardHint')}
      tags={<StateTag tone="info">{t('connect.recommended')}</StateTag>}
      flush
      footer={mayManage ? <QuotaLine /> : null}
    >
      <Way mode="cloud" />
      <Way mode="coexistence" />
    </Card>
  )
}

const ADDRESS = { cloud: '/numbers/connect/signup', coexistence: '/numbers/connect/signup?mode=coexistence' } as const

function Way({ mode }: { mode: SignupMode }) {
  const { t } = useTranslation('signup')
  const address = ADDRESS[mode]
  return (
    <section className={classes.way} data-mode={mode}>
      <h3>{t(`connect.${mode}.title`)}</h3>
      <p className={classes.quiet}>{t(`connect.${mode}.what`)}</p>
      <div className={classes.actions}>
        <Button component="a" href={address} variant={mode === 'cloud' ? 'filled' : 'default'}>
          {t(`connect.${mode}.button`)}
        </Button>
        <Button component="a" href={`${address}${mode === 'cloud' ? '?' : '&'}ground=sandbox`} variant="subtle">
          {t(`connect.${mode}.rehearse`)}
        </Button>
      </div>
    </section>
  )
}

/** Who tried, how far they came, and why they stopped. Nothing while nobody did. */
export function RunsCard() {
  const { t } = useTranslation('signup')
  const format = useFormat()
  const now = useNow()
  const runs = useQuery(runsQuery)
  if (!runs.data || runs.data.length === 0) return null
  return (
    <Card title={t('runs.title')} hint={t('runs.hint')} flush>
      <ul>
        {runs.data.map((run) => (
          <li key={run.id} className={settings.row}>
            <div className={settings.main}>
              <div className={settings.name}>
                {run.accountName ? t('runOf', { account: run.accountName }) : t('runOfNobody')}
                {run.ground === 'sandbox' ? <SandboxTag /> : null}
              </div>
              <div className={settings.quiet}>
                {format.ago(run.startedAt, now)}
                {run.viaLink ? `, ${t('runs.viaLink')}` : ''}
                {run.problem ? `. ${t(`problem.${run.problem}.what`, problemFacts(run.facts))}` : ''}
              </div>
            </div>
            <StateTag tone={RUN_TONES[run.state]}>{t(`state.${run.state}`)}</StateTag>
          </li>
        ))}
      </ul>
    </Card>
  )
}
