import type { LinkOffer, OnboardingView } from '@recado/contract/onboarding'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { BarePage } from '../session/BarePage.tsx'
import { SandboxBand } from '../ui/SandboxTag.tsx'
import { Bone, ErrorState, Loading } from '../ui/states.tsx'
import { useOwnDocument } from './meta-sdk.ts'
import classes from './onboarding.module.css'
import { pace } from './queries.ts'
import { SignupPanel } from './SignupPanel.tsx'
import type { PopupEnd } from './use-signup.ts'

const route = getRouteApi('/bare/connect/$token')

/** For somebody without an account here: one number into one workspace, and nothing else to see or do. */
export default function LinkPage() {
  const { t } = useTranslation('signup')
  const format = useFormat()
  const client = useQueryClient()
  const { token } = route.useParams()
  const isOwn = useOwnDocument()
  const queryKey = ['signup-link', token]
  const offer = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<LinkOffer>('/signup-links/open', { query: { token }, signal }),
    enabled: isOwn,
    retry: false,
    refetchInterval: (query) => pace([query.state.data?.onboarding ?? null]),
  })
  if (isProblem(offer.error, 'link_expired') || isProblem(offer.error, 'invalid'))
    return <BarePage title={t('linkExpired.title')} lead={t('linkExpired.body')} />
  if (!offer.data) {
    return (
      <BarePage title={t('title')}>
        {offer.isError ? (
          <ErrorState error={offer.error} retry={() => void offer.refetch()} />
        ) : (
          <Loading>
            <Bone height={240} />
          </Loading>
        )}
      </BarePage>
    )
  }
  const keep = (onboarding: OnboardingView) => {
    client.setQueryData(queryKey, (known: LinkOffer | undefined) => known && { ...known, onboarding })
    return onboarding
  }
  const { workspaceName, mode, expiresAt, start, onboarding } = offer.data
  const handIn = async (end: PopupEnd) =>
    keep(
      end.code === null
        ? await api.post<OnboardingView>('/signup-links/open/trouble', { token, ...end.trouble })
        : await api.post<OnboardingView>('/signup-links/open/result', { token, ...end }),
    )
  return (
    <BarePage
      title={t('linkTitle', { workspace: workspaceName })}
      lead={`${t('linkLead', { until: format.dateTime(expiresAt) })} ${t(mode === 'coexistence' ? 'leadPhone' : 'lead')}`}
    >
      {start.ground === 'sandbox' ? (
        <div className={classes.band}>
          <SandboxBand>{t('rehearsal')}</SandboxBand>
        </div>
      ) : null}
      <SignupPanel
        // The popup's ticket in the address changes with every reading; the SDK that is loaded stays.
        start={start}
        run={onboarding}
        handIn={handIn}
        retry={async (pin) =>
          keep(await api.post<OnboardingView>('/signup-links/open/retry', { token, ...(pin !== undefined && { pin }) }))
        }
        next={() => <p>{t('done.close')}</p>}
      />
    </BarePage>
  )
}
