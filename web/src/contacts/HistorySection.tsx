import type { ContactDetail } from '@recado/contract/contacts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../inbox/use-inbox.ts'
import classes from './ContactSections.module.css'
import { contactNumbersQuery } from './contact-queries.ts'

/** On every number of the workspace, latest first. */
export function HistorySection({ contact, besides }: { contact: ContactDetail; besides: string | null }) {
  const { t } = useTranslation(['contacts', 'inbox'])
  const format = useFormat()
  const now = useNow()
  const { data: numbers = [] } = useQuery(contactNumbersQuery)
  const nameOf = (id: string) => {
    const number = numbers.find((known) => known.id === id)
    return number?.verifiedName ?? number?.displayPhoneNumber ?? '—'
  }
  const others = contact.conversations.filter((conversation) => conversation.id !== besides)
  if (others.length === 0)
    return <p className={classes.quiet}>{t(besides === null ? 'card.noConversations' : 'card.noOtherConversations')}</p>
  return (
    <ul className={classes.lines}>
      {others.map((conversation) => (
        <li key={conversation.id}>
          <Link to="/inbox/{-$conversationId}" params={{ conversationId: conversation.id }} className={classes.link}>
            <span>{t('card.open', { number: nameOf(conversation.numberId) })}</span>
            <span className={classes.quiet}>
              {[
                t(`inbox:conversation.${conversation.status}`),
                conversation.assignee?.name,
                t('card.lastMessage', { time: format.ago(conversation.lastMessageAt, now) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
