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

/** What happens outside the platform: somebody writes on the business's own phone, WhatsApp says that a security code changed. */
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
        <div className={classes.clock}>
          <span>{t('backstage.identity', { name })}</span>
          <Button variant="default" size="xs" onClick={() => told(phoneApi.changeIdentity(key))}>
            {t('backstage.identityDo')}
          </Button>
        </div>
      </div>
      <BusinessApp wabaId={wabaId} phoneNumberId={phoneNumberId} customer={customer} />
    </>
  )
}
