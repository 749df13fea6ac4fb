import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Fragment, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { ErrorState } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import { chatDays } from './chat-days.ts'
import { PhoneBubble } from './PhoneBubble.tsx'
import { PhoneComposer } from './PhoneComposer.tsx'
import { PhonePrompts } from './PhoneStarters.tsx'
import classes from './phone.module.css'
import { type Chat, type ChatKey, type Customer, type PhoneMessage, phoneApi } from './phone-api.ts'
import { useSend } from './use-send.ts'

interface Props {
  chatKey: ChatKey
  customer: Customer
  business: string
  chat: UseQueryResult<Chat>
  onUnblock(): void
}

export function PhoneChat({ chatKey, customer, business, chat, onUnblock }: Props) {
  const { t } = useTranslation('sandbox')
  const [replyTo, setReplyTo] = useState<PhoneMessage | null>(null)
  const [editing, setEditing] = useState<PhoneMessage | null>(null)
  const problemText = useProblemText()
  const { waiting, send } = useSend(chatKey, customer.online)
  const told = (work: Promise<unknown>) => void work.catch((error: unknown) => showToast(problemText(error), { tone: 'danger' }))
  const there = chat.data?.messages ?? []
  // The stream may bring it before its sender has been answered; then it is there, and waits no more.
  const messages = [...there, ...waiting.filter(({ clientId }) => there.every((known) => known.clientId !== clientId))]
  const end = useStickToEnd(messages.length)

  return (
    <>
      <div className={classes.wall} ref={end} role="log" aria-label={t('phone.messages', { name: customer.name })}>
        {chat.isError && !chat.data ? <ErrorState error={chat.error} retry={() => void chat.refetch()} /> : null}
        <p className={classes.notice}>{t('phone.notice')}</p>
        {chat.data && messages.length === 0 ? (
          <PhonePrompts chatKey={chatKey} onSend={(body) => send({ type: 'text', text: { body } })} />
        ) : null}
        <Days
          messages={messages}
          render={(message) => (
            <PhoneBubble
              message={message}
              quoted={messages.find((known) => known.id === message.context?.message_id)}
              business={business}
              wabaId={chatKey.wabaId}
              customer={customer}
              onReply={() => setReplyTo(message)}
              onSend={send}
              onEdit={() => setEditing(message)}
              onRevoke={() => told(phoneApi.revoke(chatKey, message.id))}
              onReact={(emoji) => send({ type: 'reaction', reaction: { message_id: message.id, emoji } })}
              onPlayed={() => void phoneApi.played(chatKey, message.id).catch(() => undefined)} // it is only known then that it was heard
              onButton={(button) => send({ type: 'button', button, context: { message_id: message.id } })}
            />
          )}
        />
      </div>
      {customer.blocked ? (
        <div className={classes.blocked}>
          <span>{t('phone.blocked')}</span>
          <Button size="xs" variant="default" onClick={onUnblock}>
            {t('phone.unblock')}
          </Button>
        </div>
      ) : (
        <PhoneComposer
          chatKey={chatKey}
          name={customer.name}
          business={business}
          replyTo={replyTo}
          editing={editing}
          onCancelReply={() => setReplyTo(null)}
          onCancelEdit={() => setEditing(null)}
          onEdited={(message, body) => {
            setEditing(null)
            told(phoneApi.edit(chatKey, message.id, body))
          }}
          onSend={(draft) => {
            send(replyTo ? { ...draft, context: { message_id: replyTo.id } } : draft)
            setReplyTo(null)
          }}
        />
      )}
    </>
  )
}

function Days({ messages, render }: { messages: readonly PhoneMessage[]; render(message: PhoneMessage): React.ReactNode }) {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  return chatDays(messages, Date.now()).map((day) => (
    <Fragment key={day.at}>
      <div className={classes.day}>{day.name === 'date' ? format.longDay(day.at) : t(`phone.${day.name}`)}</div>
      {day.messages.map((message) => (
        <Fragment key={message.clientId ?? message.id}>{render(message)}</Fragment>
      ))}
    </Fragment>
  ))
}

const NEAR_END_PX = 160

/** Follows new messages unless the customer has scrolled up to read. */
function useStickToEnd(count: number): React.RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  const before = useRef(0)
  useLayoutEffect(() => {
    const box = ref.current
    if (!box || count === before.current) return
    const first = before.current === 0
    before.current = count
    const hidden = box.scrollHeight - box.scrollTop - box.clientHeight
    const newest = box.lastElementChild?.clientHeight ?? 0
    if (first || hidden < NEAR_END_PX + newest) box.scrollTop = box.scrollHeight
  }, [count])
  return ref
}
