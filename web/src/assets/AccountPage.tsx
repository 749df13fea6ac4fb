import { Button } from '@mantine/core'
import type { AssetAccount } from '@recado/contract/assets'
import { IconArrowLeft, IconRefresh, IconStethoscope } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { Columns, Page } from '../ui/Page.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import { useNow } from '../ui/use-now.ts'
import { NumberLine } from './AccountBlock.tsx'
import { AccountFacts } from './AccountFacts.tsx'
import classes from './Assets.module.css'
import { Flows } from './Flows.tsx'
import { HEALTH_TONE, useAlertTitles } from './health.ts'
import { assetQuery } from './queries.ts'
import { Timeline } from './Timeline.tsx'

const route = getRouteApi('/signed-in/shell/numbers/accounts/$wabaId')

export default function AccountPage() {
  const { t } = useTranslation('assets')
  const { wabaId } = route.useParams()
  const account = useQuery(assetQuery(wabaId))
  if (account.data) return <OneAccount account={account.data} />
  return (
    <Page title={t('title')} crumb={<Back />}>
      {account.isError ? (
        <ErrorState error={account.error} retry={() => void account.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      )}
    </Page>
  )
}

function Back() {
  const { t } = useTranslation('assets')
  return (
    <Link to="/numbers/accounts">
      <IconArrowLeft size={14} aria-hidden="true" />
      {t('crumb')}
    </Link>
  )
}

function OneAccount({ account }: { account: AssetAccount }) {
  const { t } = useTranslation('assets')
  const format = useFormat()
  const now = useNow()
  const problemText = useProblemText()
  const titles = useAlertTitles()
  const refresh = useRefresh(account.wabaId)
  const isCoexistence = account.numbers.some((number) => number.isCoexistence)
  return (
    <Page
      title={account.name}
      crumb={<Back />}
      tags={
        <>
          {account.kind === 'sandbox' ? <SandboxTag /> : null}
          <StateTag tone={HEALTH_TONE[account.health]}>{t(`health.${account.health}`)}</StateTag>
        </>
      }
      hint={account.metaReadAt ? t('readAt', { when: format.ago(account.metaReadAt, now) }) : t('neverRead')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconStethoscope size={16} />}
            renderRoot={(props) => <Link to="/numbers/accounts/$wabaId/doctor" params={{ wabaId: account.wabaId }} {...props} />}
          >
            {t('doctor')}
          </Button>
          <Button variant="default" leftSection={<IconRefresh size={16} />} loading={refresh.isPending} onClick={() => refresh.mutate()}>
            {t('refresh')}
          </Button>
        </>
      }
    >
      <div className={classes.page}>
        {refresh.error ? (
          <Notice tone="warn" role="alert">
            {problemText(refresh.error)}
          </Notice>
        ) : null}
        {account.metaProblem === null ? null : <Notice tone="unknown">{t('problem', { problem: account.metaProblem })}</Notice>}
        {titles(account.alerts, { number: '', account: account.name }).map((line) => (
          <Notice key={line} tone="danger">
            {line}
          </Notice>
        ))}
        <Columns
          side={
            <>
              <AccountFacts account={account} />
              <Flows wabaId={account.wabaId} />
            </>
          }
        >
          <Card title={t('numbers', { count: account.numbers.length })} flush>
            {account.numbers.length === 0 ? <p className={classes.none}>{t('noNumbers')}</p> : null}
            <ul>
              {account.numbers.map((number) => (
                <NumberLine key={number.id} number={number} account={account} />
              ))}
            </ul>
          </Card>
          <Timeline wabaId={account.wabaId} isCoexistence={isCoexistence} />
        </Columns>
      </div>
    </Page>
  )
}

function useRefresh(wabaId: string) {
  const { t } = useTranslation('assets')
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<AssetAccount>(`/assets/${wabaId}/refresh`),
    onSuccess: (fresh) => {
      client.setQueryData(assetQuery(wabaId).queryKey, fresh)
      void client.invalidateQueries({ queryKey: ['numbers'] })
      showToast(t('refreshed'))
    },
  })
}
