import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Button, Modal, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../ui/problem-text.ts'
import { type Customer, type NewCustomer, phoneApi } from './phone-api.ts'
import classes from './sandbox.module.css'
import { keys } from './use-sandbox.ts'

interface Props {
  wabaId: string
  opened: boolean
  onClose(): void
  onCreated(customer: Customer): void
}

export function NewCustomerForm({ wabaId, opened, onClose, onCreated }: Props) {
  const { t } = useTranslation('sandbox')
  const { t: common } = useTranslation()
  return (
    <Modal opened={opened} onClose={onClose} title={t('form.title')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <Fields wabaId={wabaId} onCreated={onCreated} />
    </Modal>
  )
}

function Fields({ wabaId, onCreated }: Pick<Props, 'wabaId' | 'onCreated'>) {
  const { t } = useTranslation('sandbox')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [username, setUsername] = useState('')
  const [hidden, setHidden] = useState(false)
  const create = useMutation({
    mutationFn: (customer: NewCustomer) => phoneApi.addCustomer(wabaId, customer),
    onSuccess: async (customer) => {
      await queries.invalidateQueries({ queryKey: keys.customers(wabaId) })
      onCreated(customer)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const address = hidden ? { hidden, username: username.trim() } : phone.trim() === '' ? {} : { phone: phone.trim() }
    create.mutate({ name: name.trim(), ...address })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t('form.name')}
        placeholder={t('form.namePlaceholder')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Switch
        label={t('form.hidden')}
        description={t('form.hiddenHint')}
        checked={hidden}
        onChange={(event) => setHidden(event.currentTarget.checked)}
      />
      {hidden ? (
        <TextInput
          label={t('form.username')}
          description={t('form.usernameHint')}
          leftSection="@"
          required
          pattern="[a-z0-9._]{3,35}"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={t('form.phone')}
          description={t('form.phoneHint')}
          inputMode="tel"
          placeholder="+55 11 95550-0142"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      )}
      {create.isError ? (
        <p role="alert" className={classes.problem}>
          {problemText(create.error)}
        </p>
      ) : null}
      <Button type="submit" size="lg" loading={create.isPending}>
        {t('form.create')}
      </Button>
    </form>
  )
}
