import type { ConversationView } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import { useCallback, useState } from 'react'
import { useInboxStore, useLatest, useNow } from './use-inbox.ts'
import { focusComposer } from './use-inbox-commands.ts'

export interface Replying {
  /** Free messages may go out just now. */
  canWrite: boolean
  /** The message that is being answered. */
  replyTo: MessageView | null
  setReplyTo(message: MessageView | null): void
  reply(message: MessageView): void
  /** An empty emoji takes the reaction back. */
  react(message: MessageView, emoji: string): void
}

export function useReplying({ id, status, windowExpiresAt }: ConversationView): Replying {
  const store = useInboxStore()
  const now = useNow()
  const [replyTo, setReplyTo] = useState<MessageView | null>(null)
  const reply = useCallback((message: MessageView) => {
    setReplyTo(message)
    requestAnimationFrame(focusComposer) // the menu that was pressed gives the focus back first
  }, [])
  const react = useLatest(({ wamid }: MessageView, emoji: string) => {
    if (wamid !== null) store.commands.send(id, { type: 'reaction', reaction: { message_id: wamid, emoji } }, emoji)
  })
  const isWindowOpen = windowExpiresAt !== null && Date.parse(windowExpiresAt) > now
  return { canWrite: isWindowOpen && status === 'open', replyTo, setReplyTo, reply, react }
}
