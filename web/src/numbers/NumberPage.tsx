import { Button } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { IconArrowLeft, IconDeviceMobileMessage, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { SandboxBand, SandboxTag } from '../ui/SandboxTag.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './NumberPage.module.css'
import { useNumberWords } from './number-words.ts'
import { healthQuery, numberQuery, numbersQuery } from './queries.ts'
import { RenewToken } from './RenewToken.tsx'
import { useMoreBeside } from './use-more-beside.ts'

const route = getRouteApi('/signed-in/shell/numbers/$numberId')

export default function NumberPage() {
  const { t } = useTranslation('numbers')
  const { numberId } = route.useParams()
  const number = useQuery(numberQuery(numberId))
  if (number.data) return <OneNumber number={number.data} />
  return (
    <Page title={t('title')} crumb={<Back />}>
      {number.isError ? (
        <ErrorState error={number.error} retry={() => void number.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={4} />
        </Loading>
      )}
    </Page>
  )
}

function Back() {
  const { t } = useTranslation('numbers')
  return (
    <Link to="/numbers">
      <IconArrowLeft size={14} aria-hidden="true" />
      {t('title')}
    </Link>
  )
}

const STALE_MS = 3 * 3600_000

function OneNumber({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const now = useNow()
  const words = useNumberWords()
  const mayConnect = useAbility('numbers.connect')
  const problemText = useProblemText()
  const refresh = useRefresh(number.id)
  const status = words.status(number)
  const stale = number.metaReadAt !== null && now - new Date(number.metaReadAt).getTime() > STALE_MS
  const readAt = number.metaReadAt ? t(stale ? 'stale' : 'readAt', { when: format.ago(number.metaReadAt, now) }) : t('neverRead')
  return (
    <Page
      title={number.verifiedName ?? number.displayPhoneNumber}
      crumb={<Back />}
      tags={
        <>
          {number.kind === 'sandbox' ? <SandboxTag /> : null}
          <StateTag tone={status.tone}>{status.text}</StateTag>
          {number.kind === 'meta' ? <StateTag tone="plain">{number.isCoexistence ? t('coexistence') : t('cloudApi')}</StateTag> : null}
        </>
      }
      hint={
        <>
          {number.displayPhoneNumber} · <span className={stale ? classes.stale : undefined}>{readAt}</span>
        </>
      }
      {...(number.kind === 'sandbox' ? { band: <SandboxBand>{t('sandbox.band')}</SandboxBand> } : {})}
      actions={
        <>
          {number.kind === 'sandbox' ? (
            <Button component="a" href="/sandbox/phone" target="recado-phone" leftSection={<IconDeviceMobileMessage size={16} />}>
              {t('sandbox.openPhone')}
            </Button>
          ) : null}
          {mayConnect ? (
            <Button variant="default" leftSection={<IconRefresh size={16} />} loading={refresh.isPending} onClick={() => refresh.mutate()}>
              {t('refresh.button')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes.above}>
        <Tabs number={number} />
        {refresh.error ? (
          <Notice tone="warn" role="alert">
            {problemText(refresh.error)} {t('refresh.failed')}
          </Notice>
        ) : null}
        {number.missingSince !== null ? (
          <Notice tone="danger" role="status">
            {t('missing.since', { account: number.wabaName, when: format.dateTime(number.missingSince) })}
          </Notice>
        ) : null}
        {number.tokenState !== 'ok' ? <TokenNotice number={number} state={number.tokenState} mayConnect={mayConnect} /> : null}
      </div>
      <Outlet />
    </Page>
  )
}

const TABS = [
  { to: '/numbers/$numberId', id: 'overview' },
  { to: '/numbers/$numberId/doctor', id: 'doctor' },
  { to: '/numbers/$numberId/service', id: 'service' },
  { to: '/numbers/$numberId/profile', id: 'profile' },
  { to: '/numbers/$numberId/name', id: 'name' },
  { to: '/numbers/$numberId/starters', id: 'starters' },
  { to: '/numbers/$numberId/qr-codes', id: 'qrCodes' },
  { to: '/numbers/$numberId/meta-settings', id: 'metaSettings' },
  { to: '/numbers/$numberId/blocked', id: 'blocked' },
  { to: '/numbers/$numberId/webhooks', id: 'webhooks' },
  { to: '/numbers/$numberId/history', id: 'history' },
  { to: '/numbers/$numberId/registration', id: 'registration' },
] as const

function Tabs({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const place = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab to be brought into sight
  useEffect(() => {
    const [tab, row] = [place.current?.querySelector<HTMLElement>('[aria-current]'), place.current]
    if (tab && row) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.clientWidth) / 2
  }, [pathname])
  const more = useMoreBeside(place)
  return (
    <nav ref={place} className={classes.tabs} data-more={more} aria-label={t('tabs')}>
      {TABS.map(({ to, id }) => (
        <Link key={id} to={to} params={{ numberId: number.id }} activeOptions={{ exact: true }} className={classes.tab}>
          {t(`tab.${id}`)}
        </Link>
      ))}
    </nav>
  )
}

function TokenNotice({ number, state, mayConnect }: { number: NumberView; state: 'expired' | 'revoked'; mayConnect: boolean }) {
  const { t } = useTranslation('numbers')
  const again = mayConnect ? <RenewToken number={number} color="danger" /> : null
  return (
    <Notice tone="danger" role="status" action={again}>
      {t(number.tokenHint === '' ? 'token.destroyed' : `token.${state}`)}
    </Notice>
  )
}

function useRefresh(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<NumberView>(`/numbers/${id}/refresh`),
    onSuccess: (fresh) => {
      client.setQueryData(numberQuery(id).queryKey, fresh)
      void client.invalidateQueries({ queryKey: numbersQuery.queryKey, exact: true })
      void client.invalidateQueries({ queryKey: healthQuery(id).queryKey })
    },
  })
}
