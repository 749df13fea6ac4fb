import { Button } from '@mantine/core'
import type { ConversationView } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import type { NumberView } from '@recado/contract/numbers'
import { IconAlertTriangle, IconArchive, IconArrowBackUp, IconCheck, IconLock, IconMessage2Code } from '@tabler/icons-react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Keys } from '../ui/Keys.tsx'
import { Composer } from './Composer.tsx'
import type { CardAction } from './ConversationCard.tsx'
import { firstName } from './contact-name.ts'
import { drawnFrom } from './drawn-from.ts'
import { failureWord } from './failure.ts'
import { useVisitors } from './PresenceStrip.tsx'
import classes from './ReplyArea.module.css'
import { serviceWindow } from './service-window.ts'
import { useInbox, useNow } from './use-inbox.ts'
import { useWords } from './use-words.ts'

const SHOWN = ['id', 'contact', 'status', 'assignee', 'windowExpiresAt', 'waitingSince'] as const
type Shown = Pick<ConversationView, (typeof SHOWN)[number]>

interface Props {
  conversation: Shown
  number: NumberView | undefined
  /** The message that is being answered. */
  replyTo: MessageView | null
  setReplyTo(message: MessageView | null): void
  onAct(id: string, action: CardAction): void
  onTemplate(): void
}

/** What one may do here: take it, write, or only send a template. What takes the composer's place keeps its height. */
export const ReplyArea = drawnFrom(SHOWN, function ReplyArea(props: Props) {
  const { conversation, number, replyTo, setReplyTo, onAct, onTemplate } = props
  const now = useNow(10_000)
  const words = useWords()
  const area = useRef<HTMLElement>(null)
  const [height, setHeight] = useState(0)
  const window = serviceWindow(conversation.windowExpiresAt, now)
  const isOpen = window.phase !== 'closed' && window.phase !== 'never'
  const writes = conversation.status === 'open' && isOpen
  useLayoutEffect(() => {
    const element = area.current
    if (!element || !writes) return
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [writes])

  return (
    <footer className={classes.area} ref={area} data-region="composer" style={writes ? undefined : { minHeight: height }}>
      <NumberNotice number={number} />
      {conversation.status === 'pending' ? <Pending conversation={conversation} take={() => onAct(conversation.id, 'accept')} /> : null}
      {conversation.status === 'closed' ? <Closed reopen={() => onAct(conversation.id, 'reopen')} /> : null}
      {conversation.status === 'open' && !isOpen ? <WindowClosed conversation={conversation} now={now} onTemplate={onTemplate} /> : null}
      {writes ? (
        <Composer
          conversation={conversation}
          phase={window.phase}
          left={words.duration(window.msLeft)}
          leftInFull={words.windowLong(window)}
          replyTo={replyTo}
          setReplyTo={setReplyTo}
          onTemplate={onTemplate}
        />
      ) : null}
    </footer>
  )
})

function Pending({ conversation, take }: { conversation: Shown; take(): void }) {
  const t = useText('inbox')
  const words = useWords()
  const now = useNow()
  const here = useVisitors(conversation.id)
  const { waitingSince } = conversation
  return (
    <div className={classes.pending}>
      <Button size="lg" fullWidth leftSection={<IconCheck size={16} stroke={2} />} rightSection={<Keys keys="Alt+KeyA" />} onClick={take}>
        {t('action.accept')}
      </Button>
      <p className={classes.beside}>
        {waitingSince ? t('pending.waiting', { time: words.since(now - Date.parse(waitingSince)) }) : t('pending.idle')}{' '}
        {here.length > 0 ? t('pending.others', { count: here.length, who: words.format.list(here.map((visitor) => visitor.name)) }) : null}
      </p>
    </div>
  )
}

function Closed({ reopen }: { reopen(): void }) {
  const t = useText('inbox')
  return (
    <Bar icon={<IconArchive size={20} stroke={1.75} aria-hidden="true" />} title={t('closed.title')} text={t('closed.text')}>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} stroke={2} />} onClick={reopen}>
        {t('action.reopen')}
      </Button>
    </Bar>
  )
}

function WindowClosed({ conversation, now, onTemplate }: { conversation: Shown; now: number; onTemplate(): void }) {
  const t = useText('inbox')
  const words = useWords()
  const draft = useInbox((state) => state.drafts[conversation.id])
  const { windowExpiresAt, contact } = conversation
  const name = firstName(contact)
  return (
    <Bar
      icon={<IconLock size={20} stroke={1.75} aria-hidden="true" />}
      title={
        windowExpiresAt
          ? t('window.closedSince', { time: words.since(now - Date.parse(windowExpiresAt)) })
          : t('window.neverTitle', { name })
      }
      text={`${t('window.onlyTemplates', { name })}${draft ? ` ${t('window.draftKept')}` : ''}`}
    >
      <Button leftSection={<IconMessage2Code size={16} stroke={2} />} onClick={onTemplate}>
        {t('action.sendTemplate')}
      </Button>
    </Bar>
  )
}

function Bar({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <div className={classes.bar}>
      {icon}
      <div className={classes.barText}>
        <div className={classes.barTitle}>{title}</div>
        <div className={classes.barUnder}>{text}</div>
      </div>
      {children}
    </div>
  )
}

/** Why messages from this number wait. */
function NumberNotice({ number }: { number: NumberView | undefined }) {
  const t = useText('inbox')
  if (!number || (number.pausedBecause === null && number.tokenState === 'ok')) return null
  const reason = number.pausedBecause ?? 'token_invalid'
  return (
    <p className={classes.notice} role="status">
      <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
      {t('numberStopped', { why: t(`failure.${failureWord(reason)}`) })}
    </p>
  )
}
