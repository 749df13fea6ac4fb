import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import { Button, SegmentedControl } from '@mantine/core'
import type { NumberHistoryQuery } from '@recado/contract/number-history'
import type { NumberView } from '@recado/contract/numbers'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import classes from './History.module.css'
import { HistoryLine } from './HistoryLine.tsx'
import { historyQuery } from './queries.ts'
import { useNumber } from './use-number.ts'

export default function HistoryTab() {
  const number = useNumber()
  return number ? <History number={number} /> : null
}

type Of = NumberHistoryQuery['of']

/** What became of the number, or of everything in its account, newest first. */
function History({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberHistory')
  const [of, setOf] = useState<Of>('number')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(historyQuery(number.id, of))
  const lines = data?.pages.flatMap(({ items }) => items)
  return (
    <Card
      title={t('title')}
      hint={t('hint')}
      flush
      actions={
        <SegmentedControl
          aria-label={t('of')}
          value={of}
          onChange={(value) => setOf(value === 'account' ? 'account' : 'number')}
          data={[
            { value: 'number', label: t('ofNumber') },
            { value: 'account', label: t('ofAccount') },
          ]}
        />
      }
    >
      {error && !data ? <ErrorState error={error} title={t('failed')} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading>
          <BoneRows rows={4} />
        </Loading>
      ) : null}
      {lines?.length === 0 ? (
        <Empty icon={IconHistory} title={t('emptyTitle')}>
          {t('empty')}
        </Empty>
      ) : null}
      {lines && lines.length > 0 ? (
        <ol className={classes.lines}>
          {lines.map((line) => (
            <HistoryLine key={line.id} line={line} isCoexistence={number.isCoexistence} of={of} />
          ))}
        </ol>
      ) : null}
      {hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
