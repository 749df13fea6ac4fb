import type { MessageView } from '@recado/contract/messages'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { deferred, OnDemand } from '../ui/on-demand.tsx'
import { BubbleMenuButton } from './BubbleMenuButton.tsx'
import { BubbleTimes } from './BubbleTimes.tsx'
import classes from './BubbleTools.module.css'
import type { ThreadRow } from './thread-rows.ts'
import { useLatest } from './use-inbox.ts'

const MENU = deferred(() => import('./BubbleMenu.tsx'))

interface Props {
  scroller: RefObject<HTMLElement | null>
  rows: readonly ThreadRow[]
  canWrite: boolean
  reply(message: MessageView): void
  react(message: MessageView, emoji: string): void
}

interface Target {
  row: Extract<ThreadRow, { kind: 'bubble' }>
  bubble: HTMLElement
}

/** Menu and exact times of the bubble under the pointer or the focus. There is one of each for a thread: a thousand bubbles have none. */
export function BubbleTools({ scroller, rows, canWrite, reply, react }: Props) {
  const [target, setTarget] = useState<Target | null>(null)
  const isHeld = useRef(false)

  const look = useLatest((event: Event) => {
    if (isHeld.current || !(event.target instanceof Element)) return
    const bubble = event.target.closest<HTMLElement>('[data-message]')?.querySelector<HTMLElement>('[data-bubble]')
    const key = bubble?.closest<HTMLElement>('[data-message]')?.dataset.message
    if (!bubble || key === target?.row.key) return
    const row = rows.find((one) => one.kind === 'bubble' && one.key === key)
    setTarget(row?.kind === 'bubble' ? { row, bubble } : null)
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    element.addEventListener('pointerover', look)
    element.addEventListener('focusin', look)
    return () => {
      element.removeEventListener('pointerover', look)
      element.removeEventListener('focusin', look)
    }
  }, [scroller, look])

  const row = target && rows.find((one) => one.key === target.row.key)
  if (row?.kind !== 'bubble' || row.entry.kind !== 'stored' || !target?.bubble.isConnected) return null
  const { message } = row.entry
  const { bubble } = target
  const meta = bubble.querySelector('[data-meta]')
  const hasMenu = message.wamid !== null && message.revokedAt === null && (canWrite || message.text !== '')
  const mine = row.reactions.find((reaction) => reaction.by === 'out')?.emoji ?? ''
  const whole = { message, mine, canWrite, reply, react, hold: (held: boolean) => (isHeld.current = held) }
  return (
    <>
      {meta ? createPortal(<BubbleTimes message={message} />, meta) : null}
      {hasMenu
        ? createPortal(
            <span className={classes.tools} data-side={message.direction} key={message.id}>
              <OnDemand menu={MENU} standIn={(props) => <BubbleMenuButton message={message} {...props} />} whole={whole} />
            </span>,
            bubble,
          )
        : null}
    </>
  )
}
