import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './Deliveries.module.css'
import { seenQuery } from './queries.ts'

/** When each field came last. */
export function SeenCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const format = useFormat()
  const now = useNow()
  const seen = useQuery(seenQuery(number.id))
  return (
    <Card title={t('deliveries.seen')} hint={t('deliveries.seenHint')}>
      {seen.data ? (
        <>
          {seen.data.fields.length === 0 ? <p>{t('deliveries.seenNone')}</p> : null}
          <ul className={classes.seen}>
            {seen.data.fields.map(({ field, lastAt, lastDay }) => (
              <li key={field}>
                <code>{field}</code>
                <span className={classes.quiet}>
                  {format.ago(lastAt, now)} · {t('deliveries.day', { count: lastDay })}
                </span>
              </li>
            ))}
          </ul>
          <p className={classes.quiet}>
            {seen.data.refused.lastAt === null
              ? t('deliveries.refusedNone')
              : t('deliveries.refused', { count: seen.data.refused.count, when: format.ago(seen.data.refused.lastAt, now) })}
          </p>
        </>
      ) : seen.isError ? (
        <ErrorState error={seen.error} title={t('deliveries.seenFailed')} retry={() => void seen.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      )}
    </Card>
  )
}
