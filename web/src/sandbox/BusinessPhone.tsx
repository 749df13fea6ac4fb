import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { BusinessApp } from './BusinessApp.tsx'
import { type Customer, phoneApi } from './phone-api.ts'
import classes from './sandbox.module.css'

interface Props {
  wabaId: string
  phoneNumberId: string
  /** To whom; whose phone was taken in hand last. */
  customer: Customer | undefined
}

/** What happens outside the platform: somebody writes on the business's own phone, WhatsApp says that somebody's names or code changed. */
export function BusinessPhone({ wabaId, phoneNumberId, customer }: Props) {
  const { t } = useTranslation('sandbox')
  const problemText = useProblemText()
  const [text, setText] = useState('')
  if (!customer) return null
  const key = { wabaId, phoneNumberId, customerId: customer.id }
  const told = (work: Promise<unknown>) => void work.catch((error: unknown) => showToast(problemText(error), { tone: 'danger' }))
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    told(phoneApi.echo(key, text.trim()))
    setText('')
  }
  const name = customer.name.split(' ')[0] ?? customer.name
  return (
    <>
      <div className={classes.switches}>
        <form onSubmit={send}>
          <TextInput
            label={t('backstage.echo', { name })}
            description={t('backstage.echoHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={text}
            maxLength={4096}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </form>
        <Notice what={t('backstage.identity', { name })} press={() => told(phoneApi.changeIdentity(key))} />
        <Notice what={t('backstage.newNumber', { name })} press={() => told(phoneApi.changeNumber(key))} />
        <Notice what={t('backstage.newUserId', { name })} press={() => told(phoneApi.changeUserId(key))} />
      </div>
      <BusinessApp wabaId={wabaId} phoneNumberId={phoneNumberId} customer={customer} />
    </>
  )
}

/** Something of the customer that changes, of which WhatsApp tells the business. */
function Notice({ what, press }: { what: string; press(): void }) {
  const { t } = useTranslation('sandbox')
  return (
    <div className={classes.clock}>
      <span>{what}</span>
      <Button variant="default" size="xs" aria-label={`${t('backstage.change')}: ${what}`} onClick={press}>
        {t('backstage.change')}
      </Button>
    </div>
  )
}
