import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { Bone, Loading } from '../ui/states.tsx'
import { webhookQuery } from './queries.ts'

export function WebhookCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const mayConnect = useAbility('numbers.connect')
  if (number.kind === 'sandbox') {
    return <Card title={t('webhook.title')}>{t('webhook.sandbox')}</Card>
  }
  return mayConnect ? <Settings /> : null
}

function Settings() {
  const { t } = useTranslation('numbers')
  const problemText = useProblemText()
  const webhook = useQuery(webhookQuery)
  return (
    <Card title={t('webhook.title')} hint={t('webhook.lead')}>
      {webhook.data ? (
        <Stack>
          <CopyFields>
            <CopyField what={t('webhook.callbackUrl')} value={webhook.data.callbackUrl} />
            <CopyField what={t('webhook.verifyToken')} value={webhook.data.verifyToken} />
          </CopyFields>
          <p>{t('webhook.subscribe')}</p>
          {webhook.data.isPublic ? null : <Notice tone="warn">{t('webhook.notPublic')}</Notice>}
        </Stack>
      ) : webhook.isError ? (
        <Notice tone="danger" role="alert">
          {problemText(webhook.error)}
        </Notice>
      ) : (
        <Loading>
          <Bone height={84} />
        </Loading>
      )}
    </Card>
  )
}
