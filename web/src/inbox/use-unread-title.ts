import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '../ui/Page.tsx'
import { useInbox, useInboxStore } from './use-inbox.ts'

/** The browser's tab says how many of one's own conversations have something unread. */
export function useUnreadTitle(): void {
  const { t } = useTranslation('inbox')
  const store = useInboxStore()
  const conversations = useInbox((state) => state.inbox?.conversations)
  const unread = useMemo(
    () =>
      Object.values(conversations ?? {}).filter(
        ({ assignee, unreadCount, status }) => unreadCount > 0 && status !== 'closed' && assignee?.id === store.me.id,
      ).length,
    [conversations, store.me.id],
  )
  useTitle(unread > 0 ? `(${unread}) ${t('list.title')}` : t('list.title'))
}
