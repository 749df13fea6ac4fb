import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { type BusinessAppView, type Customer, phoneApi } from './phone-api.ts'
import classes from './sandbox.module.css'

interface Props {
  wabaId: string
  phoneNumberId: string
  customer: Customer
}

/** The WhatsApp Business app of a number that is shared with its phone: leaving the platform, coming back, keeping an address book. */
export function BusinessApp({ wabaId, phoneNumberId, customer }: Props) {
  const { t } = useTranslation('sandbox')
  const client = useQueryClient()
  const problemText = useProblemText()
  const queryKey = ['sandbox', wabaId, 'app', phoneNumberId]
  const app = useQuery({ queryKey, queryFn: () => phoneApi.app(wabaId, phoneNumberId) })
  if (!app.data?.isShared) return null
  const { isConnected, phoneBook } = app.data
  const told = (work: Promise<BusinessAppView>) =>
    void work.then(
      (fresh) => client.setQueryData(queryKey, fresh),
      (error: unknown) => showToast(problemText(error), { tone: 'danger' }),
    )
  const saved = phoneBook.find((entry) => entry.customerId === customer.id)?.name ?? ''
  return (
    <div className={classes.switches}>
      <SavedName
        key={`${customer.id} ${saved}`}
        customer={customer}
        saved={saved}
        save={(name) => told(phoneApi.saveInPhoneBook(wabaId, phoneNumberId, customer.id, name))}
      />
      <div className={classes.clock}>
        <span>{t(isConnected ? 'app.connected' : 'app.left')}</span>
        <Button
          variant="default"
          size="xs"
          onClick={() => told(isConnected ? phoneApi.leave(wabaId, phoneNumberId) : phoneApi.comeBack(wabaId, phoneNumberId))}
        >
          {t(isConnected ? 'app.leave' : 'app.comeBack')}
        </Button>
      </div>
    </div>
  )
}

function SavedName({ customer, saved, save }: { customer: Customer; saved: string; save(name: string | null): void }) {
  const { t } = useTranslation('sandbox')
  const [name, setName] = useState(saved)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== saved) save(name.trim() === '' ? null : name.trim())
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('app.saved', { name: customer.name.split(' ')[0] ?? customer.name })}
        description={t('app.savedHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </form>
  )
}
