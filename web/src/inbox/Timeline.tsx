import type { ConversationView } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import { IconLock } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { memo, useMemo, useRef } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Bubble, type BubbleActions } from './Bubble.tsx'
import { BubbleTools } from './BubbleTools.tsx'
import { shownName } from './contact-name.ts'
import { waitingIn } from './outbox-queue.ts'
import { SystemLine } from './SystemLine.tsx'
import type { ThreadPages } from './store-cell.ts'
import { type Stretch, stretchesOf } from './stretches.ts'
import classes from './Timeline.module.css'
import { keepRows, type ThreadRow, threadRows } from './thread-rows.ts'
import { useAnchor } from './use-anchor.ts'
import { useFound } from './use-found.ts'
import { useInbox, useInboxStore, useNow } from './use-inbox.ts'
import { useJump } from './use-jump.ts'
import { useScreenful } from './use-screenful.ts'
import { dayOf, useWords } from './use-words.ts'

interface Props {
  conversation: ConversationView
  actions: Omit<BubbleActions, 'jumpTo'>
  canWrite: boolean
  reply(message: MessageView): void
  react(message: MessageView, emoji: string): void
}

const NONE: readonly [] = []

export function Timeline({ conversation, actions, canWrite, reply, react }: Props) {
  const t = useText('inbox')
  const { id, windowExpiresAt, contact } = conversation
  const store = useInboxStore()
  const messages = useInbox((state) => state.inbox?.threads[id] ?? NONE)
  const outbox = useInbox((state) => state.outbox)
  const pages = useInbox((state) => state.pages[id])
  const now = useNow()
  const closed = windowExpiresAt !== null && Date.parse(windowExpiresAt) <= now
  const before = useRef<readonly ThreadRow[]>(NONE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the moment only whether the window has closed matters
  const rows = useMemo(
    () => keepRows(before.current, threadRows({ messages, waiting: waitingIn(outbox, id), windowExpiresAt, now, dayOf })),
    [messages, outbox, id, windowExpiresAt, closed],
  )
  before.current = rows
  const scroller = useRef<HTMLDivElement>(null)
  const { message: sought } = useSearch({ strict: false })
  const { shown, isWhole } = useScreenful(rows, sought !== undefined)
  const { newBelow, toBottom, letGo, day } = useAnchor(scroller, shown, () => {
    if (isWhole) store.threads.older(id)
  })
  const stretched = useRef<readonly Stretch[]>(NONE)
  const stretches = useMemo(() => stretchesOf(shown, stretched.current), [shown])
  stretched.current = stretches
  const today = new Date(now).setHours(0, 0, 0, 0)
  const name = shownName(contact)
  const { isSeeking, jumpTo } = useJump(id, rows, scroller)
  useFound({ conversationId: id, scroller, rows: shown, letGo })
  const jumping = useMemo((): BubbleActions => ({ ...actions, jumpTo }), [actions, jumpTo])

  return (
    <div className={classes.frame}>
      <DayPill at={isSeeking ? null : day} />
      {isSeeking ? (
        <span className={classes.pill} role="status">
          {t('bubble.seeking')}
        </span>
      ) : null}
      <div
        className={classes.scroller}
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t('thread.label', { name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        tabIndex={0}
        data-region-focus=""
        onKeyDown={moveAmongBubbles}
      >
        <div className={classes.rows}>
          <Top pages={pages} isWhole={isWhole} retry={() => store.threads.retry(id)} />
          {stretches.map((stretch) => (
            <Rows key={stretch.key} rows={stretch.rows} contactName={name} actions={jumping} today={today} />
          ))}
        </div>
      </div>
      <BubbleTools scroller={scroller} rows={rows} canWrite={canWrite} reply={reply} react={react} />
      {newBelow > 0 ? (
        <button type="button" className={classes.newBelow} onClick={toBottom}>
          {t('thread.newBelow', { count: newBelow })} ↓
        </button>
      ) : null}
      <Announcer messages={messages} name={name} />
    </div>
  )
}

interface TopProps {
  pages: ThreadPages | undefined
  isWhole: boolean
  retry(): void
}

/** What stands above the oldest message. Its line is always there, so that nothing moves when it says something else. */
function Top({ pages, isWhole, retry }: TopProps) {
  const t = useText('inbox')
  if (!pages?.isReady) return <p className={classes.beginning} />
  if (pages.problem) {
    return (
      <p className={classes.beginning}>
        {t('thread.olderFailed')}{' '}
        <button type="button" className={classes.retry} onClick={retry}>
          {t('action.retry')}
        </button>
      </p>
    )
  }
  if (pages.isLoading) return <p className={classes.beginning}>{t('thread.loadingOlder')}</p>
  return <p className={classes.beginning}>{isWhole && pages.cursor === null ? t('thread.beginning') : null}</p>
}

interface RowsProps {
  rows: readonly ThreadRow[]
  contactName: string
  actions: BubbleActions
  /** when it began */
  today: number
}

const Rows = memo(function Rows({ rows, contactName, actions, today }: RowsProps) {
  return (
    <div className={classes.stretch}>
      {rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          contactName={tellsName(row) ? contactName : ''}
          actions={actions}
          today={row.kind === 'day' ? today : 0}
        />
      ))}
    </div>
  )
})

/** Others need not be drawn again when a customer changes their name. */
function tellsName(row: ThreadRow): boolean {
  return (
    row.kind === 'system' || (row.kind === 'bubble' && (row.reactions.length > 0 || row.quoted !== null || row.quotedElsewhere !== null))
  )
}

interface RowProps extends Omit<RowsProps, 'rows'> {
  row: ThreadRow
}

const Row = memo(function Row({ row, contactName, actions, today }: RowProps) {
  const t = useText('inbox')
  const words = useWords()
  switch (row.kind) {
    case 'day':
      return (
        <p className={classes.day} data-day={row.at}>
          {words.day(row.at, today)}
        </p>
      )
    case 'system':
      return <SystemLine message={row.message} name={contactName} className={classes.system} />
    case 'window_closed':
      return (
        <p className={classes.system}>
          <IconLock size={14} stroke={2} aria-hidden="true" />
          {t('thread.windowClosed', { time: words.format.dateTime(row.at) })}
        </p>
      )
    case 'bubble':
      return <Bubble row={row} contactName={contactName} actions={actions} />
  }
})

function DayPill({ at }: { at: string | null }) {
  const words = useWords()
  const now = useNow()
  return at ? (
    <span className={classes.pill} aria-hidden="true">
      {words.day(at, now)}
    </span>
  ) : null
}

/** Says new incoming messages of the open conversation, and nothing else: no history, no ticks. */
function Announcer({
  messages,
  name,
}: {
  messages: readonly { id: string; direction: string; type: string; text: string; at: string }[]
  name: string
}) {
  const words = useWords()
  const last = messages.findLast((message) => message.direction === 'in')
  const first = useRef<string | undefined>(undefined)
  if (first.current === undefined && messages.length > 0) first.current = last?.id ?? ''
  const isNew = last !== undefined && first.current !== undefined && last.id !== first.current
  return (
    <div className={classes.spoken} aria-live="polite">
      {isNew ? `${name}, ${words.format.time(last.at)}: ${words.message(last)}` : ''}
    </div>
  )
}

function moveAmongBubbles(event: React.KeyboardEvent<HTMLElement>): void {
  if ((event.code !== 'ArrowUp' && event.code !== 'ArrowDown') || event.altKey || event.ctrlKey || event.metaKey) return
  const bubbles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-bubble]')]
  const at = bubbles.findIndex((bubble) => bubble.contains(document.activeElement))
  const next = at < 0 ? bubbles.at(-1) : bubbles[at + (event.code === 'ArrowUp' ? -1 : 1)]
  if (!next) return
  event.preventDefault()
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
}
