import type { InboxState } from '@recado/contract/events'
import { useText } from '../i18n/use-text.ts'
import { useTitle } from '../ui/Page.tsx'
import { useInbox, useInboxStore } from './use-inbox.ts'

/** The browser's tab says how many of one's own conversations have something unread. */
export function useUnreadTitle(): void {
  const t = useText('inbox')
  const { me } = useInboxStore()
  const unread = useInbox(({ inbox }) => (inbox ? unreadOf(inbox.conversations, me.id) : 0))
  useTitle(unread > 0 ? `(${unread}) ${t('list.title')}` : t('list.title'))
}

let counted: { of: InboxState['conversations']; me: string; count: number } | undefined

function unreadOf(conversations: InboxState['conversations'], me: string): number {
  if (counted?.of === conversations && counted.me === me) return counted.count
  let count = 0
  for (const { assignee, unreadCount, status } of Object.values(conversations))
    if (unreadCount > 0 && status !== 'closed' && assignee?.id === me) count++
  counted = { of: conversations, me, count }
  return count
}
