import { memo } from 'react'
import { type CardAction, ConversationCard } from './ConversationCard.tsx'
import classes from './ConversationList.module.css'
import { lastWaitingIn } from './outbox-queue.ts'
import { conversationIn } from './store-cell.ts'
import { useInbox, useNow } from './use-inbox.ts'

interface Props {
  id: string
  /** px from the top of the list */
  top: number
  /** Its place in the list, from 1, and how long the list is; -1 when nobody counted. */
  position: number
  size: number
  showNumber: boolean
  showAssignee: boolean
  href: string
  isSelected: boolean
  isTabStop: boolean
  onFocus(id: string): void
  onOpen(id: string): void
  onAct(id: string, action: CardAction): void
}

/** One row of the list. It listens to its own conversation, so that a message draws one card again and not the list. */
export const CardOf = memo(function CardOf({ id, top, position, size, onFocus, ...rest }: Props) {
  const conversation = useInbox((state) => conversationIn(state, id))
  const number = useInbox((state) => state.inbox?.numbers[conversation?.numberId ?? ''])
  const team = useInbox((state) => state.inbox?.teams[conversation?.teamId ?? ''])
  const draft = useInbox((state) => state.drafts[id] ?? '')
  const waiting = useInbox((state) => lastWaitingIn(state.outbox, id))
  const now = useNow()
  if (!conversation) return null
  return (
    <li
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-posinset={position}
      aria-setsize={size}
      onFocus={() => onFocus(id)}
    >
      <ConversationCard
        {...rest}
        conversation={conversation}
        number={number}
        team={team}
        draft={rest.isSelected ? '' : draft}
        waiting={waiting}
        now={now}
      />
    </li>
  )
})
