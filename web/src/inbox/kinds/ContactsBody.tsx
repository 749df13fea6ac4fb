import { IconCheck, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { api, isProblem } from '../../api.ts'
import { useText } from '../../i18n/use-text.ts'
import { useAbility } from '../../session/me.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { showToast } from '../../ui/toasts.ts'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { fields, items, said } from './reading.ts'

/** Address cards. One that has a phone number can be kept among our contacts. */
export default function ContactsBody({ message }: BodyProps) {
  const t = useText('kinds')
  const cards = items(message.content.contacts).map(cardOf)
  const mayEdit = useAbility('contacts.edit')
  return (
    <span className={classes.card}>
      {cards.map((card, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards of a message never change places
        <span className={classes.part} key={at}>
          <span className={classes.head}>
            <Avatar name={card.name || '?'} />
            <span className={classes.words}>
              <b>{card.name || t('contact.unnamed')}</b>
              {card.company ? <span className={classes.second}>{card.company}</span> : null}
              {card.phones.map((phone) => (
                <span className={classes.second} key={phone}>
                  {phone}
                </span>
              ))}
              {card.emails.map((email) => (
                <span className={classes.second} key={email}>
                  {email}
                </span>
              ))}
            </span>
          </span>
          {message.messageId !== null && message.direction === 'in' && mayEdit && card.dial ? (
            <Save name={card.name} phone={card.dial} />
          ) : null}
        </span>
      ))}
    </span>
  )
}

function Save({ name, phone }: { name: string; phone: string }) {
  const t = useText('kinds')
  const problemText = useProblemText()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const save = () => {
    setState('busy')
    api.post('/contacts', { phone, name: name || null }).then(
      () => setState('done'),
      (error: unknown) => {
        if (isProblem(error, 'already_taken')) return setState('done') // known already, and stays as they are
        setState('idle')
        showToast(problemText(error), { tone: 'danger' })
      },
    )
  }
  return (
    <button type="button" className={classes.action} disabled={state !== 'idle'} onClick={save}>
      {state === 'done' ? (
        <IconCheck size={16} stroke={2} aria-hidden="true" />
      ) : (
        <IconUserPlus size={16} stroke={1.75} aria-hidden="true" />
      )}
      {t(state === 'done' ? 'contact.saved' : 'contact.save')}
    </button>
  )
}

interface Card {
  name: string
  company: string
  phones: string[]
  emails: string[]
  /** The number to keep: the WhatsApp one first. */
  dial: string
}

function cardOf(value: unknown): Card {
  const card = fields(value)
  const phones = items(card.phones).map(fields)
  const onWhatsApp = phones.find((phone) => said(phone.wa_id))
  const name = fields(card.name)
  return {
    name: said(name.formatted_name) || [said(name.first_name), said(name.last_name)].filter(Boolean).join(' '),
    company: said(fields(card.org).company),
    phones: phones.map((phone) => said(phone.phone) || said(phone.wa_id)).filter(Boolean),
    emails: items(card.emails)
      .map((email) => said(fields(email).email))
      .filter(Boolean),
    dial: onWhatsApp ? `+${said(onWhatsApp.wa_id)}` : said(phones[0]?.phone),
  }
}
