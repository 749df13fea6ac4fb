/** The three columns: who there is, the phones in hand, what goes on backstage. On a narrow window, one at a time. */

import { useMediaQuery } from '@mantine/hooks'
import type { NumberView } from '@recado/contract/numbers'
import { IconDeviceMobile } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { Backstage } from './Backstage.tsx'
import { Customers } from './Customers.tsx'
import { Phone } from './Phone.tsx'
import { type Place, PlaceTabs } from './PlaceTabs.tsx'
import type { Customer } from './phone-api.ts'
import classes from './sandbox.module.css'
import { useHeldPhones } from './use-held-phones.ts'
import { useCustomers, useSandboxStream, useWaba } from './use-sandbox.ts'

interface Props {
  numbers: NumberView[]
  number: NumberView
  onChoose(numberId: string): void
}

export function PhoneTable({ numbers, number, onChoose }: Props) {
  const { t } = useTranslation('sandbox')
  const customers = useCustomers(number.wabaId)
  const waba = useWaba(number.wabaId)
  const { connected, epoch } = useSandboxStream(number.wabaId)
  const room = useRoom()
  const [place, setPlace] = useState<Place>(room === 'narrow' ? 'phones' : 'customers')
  const held = useHeldPhones(number.wabaId, customers.data?.items, room === 'narrow' ? 1 : 3)
  const shown = (column: Place) => room === 'wide' || place === column || (room === 'medium' && column === 'phones')

  if (customers.isPending) {
    // Nothing to press until it is known who there is: the list, when it came, would push the button from under the finger.
    return (
      <Loading>
        <BoneRows avatar />
      </Loading>
    )
  }
  if (customers.isError && !customers.data) return <ErrorState error={customers.error} retry={() => void customers.refetch()} />
  return (
    <main className={classes.table} data-room={room}>
      {room === 'wide' ? null : <PlaceTabs places={PLACES[room]} place={place} onChange={setPlace} />}
      {epoch > 0 && !connected ? (
        <p role="status" className={classes.lost}>
          {t('disconnected')}
        </p>
      ) : null}
      {shown('customers') ? (
        <Customers
          numbers={numbers}
          number={number}
          customers={customers.data?.items ?? []}
          held={held.ids}
          single={room === 'narrow'}
          onToggle={(id) => {
            held.toggle(id)
            if (room === 'narrow') setPlace('phones')
          }}
          onChooseNumber={onChoose}
        />
      ) : null}
      {shown('phones') ? (
        <Stage hands={held.customers}>
          {(customer) => (
            <Phone
              key={customer.id}
              wabaId={number.wabaId}
              number={{ phoneNumberId: number.phoneNumberId, verifiedName: number.verifiedName ?? number.wabaName }}
              customer={customer}
              epoch={epoch}
              clockOffsetMs={(waba.data?.clockOffsetSeconds ?? 0) * 1000}
              onClose={() => held.toggle(customer.id)}
            />
          )}
        </Stage>
      ) : null}
      {shown('backstage') ? <Backstage wabaId={number.wabaId} phoneNumberId={number.phoneNumberId} hands={held.customers} /> : null}
    </main>
  )
}

interface StageProps {
  hands: readonly Customer[]
  children(customer: Customer): React.ReactNode
}

function Stage({ hands, children }: StageProps) {
  const { t } = useTranslation('sandbox')
  return (
    <section className={classes.stage} aria-label={t('place.phones')}>
      {hands.length === 0 ? (
        <Empty icon={IconDeviceMobile} title={t('customers.noPhoneTitle')}>
          {t('customers.noPhone')}
        </Empty>
      ) : null}
      {hands.map(children)}
    </section>
  )
}

type Room = 'wide' | 'medium' | 'narrow'
const PLACES = { medium: ['customers', 'backstage'], narrow: ['phones', 'customers', 'backstage'] } as const satisfies Record<
  Exclude<Room, 'wide'>,
  readonly Place[]
>

function useRoom(): Room {
  const wide = useMediaQuery('(min-width: 1180px)', undefined, { getInitialValueInEffect: false })
  const medium = useMediaQuery('(min-width: 760px)', undefined, { getInitialValueInEffect: false })
  return wide ? 'wide' : medium ? 'medium' : 'narrow'
}
