import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { Page } from '../ui/Page.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { AlertRow } from './AlertRow.tsx'
import classes from './Alerts.module.css'
import { openAlertsQuery, pastAlertsQuery } from './queries.ts'

/** What is open first, the worst on top; what is over below. */
export default function AlertsPage() {
  const { t } = useTranslation('alerts')
  const mayManage = useAbility('installation.manage')
  return (
    <Page title={t('title')} hint={t('hint')} actions={mayManage ? <ToQuota /> : null}>
      <div className={classes.page}>
        <Open />
        <Past />
      </div>
    </Page>
  )
}

/** How many new clients Meta still lets in this week is measured on the road. */
function ToQuota() {
  const { t } = useTranslation('alerts')
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/road" hash="upkeep.quota" {...props} />}>
      {t('quota')}
    </Button>
  )
}

function Open() {
  const { t } = useTranslation('alerts')
  const alerts = useQuery(openAlertsQuery)
  if (alerts.data?.length === 0)
    return (
      <Empty icon={IconBell} title={t('none')}>
        {t('noneBody')}
      </Empty>
    )
  return (
    <Card title={t('open')} flush>
      {alerts.data ? (
        <ul>
          {alerts.data.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </ul>
      ) : alerts.isError ? (
        <ErrorState error={alerts.error} title={t('failed')} retry={() => void alerts.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      )}
    </Card>
  )
}

function Past() {
  const { t } = useTranslation('alerts')
  const past = useInfiniteQuery(pastAlertsQuery)
  const alerts = past.data?.pages.flatMap((page) => page.items) ?? []
  if (!past.data && !past.isError) return null
  return (
    <Card title={t('past')} flush>
      {past.isError ? (
        <ErrorState error={past.error} title={t('failed')} retry={() => void past.refetch()} />
      ) : alerts.length === 0 ? (
        <p className={classes.nothing}>{t('nonePast')}</p>
      ) : (
        <ul>
          {alerts.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {past.hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" size="xs" loading={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
