import { Button } from '@mantine/core'
import type { NumberHealth, NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateIcon, StateTag, type Tone } from '../ui/Notice.tsx'
import { BoneRows, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './NumberPage.module.css'
import { healthQuery } from './queries.ts'

type Entity = NumberHealth['entities'][number]
const TONES = { AVAILABLE: 'ok', LIMITED: 'warn', BLOCKED: 'danger' } as const satisfies Record<string, Tone>
type State = keyof typeof TONES
const isState = (word: string): word is State => word in TONES
const KINDS = ['PHONE_NUMBER', 'WABA', 'BUSINESS', 'APP', 'MESSAGE_TEMPLATE'] as const
type Kind = (typeof KINDS)[number]
const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word)

/** How Meta sees each part that takes part in sending, with Meta's own mend. */
export function HealthCard({ number }: { number: NumberView }) {
  const { t } = useTranslation(['numbers', 'common'])
  const format = useFormat()
  const now = useNow()
  const health = useQuery(healthQuery(number.id))
  const warnings = health.data?.entities.filter((entity) => entity.canSend !== 'AVAILABLE').length ?? 0
  return (
    <Card
      title={t('health.title')}
      hint={health.data ? t('readAt', { when: format.ago(health.data.readAt, now) }) : t('health.from')}
      tags={warnings > 0 ? <StateTag tone="warn">{t('health.warnings', { count: warnings })}</StateTag> : null}
      flush
    >
      {health.data ? (
        <ul>
          {health.data.entities.map((entity) => (
            <EntityRow key={`${entity.type} ${entity.id}`} entity={entity} />
          ))}
        </ul>
      ) : health.isError ? (
        <Notice
          tone="unknown"
          role="alert"
          action={
            <Button size="xs" variant="default" onClick={() => void health.refetch()} loading={health.isFetching}>
              {t('common:action.retry')}
            </Button>
          }
        >
          {t('health.unavailable')}
        </Notice>
      ) : (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      )}
    </Card>
  )
}

function EntityRow({ entity }: { entity: Entity }) {
  const { t } = useTranslation('numbers')
  const tone = isState(entity.canSend) ? TONES[entity.canSend] : 'unknown'
  const word = isState(entity.canSend) ? t(`health.state.${entity.canSend}`) : t('health.state.unknown')
  return (
    <li className={classes.entity}>
      <StateIcon tone={tone} />
      <span className={classes.entityName}>{isKind(entity.type) ? t(`health.entity.${entity.type}`) : entity.type}</span>
      <div className={classes.entityText}>
        {entity.problems.map((problem) => (
          <p key={problem.description}>
            {problem.description} {problem.solution ? <span className={classes.mend}>{problem.solution}</span> : null}
          </p>
        ))}
        {entity.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {entity.problems.length + entity.notes.length === 0 && tone === 'ok' ? <p>{t('health.fine')}</p> : null}
      </div>
      <StateTag tone={tone}>{word}</StateTag>
    </li>
  )
}
