import type { MessageView } from '@recado/contract/messages'
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react'
import { lazy, memo, Suspense } from 'react'
import { useText } from '../i18n/use-text.ts'
import classes from './Bubble.module.css'
import { BubbleMeta } from './BubbleMeta.tsx'
import { failureRemedy, failureWord } from './failure.ts'
import { drawableOf } from './kinds/drawable.ts'
import { MessageBody } from './kinds/MessageBody.tsx'
import type { OutboxItem } from './outbox-queue.ts'
import { Quote, QuoteStill } from './Quote.tsx'
import { TemplateBubble } from './TemplateBubble.tsx'
import type { Reaction, ThreadRow } from './thread-rows.ts'

const QuoteElsewhere = lazy(() => import('./QuoteElsewhere.tsx'))

export interface BubbleActions {
  retry(message: MessageView): void
  drop(item: OutboxItem): void
  chooseTemplate(): void
  openNumber(): void
  jumpTo(message: MessageView): void
}

interface Props {
  row: Extract<ThreadRow, { kind: 'bubble' }>
  /** For quotes and reactions. */
  contactName: string
  actions: BubbleActions
}

/** One message. What kind it is decides its inside; side, joining, time and failure are the same for all. */
export const Bubble = memo(function Bubble({ row, contactName, actions }: Props) {
  const { entry, joined, reactions, quoted, quotedElsewhere } = row
  const message = drawableOf(entry)
  const isOut = entry.kind === 'waiting' || entry.message.direction === 'out'
  const failure = failureOf(entry)
  const template = templateOf(entry)
  return (
    <div className={classes.row} data-side={isOut ? 'out' : 'in'} data-joined={joined || undefined} data-message={row.key}>
      {template ? (
        <TemplateBubble
          conversationId={message.conversationId}
          sent={template}
          fallback={message.text}
          isFailed={failure !== null}
          meta={<BubbleMeta entry={entry} />}
        />
      ) : (
        <div
          className={classes.bubble}
          data-failed={failure !== null || undefined}
          data-reacted={reactions.length > 0 || undefined}
          tabIndex={-1}
          data-bubble=""
        >
          {quoted ? <Quote message={quoted} contactName={contactName} jump={() => actions.jumpTo(quoted)} /> : null}
          {quotedElsewhere ? (
            <Suspense fallback={<QuoteStill>…</QuoteStill>}>
              <QuoteElsewhere
                conversationId={message.conversationId}
                wamid={quotedElsewhere}
                contactName={contactName}
                jump={actions.jumpTo}
              />
            </Suspense>
          ) : null}
          <MessageBody message={message} />
          <BubbleMeta entry={entry} />
          {reactions.length > 0 ? <Reactions reactions={reactions} contactName={contactName} /> : null}
        </div>
      )}
      {failure ? <FailedLine failure={failure} entry={entry} isRepeated={row.isRepeated} actions={actions} /> : null}
    </div>
  )
})

type Entry = Props['row']['entry']

function templateOf(entry: Entry) {
  if (entry.kind === 'waiting') return entry.item.draft.type === 'template' ? entry.item.draft.template : null
  return entry.message.type === 'template' ? entry.message.content : null
}

function Reactions({ reactions, contactName }: { reactions: readonly Reaction[]; contactName: string }) {
  const t = useText('inbox')
  return (
    <span className={classes.reactions}>
      {reactions.map(({ emoji, by }) => (
        <span key={by} role="img" aria-label={t('thread.reacted', { who: by === 'in' ? contactName : t('thread.us'), emoji })}>
          {emoji} <span className={classes.reactionWho}>{by === 'in' ? contactName.split(' ')[0] : t('thread.us')}</span>
        </span>
      ))}
    </span>
  )
}

interface Failure {
  reason: string
  code: number
  retryable: boolean
  isDoubt: boolean
}

function failureOf(entry: Entry): Failure | null {
  if (entry.kind === 'waiting') {
    return entry.item.refused ? { reason: entry.item.refused.code, code: 0, retryable: false, isDoubt: false } : null
  }
  const { status, error } = entry.message
  if (status !== 'failed' && status !== 'unknown') return null
  return {
    reason: error?.reason ?? (status === 'unknown' ? 'answer_lost' : 'refused_by_meta'),
    code: error?.code ?? 0,
    retryable: error?.retryable ?? false,
    isDoubt: status === 'unknown',
  }
}

interface FailedProps {
  failure: Failure
  entry: Entry
  isRepeated: boolean
  actions: BubbleActions
}

/** Cause in plain words, and the one button that helps. "Try again" only where trying again can help. */
function FailedLine({ failure, entry, isRepeated, actions }: FailedProps) {
  const t = useText('inbox')
  const remedy = failureRemedy(failure.reason)
  const button = (label: string, run: () => void) => (
    <button type="button" className={classes.remedy} onClick={run}>
      {label}
    </button>
  )
  return (
    <div className={classes.failure} role="alert">
      <IconAlertCircle size={16} stroke={2} aria-hidden="true" />
      <span>
        {t(failure.isDoubt ? 'failure.doubt' : 'failure.prefix')} {t(`failure.${failureWord(failure.reason)}`)}
        {failure.code > 0 ? <span className={classes.code}> {failure.code}</span> : null}
      </span>
      {isRepeated ? <span className={classes.code}>{t('failure.repeated')}</span> : null}
      {failure.retryable && !isRepeated && entry.kind === 'stored' ? (
        <button type="button" className={classes.remedy} onClick={() => actions.retry(entry.message)}>
          <IconRefresh size={14} stroke={2} aria-hidden="true" />
          {t('action.retry')}
        </button>
      ) : null}
      {!failure.retryable && remedy === 'template' ? button(t('action.sendTemplate'), actions.chooseTemplate) : null}
      {!failure.retryable && remedy === 'number' ? button(t('action.seeNumber'), actions.openNumber) : null}
      {entry.kind === 'waiting' ? button(t('action.discard'), () => actions.drop(entry.item)) : null}
    </div>
  )
}
