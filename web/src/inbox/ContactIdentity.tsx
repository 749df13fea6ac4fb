import type { ContactView } from '@recado/contract/conversations'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/Avatar.tsx'
import { CopyButton } from '../ui/CopyField.tsx'
import classes from './ContactIdentity.module.css'
import { shownName } from './contact-name.ts'
import { EditableName } from './EditableName.tsx'
import { phoneText } from './phone-text.ts'

/** Who somebody is, at the head of all that is known of them. @param noPhone said where no number is shown */
export function ContactIdentity({ contact, noPhone }: { contact: ContactView; noPhone: string }) {
  const { t } = useTranslation('inbox')
  const { phone, username } = contact
  return (
    <div className={classes.identity}>
      <Avatar name={shownName(contact)} size={56} />
      <div className={classes.who}>
        <EditableName contact={contact} />
        {phone ? (
          <span className={classes.phone}>
            {phoneText(phone)} <CopyButton value={`+${phone}`} what={t('contact.phone')} size={28} />
          </span>
        ) : (
          <span className={classes.hidden}>{noPhone}</span>
        )}
        {username ? <span className={classes.username}>@{username.replace(/^@/, '')}</span> : null}
      </div>
    </div>
  )
}
