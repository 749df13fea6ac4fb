import type { ConversationView } from '@recado/contract/conversations'
import { lazy, Suspense } from 'react'
import { shownName } from './contact-name.ts'
import { useInbox, useInboxStore } from './use-inbox.ts'

const TemplatePicker = lazy(() => import('../templates/TemplatePicker.tsx').then((module) => ({ default: module.TemplatePicker })))

/** Sends a template into an open conversation: through the outbox, like anything else that is written there. */
export function ConversationTemplate({ conversation, close }: { conversation: ConversationView; close(): void }) {
  const store = useInboxStore()
  const number = useInbox((state) => state.inbox?.numbers[conversation.numberId])
  const { contact } = conversation
  if (!number) return null
  return (
    <Suspense fallback={null}>
      <TemplatePicker
        opened
        close={close}
        recipient={shownName(contact)}
        contactName={contact.name ?? contact.profileName}
        contactId={contact.id}
        conversationId={conversation.id}
        number={number}
        send={async (template, text) => store.commands.send(conversation.id, { type: 'template', template }, text)}
      />
    </Suspense>
  )
}
