import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import { Button, SegmentedControl } from '@mantine/core'
import type { NumberChangeLine, NumberHistoryQuery } from '@recado/contract/number-history'
import type { NumberView } from '@recado/contract/numbers'
import { IconEye, IconHandClick, IconHistory, IconWebhook } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { useChangeWords } from './change-words.ts'
import classes from './History.module.css'
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
            <Line key={line.id} line={line} number={number} of={of} />
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

const ICONS = { webhook: IconWebhook, reading: IconEye, here: IconHandClick } as const

function Line({ line, number, of }: { line: NumberChangeLine; number: NumberView; of: Of }) {
  const { t } = useTranslation('numberHistory')
  const format = useFormat()
  const words = useChangeWords(number)
  const Icon = ICONS[line.source]
  const to = words.said(line, line.to)
  const moved = line.from === null ? to : t('moved', { from: words.said(line, line.from), to })
  return (
    <li className={classes.line}>
      <span className={classes.dot} data-tone={words.tone(line)} aria-hidden="true" />
      <div className={classes.words}>
        <p className={classes.what}>
          {t(`what.${line.what}`)}: <strong>{moved}</strong>
        </p>
        {words.more(line).map((more) => (
          <p key={more} className={classes.detail}>
            {more}
          </p>
        ))}
        <p className={classes.source}>
          <Icon size={14} aria-hidden="true" />
          {t(`source.${line.source}`)} · <time dateTime={line.at}>{format.dateTime(line.at)}</time>
          {of === 'account' ? <> · {line.number?.displayPhoneNumber ?? t('wholeAccount')}</> : null}
          {of === 'number' && line.number === null ? <> · {t('wholeAccount')}</> : null}
        </p>
      </div>
    </li>
  )
}
