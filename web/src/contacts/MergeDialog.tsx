import { Button, Modal, TextInput } from '@mantine/core'
import type { ContactDetail } from '@recado/contract/contacts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { shownName } from '../inbox/contact-name.ts'
import { phoneText } from '../inbox/phone-text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './ContactSections.module.css'
import { contactsQuery } from './contact-queries.ts'
import { useContactAction } from './use-contact-change.ts'

export default function MergeDialog({ contact, close }: { contact: ContactDetail; close(): void }) {
  const { t } = useTranslation(['contacts', 'common'])
  const [words, setWords] = useState('')
  const [otherId, setOtherId] = useState<string | null>(null)
  const asked = useDeferredValue(words.trim())
  const { data } = useInfiniteQuery({ ...contactsQuery({ q: asked }), enabled: asked.length > 1 })
  const found = asked.length > 1 ? (data?.pages[0]?.items.filter((other) => other.id !== contact.id).slice(0, 20) ?? []) : []
  const other = found.find((one) => one.id === otherId)
  const merge = useContactAction(
    contact.id,
    (contactId: string) => api.post<ContactDetail>(`/contacts/${contact.id}/merge`, { contactId }),
    () => {
      showToast(t('card.merged', { name: other ? shownName(other) : '' }))
      close()
    },
  )
  return (
    <Modal
      opened
      onClose={close}
      title={t('card.mergeTitle', { name: shownName(contact) })}
      size={480}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <p className={classes.quiet}>{t('card.mergeHint')}</p>
      <TextInput
        mt={12}
        label={t('card.mergeSearch')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={200}
        data-autofocus
      />
      <ul className={classes.found} aria-live="polite">
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" className={classes.person} aria-pressed={one.id === otherId} onClick={() => setOtherId(one.id)}>
              <Avatar name={shownName(one)} />
              <span className={classes.line}>
                <span>{shownName(one)}</span>
                <span className={classes.quiet}>
                  {one.phone ? phoneText(one.phone) : one.phoneHidden ? t('phoneHidden') : t('noPhone')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button variant="default" onClick={close}>
          {t('common:action.cancel')}
        </Button>
        <Button disabled={!other} loading={merge.isPending} onClick={() => other && merge.mutate(other.id)}>
          {t('card.mergeConfirm')}
        </Button>
      </div>
    </Modal>
  )
}
