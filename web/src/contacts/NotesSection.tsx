import type { ContactDetail } from '@recado/contract/contacts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { showToast } from '../ui/toasts.ts'
import classes from './ContactSections.module.css'
import { useContactChange } from './use-contact-change.ts'

export function NotesSection({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const mayEdit = useAbility('contacts.edit')
  const change = useContactChange(contact.id)
  const [draft, setDraft] = useState<string | null>(null)
  const leave = () => {
    if (draft !== null && draft !== contact.notes) {
      const before = contact.notes
      change.mutate(
        { notes: draft },
        { onSuccess: () => showToast(t('card.saved', { what: t('card.notes') }), { undo: () => change.mutate({ notes: before }) }) },
      )
    }
    setDraft(null)
  }
  return (
    <textarea
      className={classes.notes}
      aria-label={t('card.notes')}
      placeholder={t('card.notesPlaceholder')}
      value={draft ?? (change.isPending ? (change.variables.notes ?? '') : contact.notes)}
      readOnly={!mayEdit}
      maxLength={10_000}
      rows={3}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={leave}
    />
  )
}
