import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { CardOf } from './CardOf.tsx'
import type { CardAction } from './ConversationCard.tsx'
import classes from './ConversationList.module.css'
import type { ListingState } from './store-cell.ts'
import { useHints } from './use-expecting.ts'
import { useInbox, useLatest } from './use-inbox.ts'

interface Props {
  rows: readonly string[]
  listing: ListingState | undefined
  /** How many there are in all; null when nobody counted. */
  total: number | null
  selectedId: string | null
  showAssignee: boolean
  hrefOf(id: string): string
  onOpen(id: string): void
  onAct(id: string, action: CardAction): void
  onMore(): void
  onRetry(): void
  /** The card that a key acts on. */
  activeId: string | null
  setActiveId(id: string | null): void
}

const ROW = 78
const ROW_NARROW = 82
/** Read on this many rows before the end, so that scrolling never meets it. */
const AHEAD = 60

export function ConversationList(props: Props) {
  const { rows, listing, total, selectedId, activeId } = props
  const t = useText('inbox')
  const showNumber = useInbox((state) => Object.keys(state.inbox?.numbers ?? {}).length > 1)
  const scroller = useRef<HTMLDivElement>(null)
  const height = useRowHeight()
  const active = Math.max(0, rows.indexOf(activeId ?? ''))
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: useCallback((index: number) => rows[index] ?? index, [rows]),
    overscan: 14,
    // The focused card stays in the page however far one scrolls, or focus would fall to nothing.
    rangeExtractor: useCallback(
      ({ startIndex, endIndex, overscan, count }: Range) => withActive(startIndex - overscan, endIndex + overscan, active, count),
      [active],
    ),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the breakpoint changes
  useEffect(() => virtualizer.measure(), [height])

  const items = virtualizer.getVirtualItems()
  const end = virtualizer.range?.endIndex ?? 0
  useEffect(() => {
    if (listing?.next && end >= rows.length - AHEAD) props.onMore()
  }, [listing, end, rows.length, props.onMore])

  const onOpen = useLatest(props.onOpen)
  const onAct = useLatest(props.onAct)
  const moveTo = (index: number) => {
    const id = rows[index]
    if (id === undefined) return
    props.setActiveId(id)
    virtualizer.scrollToIndex(index)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus())
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = stepOf(event)
    if (step === null) return
    event.preventDefault()
    moveTo(step === 'first' ? 0 : step === 'last' ? rows.length - 1 : active + step)
  }
  const size = total ?? (listing?.next ? -1 : rows.length)
  const setActiveId = useLatest(props.setActiveId)
  const hints = useHints()

  return (
    <div className={classes.scroller} ref={scroller} data-list="">
      <ul
        className={classes.rows}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('list.label')}
        onKeyDown={onKeyDown}
        {...hints}
      >
        {items.map(({ index, start, key }) => {
          const id = rows[index] ?? ''
          return (
            <CardOf
              key={key}
              id={id}
              top={start}
              position={index + 1}
              size={Math.max(size, size < 0 ? -1 : rows.length)}
              showNumber={showNumber}
              showAssignee={props.showAssignee}
              href={props.hrefOf(id)}
              isSelected={id === selectedId}
              isTabStop={index === active}
              onFocus={setActiveId}
              onOpen={onOpen}
              onAct={onAct}
            />
          )
        })}
      </ul>
      {listing?.problem && rows.length > 0 ? (
        <p className={classes.more} role="alert">
          {t('list.moreFailed')}{' '}
          <button type="button" className={classes.retry} onClick={props.onRetry}>
            {t('action.retry')}
          </button>
        </p>
      ) : null}
    </div>
  )
}

function withActive(from: number, to: number, active: number, count: number): number[] {
  const start = Math.max(0, from)
  const shown = Array.from({ length: Math.max(0, Math.min(count - 1, to) - start + 1) }, (_, at) => start + at)
  if (active >= count || shown.includes(active)) return shown
  return active < start ? [active, ...shown] : [...shown, active]
}

function stepOf(event: React.KeyboardEvent): number | 'first' | 'last' | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  switch (event.code) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    case 'PageDown':
      return 7
    case 'PageUp':
      return -7
  }
  return null
}

function useRowHeight(): number {
  const [narrow, setNarrow] = useState(() => matchMedia('(max-width: 759px)').matches)
  useEffect(() => {
    const query = matchMedia('(max-width: 759px)')
    const listen = () => setNarrow(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return narrow ? ROW_NARROW : ROW
}
