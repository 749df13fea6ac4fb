import { Menu } from '@mantine/core'
import type { MessageView } from '@recado/contract/messages'
import { IconCopy, IconCornerUpLeft } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './BubbleMenu.module.css'
import { BubbleMenuButton } from './BubbleMenuButton.tsx'

const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏']

export interface BubbleMenuProps {
  message: MessageView
  /** What we reacted with already; empty where we did not. */
  mine: string
  reply(message: MessageView): void
  /** An empty emoji takes the reaction back. */
  react(message: MessageView, emoji: string): void
  /** Answering is possible just now. */
  canWrite: boolean
  /** While the menu is open the pointer may cross other bubbles. */
  hold(held: boolean): void
}

export default function BubbleMenu({ message, mine, canWrite, reply, react, hold }: BubbleMenuProps) {
  const { t } = useTranslation('inbox')
  const target = useRef<HTMLButtonElement>(null)
  const isWriting = useRef(false)
  // It is fetched by the press that opens it, so it begins open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears and goes
  useEffect(() => {
    hold(true)
    return () => hold(false)
  }, [])
  const close = () => {
    hold(false)
    if (!isWriting.current) target.current?.focus({ preventScroll: true })
    isWriting.current = false
  }
  return (
    <Menu position="bottom-start" withinPortal defaultOpened onOpen={() => hold(true)} onClose={close} returnFocus={false}>
      <Menu.Target>
        <BubbleMenuButton message={message} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {canWrite ? (
          <>
            {message.type === 'reaction' ? null : (
              <div className={classes.reactions}>
                {REACTIONS.map((emoji) => (
                  <Menu.Item
                    key={emoji}
                    className={classes.reaction}
                    data-chosen={emoji === mine || undefined}
                    aria-label={t(emoji === mine ? 'bubble.unreact' : 'bubble.react', { emoji })}
                    onClick={() => react(message, emoji === mine ? '' : emoji)}
                  >
                    {emoji}
                  </Menu.Item>
                ))}
              </div>
            )}
            <Menu.Item
              leftSection={<IconCornerUpLeft size={16} stroke={1.75} />}
              onClick={() => {
                isWriting.current = true
                reply(message)
              }}
            >
              {t('bubble.reply')}
            </Menu.Item>
          </>
        ) : null}
        {message.text ? (
          <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} />} onClick={() => void navigator.clipboard?.writeText(message.text)}>
            {t('bubble.copy')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
