import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { NativeSelect, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Customer, phoneApi } from './phone-api.ts'
import classes from './sandbox.module.css'
import { useChange } from './use-change.ts'
import { keys } from './use-sandbox.ts'

/** What one phone in hand does: without internet, or reading without saying so. */
export function PhoneSwitches({ wabaId, hands }: { wabaId: string; hands: readonly Customer[] }) {
  const { t } = useTranslation('sandbox')
  const [chosen, choose] = useState<string | null>(null)
  const change = useChange<{ items: Customer[] }>(keys.customers(wabaId))
  const customer = hands.find(({ id }) => id === chosen) ?? hands.at(-1)
  if (!customer) return <p className={classes.hint}>{t('backstage.nobody')}</p>
  const set = (one: Partial<Pick<Customer, 'online' | 'marksRead'>>) =>
    change({
      work: () => phoneApi.changeCustomer(wabaId, customer.id, one),
      shown: ({ items }) => ({ items: items.map((known) => (known.id === customer.id ? { ...known, ...one } : known)) }),
    })
  return (
    <div className={classes.switches}>
      {hands.length > 1 ? (
        <NativeSelect
          size="xs"
          label={t('backstage.whose')}
          value={customer.id}
          onChange={(event) => choose(event.currentTarget.value)}
          data={hands.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <Switch
        labelPosition="left"
        label={<Option label={t('backstage.offline')} of={customer.name} />}
        checked={!customer.online}
        onChange={(event) => set({ online: !event.currentTarget.checked })}
      />
      <Switch
        labelPosition="left"
        label={<Option label={t('backstage.unreadReceipts')} of={customer.name} />}
        checked={!customer.marksRead}
        onChange={(event) => set({ marksRead: !event.currentTarget.checked })}
      />
    </div>
  )
}

function Option({ label, of }: { label: string; of: string }) {
  return (
    <>
      {label} <span className={classes.of}>{of.split(' ')[0]}</span>
    </>
  )
}
