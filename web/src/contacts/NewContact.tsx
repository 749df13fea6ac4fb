import { Button, Modal, TextInput } from '@mantine/core'
import type { ContactDetail } from '@recado/contract/contacts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { shownName } from '../inbox/contact-name.ts'
import { Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { contactQuery } from './contact-queries.ts'

export default function NewContact({ close, open }: { close(): void; open(id: string): void }) {
  const { t } = useTranslation(['contacts', 'common'])
  const client = useQueryClient()
  const problemText = useProblemText()
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () => api.post<ContactDetail>('/contacts', { phone, ...(name.trim() ? { name } : {}) }),
    onSuccess: async (contact) => {
      client.setQueryData(contactQuery(contact.id).queryKey, contact)
      await client.invalidateQueries({ queryKey: ['contacts'] })
      showToast(t('created', { name: shownName(contact) }))
      close()
      open(contact.id)
    },
  })
  const known = isProblem(create.error, 'already_taken') ? String(create.error.details['contactId']) : null
  return (
    <Modal opened onClose={close} title={t('createTitle')} size={440} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={t('column.phone')}
            description={t('phoneHint')}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
            inputMode="tel"
            required
            data-autofocus
          />
          <TextInput label={t('column.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} />
          {create.error ? (
            <Notice
              tone="danger"
              role="alert"
              action={
                known ? (
                  <Button
                    variant="default"
                    size="xs"
                    onClick={() => {
                      close()
                      open(known)
                    }}
                  >
                    {t('openKnown')}
                  </Button>
                ) : null
              }
            >
              {known ? t('known') : problemText(create.error)}
            </Notice>
          ) : null}
          <Button type="submit" loading={create.isPending} disabled={phone.trim().length < 5}>
            {t('create')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
