import { Button, NativeSelect } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/Avatar.tsx'
import { NewCustomerForm } from './NewCustomerForm.tsx'
import type { Customer } from './phone-api.ts'
import classes from './sandbox.module.css'

interface Props {
  numbers: readonly NumberView[]
  number: NumberView
  customers: readonly Customer[]
  held: readonly string[]
  /** Only one phone fits. */
  single: boolean
  onToggle(customerId: string): void
  onChooseNumber(numberId: string): void
}

export function Customers({ numbers, number, customers, held, single, onToggle, onChooseNumber }: Props) {
  const { t } = useTranslation('sandbox')
  const [adding, setAdding] = useState(false)
  return (
    <section className={classes.side} aria-labelledby="sandbox-customers">
      <h2 id="sandbox-customers">{t('customers.title')}</h2>
      <p className={classes.hint}>{customers.length === 0 ? t('customers.none') : single ? t('customers.hintOne') : t('customers.hint')}</p>
      <ul className={classes.customers}>
        {customers.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} held={held.includes(customer.id)} single={single} onToggle={onToggle} />
        ))}
      </ul>
      <Button variant="default" fullWidth leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
        {t('customers.new')}
      </Button>
      <div className={classes.talkTo}>
        <NativeSelect
          label={t('customers.talkTo')}
          value={number.id}
          onChange={(event) => onChooseNumber(event.currentTarget.value)}
          data={numbers.map((one) => ({ value: one.id, label: one.verifiedName ?? one.wabaName }))}
          description={t('customers.sandboxNumber', { phone: number.displayPhoneNumber })}
        />
      </div>
      <NewCustomerForm
        wabaId={number.wabaId}
        opened={adding}
        onClose={() => setAdding(false)}
        onCreated={(customer) => {
          setAdding(false)
          onToggle(customer.id)
        }}
      />
    </section>
  )
}

interface RowProps {
  customer: Customer
  held: boolean
  single: boolean
  onToggle(id: string): void
}

function CustomerRow({ customer, held, single, onToggle }: RowProps) {
  const { t } = useTranslation('sandbox')
  const state = customer.blocked ? t('customers.blocked') : customer.online ? null : t('customers.offline')
  const address = [customer.username ? `@${customer.username}` : null, customer.phone ?? t('customers.hidden'), state]
  return (
    <li>
      <label className={classes.customer} data-held={held}>
        <input
          className={classes.spoken}
          type={single ? 'radio' : 'checkbox'}
          name="sandbox-phone"
          checked={held}
          onChange={() => onToggle(customer.id)}
        />
        <span className={classes.box} data-round={single} aria-hidden="true">
          {held ? <IconCheck size={12} stroke={3} /> : null}
        </span>
        <Avatar name={customer.name} />
        <span className={classes.who}>
          <span className={classes.name}>{customer.name}</span>
          <span className={classes.address}>{address.filter((part) => part !== null).join(' · ')}</span>
        </span>
        {customer.unread > 0 && !held ? (
          <span className={classes.unread}>
            <span aria-hidden="true">{customer.unread}</span>
            <span className={classes.spoken}>{t('customers.unread', { count: customer.unread })}</span>
          </span>
        ) : null}
      </label>
    </li>
  )
}
