import { Button } from '@mantine/core'
import { DOCTOR_AREAS, DOCTOR_CHECKS, type DoctorArea, type DoctorItem, type DoctorView } from '@recado/contract/doctor'
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react'
import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { useCopy } from '../ui/CopyField.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import { CheckRow } from './CheckRow.tsx'
import classes from './Doctor.module.css'
import { doctorQuery } from './queries.ts'
import { useDoctorWords } from './words.ts'

interface Props {
  /** Of the number or the account, below /api/v1. */
  readonly path: string
  readonly isAccount: boolean
  /** The number through which things are mended; null where there is none. */
  readonly numberId: string | null
}

/** Every area is asked for at once and shown as it comes: Meta answers some questions in a moment and others in seconds. */
export function Doctor({ path, isAccount, numberId }: Props) {
  const areas = DOCTOR_AREAS.filter((area) => !isAccount || area !== 'number')
  const looks = useQueries({ queries: areas.map((area) => doctorQuery(path, area)) })
  const again = () => {
    for (const look of looks) void look.refetch()
  }
  return (
    <div className={classes.page}>
      <Summary looks={looks} isAccount={isAccount} again={again} />
      {areas.map((area, place) => {
        const look = looks[place]
        return look === undefined ? null : <Area key={area} area={area} look={look} numberId={numberId} again={again} />
      })}
    </div>
  )
}

type Look = UseQueryResult<DoctorView>

const count = (items: readonly DoctorItem[], state: DoctorItem['state']) => items.filter((item) => item.state === state).length

function Summary({ looks, isAccount, again }: { looks: readonly Look[]; isAccount: boolean; again(): void }) {
  const { t } = useTranslation('doctor')
  const format = useFormat()
  const now = useNow()
  const words = useDoctorWords()
  const { copied, copy } = useCopy()
  const views = looks.flatMap(({ data }) => data ?? [])
  const items = views.flatMap((view) => view.items)
  const isChecking = looks.some(({ isFetching }) => isFetching)
  const done = looks.filter(({ isFetching }) => !isFetching).length
  const [first] = views
  const bad = (['broken', 'warning', 'unknown'] as const).filter((state) => count(items, state) > 0)
  const TONE = { broken: 'danger', warning: 'warn', unknown: 'unknown' } as const
  const tags = bad.map((state) => (
    <StateTag key={state} tone={TONE[state]}>
      {t(`result.${state}`, { count: count(items, state) })}
    </StateTag>
  ))
  const isFine = bad.length === 0 && items.length > 0 && !looks.some(({ isError }) => isError)
  return (
    <Card
      title={t('heading')}
      hint={t(isAccount ? 'hintAccount' : 'hint')}
      actions={
        <div className={classes.actions}>
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            disabled={isChecking || views.length === 0}
            title={t('copyHint')}
            onClick={() => copy(words.report(views))}
          >
            {t('copy')}
          </Button>
          <Button leftSection={<IconRefresh size={16} />} loading={isChecking} onClick={again}>
            {t('again')}
          </Button>
        </div>
      }
    >
      <div className={classes.summary} role="status" data-checking={isChecking}>
        {isChecking ? (
          <div className={classes.progress}>
            <progress max={looks.length} value={done} aria-label={t('heading')} />
            <span>{t('checking', { done, total: looks.length })}</span>
          </div>
        ) : (
          <div className={classes.tags}>
            {isFine ? <StateTag tone="ok">{t('result.fine')}</StateTag> : tags}
            {first ? <span className={classes.quiet}>{t('at', { when: format.ago(first.at, now) })}</span> : null}
          </div>
        )}
        <span className={classes.spoken}>{copied ? t('copied') : ''}</span>
      </div>
    </Card>
  )
}

interface AreaProps {
  readonly area: DoctorArea
  readonly look: Look
  readonly numberId: string | null
  again(): void
}

function Area({ area, look, numberId, again }: AreaProps) {
  const { t } = useTranslation('doctor')
  const { data, error, refetch } = look
  return (
    <Card title={t(`area.${area}`)} flush>
      {data ? (
        data.items.map((item) => (
          <CheckRow key={`${item.id} ${item.state}`} item={item} subject={data.subject} numberId={numberId} again={again} />
        ))
      ) : error ? (
        <ErrorState error={error} title={t('failed')} retry={() => void refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={DOCTOR_CHECKS[area].length} />
        </Loading>
      )}
    </Card>
  )
}
