import { Button } from '@mantine/core'
import type { NumberHealth, NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
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
            <EntityRow key={`${entity.type} ${entity.id}`} entity={entity} number={number} />
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

function EntityRow({ entity, number }: { entity: Entity; number: NumberView }) {
  const { t } = useTranslation('numbers')
  const tone = isState(entity.canSend) ? TONES[entity.canSend] : 'unknown'
  const word = isState(entity.canSend) ? t(`health.state.${entity.canSend}`) : t('health.state.unknown')
  return (
    <li className={classes.entity}>
      <StateIcon tone={tone} />
      <span className={classes.entityName}>{isKind(entity.type) ? t(`health.entity.${entity.type}`) : entity.type}</span>
      <div className={classes.entityText}>
        {tone !== 'ok' && isKind(entity.type) && isState(entity.canSend) && entity.canSend !== 'AVAILABLE' ? (
          <p className={classes.mend}>{t(`health.plain.${entity.canSend}.${entity.type}`)}</p>
        ) : null}
        {entity.problems.map((problem) => (
          <p key={problem.description}>
            {problem.description} {problem.solution ? <span className={classes.mend}>{problem.solution}</span> : null}
          </p>
        ))}
        {entity.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {tone === 'ok' ? null : <Mend entity={entity} number={number} />}
        {entity.problems.length + entity.notes.length === 0 && tone === 'ok' ? <p>{t('health.fine')}</p> : null}
      </div>
      <StateTag tone={tone}>{word}</StateTag>
    </li>
  )
}

/** The place where it is mended: ours where we have one, else Meta's page of that very thing. */
function Mend({ entity, number }: { entity: Entity; number: NumberView }) {
  const { t } = useTranslation('numbers')
  const address = number.kind === 'sandbox' ? null : placeAtMeta(entity, number)
  return (
    <p className={classes.mends}>
      {entity.type === 'PHONE_NUMBER' && entity.canSend === 'BLOCKED' ? (
        <Link to="/numbers/$numberId/registration" params={{ numberId: number.id }}>
          {t('health.toRegistration')}
        </Link>
      ) : null}
      {entity.type === 'PHONE_NUMBER' && entity.canSend === 'LIMITED' ? (
        <Link to="/numbers/$numberId/name" params={{ numberId: number.id }}>
          {t('health.toName')}
        </Link>
      ) : null}
      {address ? (
        <a href={address} target="_blank" rel="noreferrer">
          {t('health.atMeta')}
        </a>
      ) : null}
    </p>
  )
}

function placeAtMeta({ type, id }: Entity, { wabaId }: NumberView): string | null {
  switch (type) {
    case 'PHONE_NUMBER':
      return `https://business.facebook.com/latest/whatsapp_manager/phone_numbers/?asset_id=${wabaId}`
    case 'WABA':
      return `https://business.facebook.com/latest/whatsapp_manager/overview/?asset_id=${id}`
    case 'BUSINESS':
      return `https://business.facebook.com/latest/settings/security_center/?business_id=${id}`
    case 'APP':
      return `https://developers.facebook.com/apps/${id}/`
    case 'MESSAGE_TEMPLATE':
      return `https://business.facebook.com/latest/whatsapp_manager/message_templates/?asset_id=${wabaId}`
    default:
      return null
  }
}
