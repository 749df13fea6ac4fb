import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConnectForm } from '../numbers/ConnectForm.tsx'
import { useCreateSandbox } from '../numbers/create-sandbox.ts'
import { useSessionActions } from '../session/actions.ts'
import { BarePage } from '../session/BarePage.tsx'
import { useAbility, useMe } from '../session/me.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { SandboxPicture } from './SandboxPicture.tsx'
import classes from './WelcomePage.module.css'

/** The first choice: a number that works at once, or one's own. */
export default function WelcomePage() {
  const { t } = useTranslation('setup')
  const me = useMe()
  const navigate = useNavigate()
  const mayConnect = useAbility('numbers.connect')
  const { changeLocale } = useSessionActions()
  return (
    <BarePage
      width="wide"
      title={t('welcome.title', { name: me.user.name.split(' ')[0] ?? me.user.name })}
      lead={t('welcome.lead')}
      onLocale={changeLocale}
      aside={
        <Link to="/inbox/{-$conversationId}" className={classes.later}>
          {t('welcome.later')}
        </Link>
      }
    >
      {mayConnect ? (
        <div className={classes.two}>
          <SandboxChoice />
          <ConnectForm onConnected={(number) => void navigate({ to: '/numbers/$numberId', params: { numberId: number.id } })} />
        </div>
      ) : (
        <Notice tone="info">{t('welcome.notAllowed')}</Notice>
      )}
    </BarePage>
  )
}

function SandboxChoice() {
  const { t } = useTranslation('setup')
  const problemText = useProblemText()
  const create = useCreateSandbox()
  return (
    <section className={classes.option} aria-labelledby="sandbox-choice">
      <SandboxPicture label={t('welcome.picture')} />
      <div className={classes.titleRow}>
        <h2 id="sandbox-choice">{t('welcome.sandboxTitle')}</h2>
        <SandboxTag word="simulated" />
      </div>
      <ul className={classes.points}>
        {(['sandbox1', 'sandbox2', 'sandbox3'] as const).map((point) => (
          <li key={point}>
            <IconCheck size={16} className={classes.tick} aria-hidden="true" />
            {t(`welcome.${point}`)}
          </li>
        ))}
      </ul>
      {create.error ? (
        <Notice tone="danger" role="alert">
          {problemText(create.error)}
        </Notice>
      ) : null}
      <Button size="lg" fullWidth loading={create.isPending} onClick={() => create.mutate()}>
        {t('welcome.sandboxButton')}
      </Button>
      <p className={classes.note}>{t('welcome.sandboxNote')}</p>
    </section>
  )
}
