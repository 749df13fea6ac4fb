import type { MessageView } from '@recado/contract/messages'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** What WhatsApp says about the person, in the reader's language where we know what it is about. */
export function SystemLine({ message, name, className }: { message: MessageView; name: string; className: string | undefined }) {
  const { t } = useTranslation('inbox')
  const about = meaningOf(message.content.type)
  return (
    <p className={className}>
      <IconInfoCircle size={14} stroke={2} aria-hidden="true" />
      {about ? t(`system.${about}`, { name }) : message.text || t('kind.system')}
    </p>
  )
}

function meaningOf(type: unknown): 'number' | 'id' | 'identity' | null {
  switch (type) {
    case 'user_changed_number':
    case 'customer_changed_number':
      return 'number'
    case 'user_changed_user_id':
      return 'id'
    case 'customer_identity_changed':
      return 'identity'
    default:
      return null
  }
}
