import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Fold } from '../ui/Fold.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { ConsentSection } from './ConsentSection.tsx'
import classes from './ContactSections.module.css'
import { contactQuery } from './contact-queries.ts'
import { DataSection } from './DataSection.tsx'
import { HistorySection } from './HistorySection.tsx'
import { NotesSection } from './NotesSection.tsx'
import { PersonSection } from './PersonSection.tsx'
import { TagsSection } from './TagsSection.tsx'

interface Props {
  contactId: string
  /** the conversation it stands beside, which is not listed again */
  conversationId?: string
}

/** What is known of one person, part by part, each edited in its place. Stands in the contacts screen and beside a conversation. */
export default function ContactSections({ contactId, conversationId }: Props) {
  const { t } = useTranslation('contacts')
  const { data: contact, error, refetch } = useQuery(contactQuery(contactId))
  if (error && !contact) return <ErrorState error={error} retry={() => void refetch()} />
  if (!contact) {
    return (
      <div className={classes.bones}>
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      </div>
    )
  }
  return (
    <div className={classes.sections} key={contactId}>
      <Fold id="tags" title={t('card.tags')}>
        <TagsSection contact={contact} />
      </Fold>
      <Fold id="data" title={t('card.data')}>
        <DataSection contact={contact} />
      </Fold>
      <Fold id="consent" title={t('card.consent')}>
        <ConsentSection contact={contact} />
      </Fold>
      <Fold id="history" title={t('card.history')}>
        <HistorySection contact={contact} besides={conversationId ?? null} />
      </Fold>
      <Fold id="notes" title={t('card.notes')}>
        <NotesSection contact={contact} />
      </Fold>
      <Fold id="person" title={t('card.person')}>
        <PersonSection contact={contact} />
      </Fold>
    </div>
  )
}
