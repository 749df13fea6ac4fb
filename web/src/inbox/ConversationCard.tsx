import type { ConversationView } from '@recado/contract/conversations'
import type { NumberView } from '@recado/contract/numbers'
import type { TeamView } from '@recado/contract/teams'
import { IconClock, IconEyeOff, IconLock } from '@tabler/icons-react'
import { type MouseEvent, memo, useMemo } from 'react'
import { useText } from '../i18n/use-text.ts'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { CardActions } from './CardActions.tsx'
import classes from './ConversationCard.module.css'
import { shownName } from './contact-name.ts'
import { kindIcon } from './kinds.ts'
import type { OutboxItem } from './outbox-queue.ts'
import { type ServiceWindow, serviceWindow } from './service-window.ts'
import { Ticks } from './Ticks.tsx'
import { useWords } from './use-words.ts'
import { WindowRing } from './WindowRing.tsx'

export type CardAction = 'accept' | 'close' | 'reopen'

interface Props {
  conversation: ConversationView
  number: NumberView | undefined
  team: TeamView | undefined
  showNumber: boolean
  showAssignee: boolean
  draft: string
  /** The last thing written here that the server does not show yet. */
  waiting: OutboxItem | undefined
  now: number
  href: string
  isSelected: boolean
  /** The one card that Tab reaches. */
  isTabStop: boolean
  onOpen(id: string): void
  onAct(id: string, action: CardAction): void
}

export const ConversationCard = memo(function ConversationCard(props: Props) {
  const { conversation, number, team, draft, now, isSelected } = props
  const t = useText('inbox')
  const words = useWords()
  const { id, contact, unreadCount, lastMessageAt } = conversation
  const window = useMemo(() => serviceWindow(conversation.windowExpiresAt, now), [conversation.windowExpiresAt, now])
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    props.onOpen(id)
  }
  return (
    <div className={classes.card} data-selected={isSelected || undefined} data-unread={unreadCount > 0 || undefined}>
      {team ? <span className={classes.bar} style={colourOf(team)} /> : null}
      <a
        className={classes.link}
        href={props.href}
        onClick={open}
        draggable={false}
        tabIndex={props.isTabStop ? 0 : -1}
        data-card={id}
        aria-current={isSelected ? 'true' : undefined}
      >
        <WindowRing name={shownName(contact)} window={window} />
        <span className={classes.body}>
          <span className={classes.line1}>
            <span className={classes.name}>{shownName(contact)}</span>
            {number?.kind === 'sandbox' ? <SandboxTag /> : null}
            <time className={classes.time} dateTime={lastMessageAt}>
              {words.moment(lastMessageAt, now)}
            </time>
          </span>
          <span className={classes.line2}>
            {draft ? (
              <>
                <span className={classes.draft}>{t('card.draft')}</span> <span className={classes.cut}>{draft}</span>
              </>
            ) : (
              <LastMessage conversation={conversation} waiting={props.waiting} />
            )}
            {unreadCount > 0 ? (
              <span className={classes.badge}>
                <span aria-hidden="true">{unreadCount > 99 ? '99+' : unreadCount}</span>
                <span className={classes.spoken}>{t('card.unread', { count: unreadCount })}</span>
              </span>
            ) : null}
          </span>
          <Line3 {...props} window={window} />
        </span>
      </a>
      <CardActions conversation={conversation} onAct={props.onAct} />
    </div>
  )
})

function LastMessage({ conversation: { lastMessage }, waiting }: Pick<Props, 'conversation' | 'waiting'>) {
  const t = useText('inbox')
  const words = useWords()
  if (waiting) {
    return (
      <>
        <Ticks status={waiting.refused ? 'failed' : 'queued'} />
        <span className={classes.cut}>{words.message({ type: 'text', text: waiting.text })}</span>
      </>
    )
  }
  if (!lastMessage) return <span className={classes.cut}>{t('card.nothing')}</span>
  const Icon = kindIcon(lastMessage.type)
  return (
    <>
      {lastMessage.direction === 'out' && lastMessage.status ? <Ticks status={lastMessage.status} /> : null}
      {Icon ? <Icon size={16} stroke={1.75} className={classes.kind} aria-hidden="true" /> : null}
      <span className={classes.cut}>{words.message(lastMessage)}</span>
    </>
  )
}

const colourOf = ({ color }: TeamView) => ({ background: `var(--team-${color})` })

function Line3({ conversation, number, team, showNumber, showAssignee, now, window }: Props & { window: ServiceWindow }) {
  const t = useText('inbox')
  const words = useWords()
  const { waitingSince, contact, assignee, status } = conversation
  const isOpen = window.phase !== 'closed' && window.phase !== 'never'
  const parts = [
    waitingSince && status !== 'closed' ? t('card.waiting', { time: words.since(now - Date.parse(waitingSince)) }) : null,
    status === 'pending' && !waitingSince ? t('card.pending') : null,
    status === 'closed' ? t('card.closed') : null,
    showAssignee && assignee ? assignee.name.split(' ')[0] : null,
    showNumber && number ? (number.verifiedName ?? number.displayPhoneNumber) : null,
  ].filter((part) => part !== null && part !== undefined)
  return (
    <span className={classes.line3}>
      {contact.phone === null ? <IconEyeOff size={14} stroke={1.75} role="img" aria-label={t('contact.hidden')} /> : null}
      {team ? (
        <span className={classes.team}>
          <span className={classes.square} style={colourOf(team)} />
          <span className={classes.cut}>{team.name}</span>
        </span>
      ) : null}
      <span className={classes.cut}>{parts.join(' · ')}</span>
      <span className={classes.window} data-phase={window.phase} title={words.windowLong(window)}>
        {isOpen ? <IconClock size={14} stroke={2} aria-hidden="true" /> : <IconLock size={14} stroke={2} aria-hidden="true" />}
        <span aria-hidden="true">{words.windowShort(window)}</span>
        <span className={classes.spoken}>{words.windowLong(window)}</span>
      </span>
    </span>
  )
}
