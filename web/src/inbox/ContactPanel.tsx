import { ActionIcon } from '@mantine/core'
import type { ConversationView } from '@recado/contract/conversations'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { lazy, memo, type ReactNode, Suspense } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Fold } from '../ui/Fold.tsx'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { ContactIdentity } from './ContactIdentity.tsx'
import classes from './ContactPanel.module.css'
import { shownName } from './contact-name.ts'
import { drawnFrom } from './drawn-from.ts'
import { serviceWindow } from './service-window.ts'
import { useInbox, useNow } from './use-inbox.ts'
import { useWords } from './use-words.ts'

/** By what they are about: nothing in them depends on what is said in the conversation. */
const Sections = memo(lazy(() => import('../contacts/ContactSections.tsx')))
const TeamOfConversation = lazy(() => import('../teams/TeamOfConversation.tsx'))
const SharedFiles = lazy(() => import('../media/SharedFiles.tsx'))

const SHOWN = ['id', 'contact', 'assignee', 'windowExpiresAt', 'status', 'numberId', 'teamId', 'createdAt'] as const

interface Props {
  conversation: Pick<ConversationView, (typeof SHOWN)[number]>
  /** Lies over the thread, so it can be put away. */
  isOverlay: boolean
  close(): void
}

export const ContactPanel = drawnFrom(SHOWN, function ContactPanel({ conversation, isOverlay, close }: Props) {
  const t = useText('inbox')
  const words = useWords()
  const now = useNow()
  const { contact, assignee, windowExpiresAt, status } = conversation
  const teams = Object.values(useInbox((state) => state.inbox?.teams) ?? {})
  const number = useInbox((state) => state.inbox?.numbers[conversation.numberId])
  return (
    <aside className={classes.panel} aria-label={t('panel.label')} data-region="panel" tabIndex={-1}>
      {isOverlay ? (
        <div className={classes.bar}>
          <ActionIcon aria-label={t('panel.hide')} onClick={close} className={classes.back}>
            <IconArrowLeft size={20} stroke={1.75} />
          </ActionIcon>
          <h2 className={classes.barTitle}>{t('panel.label')}</h2>
          <ActionIcon aria-label={t('panel.hide')} onClick={close} className={classes.close}>
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
        </div>
      ) : null}
      <ContactIdentity contact={contact} noPhone={t('contact.hidden')} />
      <Fold id="details" title={t('panel.details')}>
        <dl className={classes.pairs}>
          {contact.profileName && contact.profileName !== shownName(contact) ? (
            <Pair word={t('contact.profileName')}>{contact.profileName}</Pair>
          ) : null}
          <Pair word={t('contact.since')}>{words.format.dateTime(contact.createdAt)}</Pair>
          {contact.phone === null ? (
            <Pair word={t('contact.phone')}>{contact.phoneHidden ? t('contact.keptBack') : t('contact.hiddenWhy')}</Pair>
          ) : null}
        </dl>
      </Fold>
      <Fold id="service" title={t('panel.service')}>
        <dl className={classes.pairs}>
          <Pair word={t('contact.status')}>{t(`conversation.${status}`)}</Pair>
          <Pair word={t('contact.owner')}>
            {assignee ? (
              <span className={classes.owner}>
                <Avatar name={assignee.name} size={22} /> {assignee.name}
              </span>
            ) : (
              t('thread.unassigned')
            )}
          </Pair>
          {teams.length > 0 ? (
            <Pair word={t('filter.team')}>
              <Suspense fallback={null}>
                <TeamOfConversation conversation={conversation} teams={teams} />
              </Suspense>
            </Pair>
          ) : null}
          <Pair word={t('contact.window')}>{words.windowLong(serviceWindow(windowExpiresAt, now))}</Pair>
          {number ? (
            <Pair word={t('contact.number')}>
              <span className={classes.number}>
                {number.verifiedName ?? number.displayPhoneNumber}
                {number.kind === 'sandbox' ? <SandboxTag /> : null}
              </span>
              {number.verifiedName ? <span className={classes.quiet}>{number.displayPhoneNumber}</span> : null}
            </Pair>
          ) : null}
          <Pair word={t('contact.began')}>{words.format.dateTime(conversation.createdAt)}</Pair>
        </dl>
      </Fold>
      <Suspense fallback={null}>
        <Sections contactId={contact.id} conversationId={conversation.id} />
      </Suspense>
      <Fold id="files" title={t('panel.files')} startsFolded>
        <Suspense fallback={null}>
          <SharedFiles contactId={contact.id} />
        </Suspense>
      </Fold>
    </aside>
  )
})

function Pair({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className={classes.word}>{word}</dt>
      <dd className={classes.value}>{children}</dd>
    </>
  )
}
