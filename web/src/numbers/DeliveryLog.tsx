import { Button, NativeSelect } from '@mantine/core'
import type { DeliveryLine } from '@recado/contract/deliveries'
import type { NumberView } from '@recado/contract/numbers'
import { IconInbox } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './Deliveries.module.css'
import { deliveriesQuery, deliveryBodyQuery, seenQuery } from './queries.ts'

/** Every call of Meta's about the number, to be looked into and processed again. */
export function DeliveryLog({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const [field, setField] = useState('')
  const seen = useQuery(seenQuery(number.id))
  const log = useInfiniteQuery(deliveriesQuery(number.id, field))
  const lines = log.data?.pages.flatMap(({ items }) => items)
  const word = (name: string) => (name === 'messages' || name === 'statuses' ? t(`deliveries.${name}`) : name)
  return (
    <Card
      title={t('deliveries.log')}
      hint={t('deliveries.logHint')}
      flush
      actions={
        <NativeSelect
          aria-label={t('deliveries.field')}
          value={field}
          onChange={(event) => setField(event.currentTarget.value)}
          data={[
            { value: '', label: t('deliveries.all') },
            ...(seen.data?.fields ?? []).map((one) => ({ value: one.field, label: word(one.field) })),
          ]}
        />
      }
    >
      {log.error && !lines ? <ErrorState error={log.error} title={t('deliveries.failed')} retry={() => void log.refetch()} /> : null}
      {!lines && !log.error ? (
        <Loading>
          <BoneRows rows={4} />
        </Loading>
      ) : null}
      {lines?.length === 0 ? (
        <Empty icon={IconInbox} title={t('deliveries.none')}>
          {log.hasNextPage ? t('deliveries.partial') : t('deliveries.noneBody')}
        </Empty>
      ) : null}
      <ol>
        {lines?.map((line) => (
          <Delivery key={line.id} line={line} number={number} />
        ))}
      </ol>
      {log.hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('deliveries.more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

const TONES = { processed: 'ok', waiting: 'info', given_up: 'danger' } as const

function Delivery({ line, number }: { line: DeliveryLine; number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const format = useFormat()
  const mayReplay = useAbility('numbers.connect')
  const [isOpen, setOpen] = useState(false)
  const replay = useReplay(number)
  const when = format.dateTime(line.receivedAt)
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <div className={classes.what}>
          <p className={classes.fields}>{line.fields.join(', ')}</p>
          <p className={classes.quiet}>
            <time dateTime={line.receivedAt}>{when}</time> · {t('deliveries.bytes', { count: line.bytes })}
            {line.problem && line.problem !== 'replayed' ? ` · ${line.problem}` : ''}
          </p>
        </div>
        {line.isTest ? <StateTag tone="plain">{t('deliveries.isTest')}</StateTag> : null}
        <StateTag tone={TONES[line.state]}>{t(`deliveries.state.${line.state}`)}</StateTag>
        <div className={classes.acts}>
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen}
            aria-label={t('deliveries.see', { when })}
            onClick={() => setOpen(!isOpen)}
          >
            {t('deliveries.seeShort')}
          </Button>
          {mayReplay ? (
            <Button
              size="xs"
              variant="default"
              aria-label={t('deliveries.againOf', { when })}
              loading={replay.isPending}
              onClick={() => replay.mutate(line.id)}
            >
              {t('deliveries.again')}
            </Button>
          ) : null}
        </div>
      </div>
      {isOpen ? <Body number={number} id={line.id} when={when} /> : null}
    </li>
  )
}

function useReplay(number: NumberView) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: (id: string) => api.post(`/numbers/${number.id}/deliveries/replay`, { ids: [id] }),
    onSuccess: () => {
      showToast(t('deliveries.queued'))
      void client.invalidateQueries({ queryKey: ['numbers', number.id, 'deliveries'] })
    },
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
}

/** Exactly what came, where the reader may see it. */
function Body({ number, id, when }: { number: NumberView; id: string; when: string }) {
  const { t } = useTranslation('numberAssets')
  const body = useQuery(deliveryBodyQuery(number.id, id))
  if (body.isError) return <ErrorState error={body.error} title={t('deliveries.failed')} retry={() => void body.refetch()} />
  if (!body.data) {
    return (
      <Loading>
        <BoneRows rows={2} />
      </Loading>
    )
  }
  return (
    <>
      {body.data.isMasked || body.data.isPart ? (
        <div className={classes.notes}>
          {body.data.isMasked ? <p className={classes.quiet}>{t('deliveries.masked')}</p> : null}
          {body.data.isPart ? <p className={classes.quiet}>{t('deliveries.part')}</p> : null}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className={classes.body} aria-label={t('deliveries.body', { when })} tabIndex={0}>
        {indented(body.data.body)}
      </section>
    </>
  )
}

/** Easier to read; what cannot be read stays as it came. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
