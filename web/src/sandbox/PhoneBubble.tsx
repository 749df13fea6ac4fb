import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronDown, IconCornerUpLeft, IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { PhoneAnswers } from './PhoneAnswers.tsx'
import { PhoneContent, type ReplyButton, useMessageLine } from './PhoneContent.tsx'
import { PhoneTick } from './PhoneTick.tsx'
import classes from './phone.module.css'
import type { Customer, PhoneDraft, PhoneMessage } from './phone-api.ts'
import { asksOf } from './template-content.ts'
import { useSwipe } from './use-swipe.ts'

const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏']

interface Props {
  message: PhoneMessage
  quoted: PhoneMessage | undefined
  business: string
  wabaId: string
  onReply(): void
  /** An empty string takes the reaction back. */
  onReact(emoji: string): void
  onButton(button: ReplyButton): void
  onPlayed(): void
  onSend(draft: PhoneDraft): void
  onEdit(): void
  onRevoke(): void
  customer: Customer
}

export function PhoneBubble(props: Props) {
  const { message, quoted, business, wabaId, onReply, onButton, onPlayed } = props
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const own = message.from === 'customer'
  const swipe = useSwipe(onReply)
  return (
    <div className={classes.row} data-own={own} data-message={message.id} {...swipe.handlers}>
      <div className={classes.bubble} data-own={own} data-kind={message.type} style={swipe.style}>
        {quoted ? <Quote message={quoted} business={business} /> : null}
        <PhoneContent
          message={message}
          wabaId={wabaId}
          onButton={onButton}
          onPlayed={onPlayed}
          meta={
            <span className={classes.meta}>
              {message.edited && !message.revoked ? `${t('message.edited')} ` : ''}
              {format.time(message.timestamp)}
              {own ? <PhoneTick status={message.status} /> : null}
            </span>
          }
        />
        {message.type === 'interactive' && !own && !message.revoked ? (
          <PhoneAnswers messageId={message.id} content={message.content} customer={props.customer} onSend={props.onSend} />
        ) : null}
        {message.type === 'template' && !own && !message.revoked
          ? asksOf(message.content).map(({ content, label }) => (
              <PhoneAnswers
                key={`${content.type}`}
                messageId={message.id}
                content={content}
                label={label}
                customer={props.customer}
                onSend={props.onSend}
              />
            ))
          : null}
        {message.reaction ? <span className={classes.reaction}>{message.reaction}</span> : null}
      </div>
      {message.status === null || message.revoked ? null : <BubbleMenu {...props} />}
    </div>
  )
}

function BubbleMenu({ message, onReply, onReact, onEdit, onRevoke }: Props) {
  const { t } = useTranslation('sandbox')
  const line = useMessageLine()(message)
  return (
    <Menu position="bottom" withinPortal>
      <Menu.Target>
        <ActionIcon className={classes.bubbleMenu} variant="default" size={28} radius="xl" aria-label={t('message.menu', { line })}>
          <IconChevronDown size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCornerUpLeft size={16} />} onClick={onReply}>
          {t('message.reply')}
        </Menu.Item>
        {message.from === 'business' ? (
          <div className={classes.reactions}>
            {REACTIONS.map((emoji) => (
              <Menu.Item
                key={emoji}
                className={classes.reactionChoice}
                data-chosen={message.reaction === emoji}
                aria-label={message.reaction === emoji ? t('message.unreact', { emoji }) : t('message.react', { emoji })}
                onClick={() => onReact(message.reaction === emoji ? '' : emoji)}
              >
                {emoji}
              </Menu.Item>
            ))}
          </div>
        ) : (
          <>
            {message.type === 'text' ? (
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
                {t('message.edit')}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={onRevoke}>
              {t('message.revoke')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

export function Quote({ message, business }: { message: PhoneMessage; business: string }) {
  const { t } = useTranslation('sandbox')
  const line = useMessageLine()
  return (
    <span className={classes.quote}>
      <b>{message.from === 'customer' ? t('message.you') : business}</b>
      <span>{line(message)}</span>
    </span>
  )
}
