import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import { Button, Checkbox, Radio, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { qrSvg } from '../numbers/qr-image.ts'
import { BarePage } from '../session/BarePage.tsx'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { SandboxBand } from '../ui/SandboxTag.tsx'
import { Bone, Loading } from '../ui/states.tsx'
import classes from './onboarding.module.css'

const route = getRouteApi('/bare/sandbox/signup')
const ENDINGS = ['finish', 'finish_only_waba', 'cancel', 'error', 'code_expired', 'code_used', 'no_permission', 'other_pin'] as const
type Ending = (typeof ENDINGS)[number]
/** Of a number that its phone has registered already. */
const OF_CLOUD: readonly Ending[] = ['finish_only_waba', 'other_pin']

interface Offer {
  isConfigured: boolean
  freeNumber: string
}
interface Finished {
  message: Readonly<Record<string, unknown>>
  code: string | null
}

/** Meta's popup as the simulator plays it: what the person does in it, and how it ends. Speaks to the page that opened it as Meta's does. */
export default function PopupPage() {
  const { t } = useTranslation('signup')
  const asked = route.useSearch()
  const offer = useQuery({
    queryKey: ['popup', asked],
    queryFn: ({ signal }) =>
      api.get<Offer>('/sandbox/dialog/offer', {
        query: { client_id: asked.client_id, config_id: asked.config_id, ticket: asked.ticket },
        signal,
      }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <BarePage title={t('popup.title')} lead={t('popup.lead')}>
      <div className={classes.band}>
        <SandboxBand>{t('rehearsal')}</SandboxBand>
      </div>
      {offer.isError ? (
        <Notice tone="danger">{t('popup.expired')}</Notice>
      ) : !offer.data ? (
        <Loading>
          <Bone height={240} />
        </Loading>
      ) : offer.data.isConfigured ? (
        <Dialog freeNumber={offer.data.freeNumber} />
      ) : (
        <Empty />
      )}
    </BarePage>
  )
}

/** All that Meta says when the configuration is not the app's. */
function Empty() {
  const { t } = useTranslation('signup')
  return (
    <Stack>
      <Notice tone="danger">
        <strong>{t('popup.wrong')}</strong> {t('popup.wrongBody')}
      </Notice>
      <Button variant="default" onClick={() => window.close()}>
        {t('popup.close')}
      </Button>
    </Stack>
  )
}

function Dialog({ freeNumber }: { freeNumber: string }) {
  const { t } = useTranslation('signup')
  const problemText = useProblemText()
  const asked = route.useSearch()
  const { isCoexistence, wabaId } = wishOf(asked.extras)
  const [business, setBusiness] = useState(t('popup.businessDefault'))
  const [number, setNumber] = useState(freeNumber)
  const [ending, setEnding] = useState<Ending>('finish')
  const [shares, setShares] = useState(true)
  const finish = useMutation({
    mutationFn: () =>
      api.post<Finished>(`/sandbox/dialog/finish?ticket=${encodeURIComponent(asked.ticket)}`, {
        clientId: asked.client_id,
        configId: asked.config_id,
        business,
        displayPhoneNumber: number,
        ending,
        isCoexistence,
        sharesHistory: shares,
        ...(wabaId !== undefined && { wabaId }),
      }),
    onSuccess: tellOpener,
  })
  const endings = isCoexistence ? ENDINGS.filter((value) => !OF_CLOUD.includes(value)) : ENDINGS
  return (
    <Card>
      <Stack>
        {wabaId === undefined ? (
          <>
            <TextInput label={t('popup.business')} value={business} onChange={(event) => setBusiness(event.currentTarget.value)} />
            <TextInput label={t('popup.number')} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
          </>
        ) : (
          <p>{t('popup.existing', { id: wabaId })}</p>
        )}
        {isCoexistence ? (
          <>
            <div className={classes.qr}>
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn here, from digits */}
              <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: qrSvg(`sandbox:${number.replace(/\D/g, '')}`) }} />
              <p>{t('popup.qr')}</p>
            </div>
            <Checkbox label={t('popup.shares')} checked={shares} onChange={(event) => setShares(event.currentTarget.checked)} />
          </>
        ) : null}
        <Radio.Group
          label={t('popup.ending')}
          value={ending}
          onChange={(value) => setEnding(ENDINGS.find((known) => known === value) ?? 'finish')}
        >
          {endings.map((value) => (
            <Radio key={value} value={value} label={t(`popup.endings.${value}`)} mt={8} />
          ))}
        </Radio.Group>
        {finish.error ? (
          <Notice tone="danger" role="alert">
            {problemText(finish.error)}
          </Notice>
        ) : null}
        <div className={classes.actions}>
          <Button loading={finish.isPending || finish.isSuccess} disabled={business.trim() === ''} onClick={() => finish.mutate()}>
            {t('popup.finish')}
          </Button>
          <Button variant="default" onClick={() => window.close()}>
            {t('popup.close')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

function tellOpener({ message, code }: Finished): void {
  window.opener?.postMessage(JSON.stringify(message), location.origin)
  const response = code === null ? { authResponse: null, status: 'unknown' } : { authResponse: { code }, status: 'connected' }
  window.opener?.postMessage({ type: 'sandbox_login', response }, location.origin)
  window.close()
}

/** What the page asked for in `extras`. */
function wishOf(extras: string): { isCoexistence: boolean; wabaId: string | undefined } {
  const wish = parsed(extras)
  const id = wish.setup?.whatsAppBusinessAccount?.ids?.[0]
  return { isCoexistence: wish.featureType === 'whatsapp_business_app_onboarding', wabaId: typeof id === 'string' ? id : undefined }
}

interface Extras {
  featureType?: unknown
  setup?: { whatsAppBusinessAccount?: { ids?: unknown[] } }
}

function parsed(text: string): Extras {
  try {
    return (JSON.parse(text) ?? {}) as Extras
  } catch {
    return {}
  }
}
