import type { AssetFlow } from '@recado/contract/assets'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import { StateTag, type Tone } from '../ui/Notice.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import classes from './Assets.module.css'
import { flowsQuery } from './queries.ts'

const TONES = { DRAFT: 'plain', PUBLISHED: 'ok', DEPRECATED: 'plain', BLOCKED: 'danger', THROTTLED: 'warn' } as const satisfies Record<
  string,
  Tone | 'plain'
>
type Status = keyof typeof TONES
const isStatus = (word: string): word is Status => word in TONES

export function Flows({ wabaId }: { wabaId: string }) {
  const { t } = useTranslation('assets')
  const flows = useQuery(flowsQuery(wabaId))
  return (
    <Card title={t('flows')} hint={t('flowsHint')} flush>
      {flows.data ? (
        flows.data.length === 0 ? (
          <p className={classes.none}>{t('flowsNone')}</p>
        ) : (
          <ul>
            {flows.data.map((flow) => (
              <FlowLine key={flow.id} flow={flow} />
            ))}
          </ul>
        )
      ) : flows.isError ? (
        <ErrorState error={flows.error} title={t('flowsFailed')} retry={() => void flows.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={2} />
        </Loading>
      )}
    </Card>
  )
}

function FlowLine({ flow }: { flow: AssetFlow }) {
  const { t } = useTranslation('assets')
  const { status } = flow
  return (
    <li className={classes.flow}>
      <span className={classes.main}>{flow.name}</span>
      <StateTag tone={isStatus(status) ? TONES[status] : 'unknown'}>{isStatus(status) ? t(`flow.${status}`) : status}</StateTag>
    </li>
  )
}
