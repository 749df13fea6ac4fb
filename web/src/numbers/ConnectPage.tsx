import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { RunsCard, SignupCard } from '../onboarding/ConnectCards.tsx'
import { LinksCard } from '../onboarding/LinksCard.tsx'
import { DeniedPage } from '../session/DeniedPage.tsx'
import { useAbility } from '../session/me.ts'
import { Page } from '../ui/Page.tsx'
import { AddNumberCard } from './AddNumberCard.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import classes from './ConnectPage.module.css'

export default function ConnectPage() {
  const { t } = useTranslation('numbers')
  const navigate = useNavigate()
  const mayConnect = useAbility('numbers.connect')
  if (!mayConnect) return <DeniedPage page={t('connect')} />
  return (
    <Page
      title={t('connect')}
      crumb={
        <Link to="/numbers">
          <IconArrowLeft size={14} aria-hidden="true" />
          {t('title')}
        </Link>
      }
    >
      <div className={classes.width}>
        <SignupCard />
        <LinksCard />
        <RunsCard />
        <AddNumberCard />
        <ConnectForm onConnected={(number) => void navigate({ to: '/numbers/$numberId', params: { numberId: number.id } })} />
      </div>
    </Page>
  )
}
