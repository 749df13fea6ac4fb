import type { SearchAnswer } from '@recado/contract/contacts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { shownName } from '../inbox/contact-name.ts'
import { phoneText } from '../inbox/phone-text.ts'
import type { Command } from './commands.ts'

const MESSAGES = 12

/** People, conversations and messages, as the server finds them. Choosing a message leads to it in its conversation. */
export function useSearchCommands(): (words: string, signal: AbortSignal) => Promise<readonly Command[]> {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  return useCallback(
    async (q, signal) => {
      const found = await api.get<SearchAnswer>('/search', { query: { q, limit: MESSAGES }, signal })
      const conversations = found.conversations.map(
        ({ id, contact, lastMessageAt }): Command => ({
          id: `conversation-${id}`,
          group: 'conversations',
          label: shownName(contact),
          hint: [contact.phone ? phoneText(contact.phone) : null, format.ago(lastMessageAt, Date.now())].filter(Boolean).join(' · '),
          run: () => void navigate({ to: '/inbox/{-$conversationId}', params: { conversationId: id } }),
        }),
      )
      const people = found.contacts.map(
        (contact): Command => ({
          id: `contact-${contact.id}`,
          group: 'people',
          label: shownName(contact),
          hint: contact.phone ? phoneText(contact.phone) : t('commands.contact'),
          run: () => void navigate({ to: '/contacts', search: { id: contact.id } }),
        }),
      )
      const messages = found.messages.map(
        (message): Command => ({
          id: `message-${message.id}`,
          group: 'messages',
          label: message.text,
          hint: `${shownName(message.contact)} · ${format.ago(message.at, Date.now())}`,
          run: () =>
            void navigate({
              to: '/inbox/{-$conversationId}',
              params: { conversationId: message.conversationId },
              search: { message: message.id, from: message.from },
            }),
        }),
      )
      return [...conversations, ...people, ...messages]
    },
    [t, format, navigate],
  )
}
