/** /sandbox/phone: customers that do not exist, their phones, and what happens behind the scenes. */

import { Button } from '@mantine/core'
import { IconDeviceMobile, IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numbersQuery } from '../numbers/queries.ts'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { NoSandbox } from './NoSandbox.tsx'
import { PhoneTable } from './PhoneTable.tsx'
import classes from './sandbox.module.css'

export default function PhonePage() {
  const { t } = useTranslation('sandbox')
  return (
    <div className={classes.page}>
      <title>{`${t('title')} · Recado`}</title>
      <header className={classes.band}>
        <h1 className={classes.spoken}>{t('title')}</h1>
        <p className={classes.bandText}>
          <IconDeviceMobile size={16} aria-hidden="true" className={classes.bandIcon} />
          <strong>{t('simulated')}</strong>
          <span>{t('band')}</span>
        </p>
        <Button component="a" href="/inbox" target="_blank" variant="default" className={classes.open} aria-label={t('openInbox')}>
          <IconInbox size={16} aria-hidden="true" />
          <span className={classes.openLabel}>{t('openInbox')}</span>
        </Button>
      </header>
      <ChosenNumber />
    </div>
  )
}

function ChosenNumber() {
  const [chosen, choose] = useState(() => new URLSearchParams(location.search).get('number'))
  const numbers = useQuery(numbersQuery)
  if (numbers.isPending) {
    return (
      <Loading>
        <BoneRows avatar />
      </Loading>
    )
  }
  if (numbers.isError) return <ErrorState error={numbers.error} retry={() => void numbers.refetch()} headingLevel={2} />
  const sandbox = numbers.data.filter((number) => number.kind === 'sandbox')
  const number = sandbox.find(({ id, phoneNumberId }) => id === chosen || phoneNumberId === chosen) ?? sandbox[0]
  if (!number) return <NoSandbox onCreated={(created) => choose(created.id)} />
  return <PhoneTable key={number.id} numbers={sandbox} number={number} onChoose={choose} />
}
