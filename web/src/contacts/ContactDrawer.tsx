import '@mantine/core/styles/Drawer.layer.css'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ContactIdentity } from '../inbox/ContactIdentity.tsx'
import { shownName } from '../inbox/contact-name.ts'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import classes from './ContactDrawer.module.css'
import ContactSections from './ContactSections.tsx'
import { contactQuery } from './contact-queries.ts'

/** One person, over the list. */
export default function ContactDrawer({ id, close }: { id: string; close(): void }) {
  const { t } = useTranslation('contacts')
  const { data: contact, error, refetch } = useQuery(contactQuery(id))
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={420}
      padding={0}
      title={contact ? t('card.label', { name: shownName(contact) }) : t('card.loading')}
      closeButtonProps={{ 'aria-label': t('card.close') }}
      overlayProps={{ backgroundOpacity: 0.2 }}
      transitionProps={{ duration: 120 }}
      classNames={{ header: classes.header ?? '', title: classes.title ?? '' }}
    >
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!contact && !error ? (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      ) : null}
      {contact ? (
        <>
          <ContactIdentity contact={contact} noPhone={contact.phoneHidden ? t('phoneHidden') : t('noPhone')} />
          <ContactSections contactId={id} />
        </>
      ) : null}
    </Drawer>
  )
}
