import { Button } from '@mantine/core'
import type { TemplateEntry } from '@recado/contract/template-life'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/Card.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { useEntryWords } from './entry-words.ts'
import { historyQuery } from './queries.ts'
import classes from './TemplatePage.module.css'

export function HistoryCard({ templateId }: { templateId: string }) {
  const { t } = useTranslation('templateLife')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(historyQuery(templateId))
  const entries = data?.pages.flatMap(({ items }) => items)
  return (
    <Card title={t('history.title')} hint={t('history.hint')} flush>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      ) : null}
      {entries?.length === 0 ? <Empty icon={IconHistory} title={t('history.empty')} /> : null}
      {entries && entries.length > 0 ? (
        <ol className={classes.lines}>
          {entries.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : null}
      {hasNextPage ? (
        <div className={classes.again}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('history.more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function Line({ entry }: { entry: TemplateEntry }) {
  const format = useFormat()
  const { icon: Icon, tone, what, more, who } = useEntryWords(entry)
  return (
    <li className={classes.line}>
      <Icon size={16} stroke={2} className={classes.icon} data-tone={tone} aria-hidden="true" />
      <p className={classes.what}>{what}</p>
      {more.map((line) => (
        <p key={line} className={classes.more}>
          {line}
        </p>
      ))}
      <p className={classes.who}>
        {who} · <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
      </p>
    </li>
  )
}
