import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import historyClasses from '../numbers/History.module.css'
import { HistoryLine } from '../numbers/HistoryLine.tsx'
import { Card } from '../ui/Card.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import classes from './Assets.module.css'
import { timelineQuery } from './queries.ts'

/** What became of the account and its numbers at Meta, newest first. */
export function Timeline({ wabaId, isCoexistence }: { wabaId: string; isCoexistence: boolean }) {
  const { t } = useTranslation('assets')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(timelineQuery(wabaId))
  const lines = data?.pages.flatMap(({ items }) => items)
  return (
    <Card title={t('timeline')} hint={t('timelineHint')} flush>
      {error && !data ? <ErrorState error={error} title={t('timelineFailed')} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      ) : null}
      {lines?.length === 0 ? <p className={classes.none}>{t('timelineEmpty')}</p> : null}
      {lines && lines.length > 0 ? (
        <ol className={historyClasses.lines}>
          {lines.map((line) => (
            <HistoryLine key={line.id} line={line} isCoexistence={isCoexistence} of="account" />
          ))}
        </ol>
      ) : null}
      {hasNextPage ? (
        <div className={historyClasses.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
