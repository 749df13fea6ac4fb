import { Button } from '@mantine/core'
import type { OnboardingView, SignupStart } from '@recado/contract/onboarding'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { BarePage } from '../session/BarePage.tsx'
import { DeniedPage } from '../session/DeniedPage.tsx'
import { useAbility } from '../session/me.ts'
import { SandboxBand } from '../ui/SandboxTag.tsx'
import { Bone, ErrorState, Loading } from '../ui/states.tsx'
import { useOwnDocument } from './meta-sdk.ts'
import classes from './onboarding.module.css'
import { runsQuery, startQuery } from './queries.ts'
import { SignupPanel } from './SignupPanel.tsx'
import type { PopupEnd } from './use-signup.ts'

const route = getRouteApi('/signed-in/numbers/connect/signup')
const DAY_MS = 24 * 3600_000

/** The admin's page. Outside the shell, and every way out of it loads another document: Meta's SDK stays here. */
export default function SignupPage() {
  const { t } = useTranslation('signup')
  const mayConnect = useAbility('numbers.connect')
  const isOwn = useOwnDocument()
  const { ground: asked = 'meta', mode: wanted = 'cloud', again } = route.useSearch()
  const start = useQuery({ ...startQuery(asked, wanted, again), enabled: isOwn && mayConnect })
  const { ground = asked, mode = wanted } = start.data ?? {}
  const runs = useQuery({ ...runsQuery, enabled: isOwn && mayConnect })
  if (!mayConnect) return <DeniedPage page={t('title')} />
  return (
    <BarePage
      title={again === undefined ? t(mode === 'coexistence' ? 'titlePhone' : 'title') : t('again.title')}
      lead={
        again === undefined
          ? t(mode === 'coexistence' ? 'leadPhone' : 'lead')
          : t('again.lead', { account: start.data?.again?.account ?? '', number: start.data?.again?.number ?? '' })
      }
      aside={
        <a href={again === undefined ? '/numbers/connect' : `/numbers/${again}`} className={classes.back}>
          {again === undefined ? t('back') : t('again.back')}
        </a>
      }
    >
      {ground === 'sandbox' ? (
        <div className={classes.band}>
          <SandboxBand>{t('rehearsal')}</SandboxBand>
        </div>
      ) : null}
      {start.data && runs.data ? (
        <Own start={start.data} runs={runs.data} />
      ) : start.isError || runs.isError ? (
        <ErrorState error={start.error ?? runs.error} retry={() => void Promise.all([start.refetch(), runs.refetch()])} />
      ) : (
        <Loading>
          <Bone height={240} />
        </Loading>
      )}
    </BarePage>
  )
}

interface OwnProps {
  start: SignupStart
  runs: readonly OnboardingView[]
}

function Own({ start, runs }: OwnProps) {
  const { t } = useTranslation('signup')
  const client = useQueryClient()
  const [begun, setBegun] = useState<string | null>(null)
  const { ground, mode } = start
  const again = start.again?.numberId
  const run = runs.find(({ id }) => id === begun) ?? unfinished(runs, start)
  const keep = (view: OnboardingView) => {
    setBegun(view.id)
    client.setQueryData(runsQuery.queryKey, (known) => [view, ...(known ?? []).filter(({ id }) => id !== view.id)])
    return view
  }
  const handIn = async (end: PopupEnd) =>
    keep(
      end.code === null
        ? await api.post<OnboardingView>('/onboardings/trouble', { ground, mode, again, ...end.trouble })
        : await api.post<OnboardingView>('/onboardings', { ground, mode, again, ...end }),
    )
  return (
    <SignupPanel
      start={start}
      run={run}
      handIn={handIn}
      retry={async (pin) => keep(await api.post<OnboardingView>(`/onboardings/${run?.id}/retry`, pin === undefined ? {} : { pin }))}
      next={(over) => (
        <div className={classes.next}>
          {over.numbers[0] ? (
            <Button component="a" href={`/numbers/${over.numbers[0].id}`}>
              {t('done.open')}
            </Button>
          ) : null}
          <Button component="a" href="/inbox" variant="default">
            {t('done.inbox')}
          </Button>
        </div>
      )}
    />
  )
}

/** What somebody left and comes back to: still running, or stopped within a day. Not what came through a link: that is another's. */
function unfinished(runs: readonly OnboardingView[], { ground, mode, again }: SignupStart): OnboardingView | null {
  const [latest] = runs.filter(
    (run) => run.ground === ground && run.mode === mode && run.renews === (again?.numberId ?? null) && !run.viaLink,
  )
  if (latest?.state === 'running') return latest
  const isFresh = latest && Date.now() - new Date(latest.startedAt).getTime() < DAY_MS
  return latest?.state === 'failed' && isFresh ? latest : null
}
