import { Button } from '@mantine/core'
import type { NumberWebhooks } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { DeliveryLog } from './DeliveryLog.tsx'
import { webhooksQuery } from './queries.ts'
import { SeenCard } from './SeenCard.tsx'
import { useMetaProblem } from './use-meta-problem.ts'
import { useNumber } from './use-number.ts'
import { WebhookCard } from './WebhookCard.tsx'
import classes from './Webhooks.module.css'
import { WebhookTest } from './WebhookTest.tsx'

export default function WebhooksTab() {
  const number = useNumber()
  return number ? (
    <Columns
      side={
        <>
          <SeenCard number={number} />
          <WebhookCard number={number} />
        </>
      }
    >
      <Levels number={number} />
      <WebhookTest number={number} />
      <DeliveryLog number={number} />
    </Columns>
  ) : null
}

/** The three addresses Meta looks at, in its order, and the one click that brings messages here. */
function Levels({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const webhooks = useQuery(webhooksQuery(number.id))
  if (webhooks.data) return <Found number={number} found={webhooks.data} />
  return (
    <Card title={t('webhooks.levels')} hint={t('webhooks.levelsHint')}>
      {webhooks.isError ? (
        <ErrorState error={webhooks.error} title={t('webhooks.failed')} retry={() => void webhooks.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      )}
    </Card>
  )
}

const TONES = { ours: 'ok', elsewhere: 'danger', not_subscribed: 'danger', no_address: 'danger' } as const

function Found({ number, found }: { number: NumberView; found: NumberWebhooks }) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const mayMend = useAbility('numbers.connect')
  const problemText = useMetaProblem()
  const mend = useMutation({
    mutationFn: () => api.post<NumberWebhooks>(`/numbers/${number.id}/webhooks/mend`),
    onSuccess: (fresh) => client.setQueryData(webhooksQuery(number.id).queryKey, fresh),
  })
  const isWrong = found.state !== 'ours'
  const button =
    isWrong && mayMend ? (
      <Button size="xs" loading={mend.isPending} onClick={() => mend.mutate()}>
        {t('webhooks.mend')}
      </Button>
    ) : null
  return (
    <>
      <Notice tone={TONES[found.state]} role="status" action={button}>
        {t(`webhooks.state.${found.state}`)} {isWrong && mayMend ? t('webhooks.mendHint') : ''}
      </Notice>
      {mend.error ? (
        <Notice tone="danger" role="alert">
          {problemText(mend.error)}
        </Notice>
      ) : null}
      {mend.isSuccess && isWrong && !found.isPublic ? <Notice tone="warn">{t('webhooks.notPublic')}</Notice> : null}
      <Card title={t('webhooks.levels')} hint={t('webhooks.levelsHint')} flush>
        <ul>
          {found.levels.map((level) => (
            <li className={classes.level} key={level.level}>
              <span className={classes.name}>{t(`webhooks.level.${level.level}`)}</span>
              <span className={classes.address}>{level.url ?? t('webhooks.none')}</span>
              <span className={classes.tags}>
                {level.url ? (
                  <StateTag tone={level.isOurs ? 'ok' : 'warn'}>{level.isOurs ? t('webhooks.ours') : t('webhooks.other')}</StateTag>
                ) : null}
                {found.winner === level.level ? <StateTag tone="info">{t('webhooks.wins')}</StateTag> : null}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('webhooks.apps')}>
        {found.apps.length === 0 ? (
          <p>{t('webhooks.appsNone')}</p>
        ) : (
          <ul>
            {found.apps.map((app) => (
              <li key={app.id} className={classes.app}>
                {app.name ?? app.id} {app.name ? <span className={classes.quiet}>{app.id}</span> : null}
                {app.isOurs ? <StateTag tone="plain">{t('webhooks.appOurs')}</StateTag> : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
