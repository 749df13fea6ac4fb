import { Button, Modal, NativeSelect } from '@mantine/core'
import type { MessageView, TemplateContent } from '@recado/contract/messages'
import type { NumberView } from '@recado/contract/numbers'
import { IconMessage2Code } from '@tabler/icons-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../ids.ts'
import { TemplatePicker } from '../templates/TemplatePicker.tsx'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { Empty } from '../ui/states.tsx'
import classes from './NewConversation.module.css'
import { countriesFor, readPhone } from './phone-input.ts'
import { phoneText } from './phone-text.ts'
import { useInbox, useInboxStore } from './use-inbox.ts'

interface Props {
  close(): void
  onOpen(conversationId: string): void
}

/** Somebody who has not written yet can only be sent a template: who, from which number, then the picker. */
export default function NewConversation({ close, onOpen }: Props) {
  const store = useInboxStore()
  const numbers = Object.values(useInbox((state) => state.inbox?.numbers) ?? {})
  const [target, setTarget] = useState<{ to: string; number: NumberView; clientId: string } | null>(null)

  const send = async (template: TemplateContent) => {
    if (!target) return
    const message: MessageView = await store.commands.start({
      to: target.to,
      numberId: target.number.id,
      type: 'template',
      template,
      clientId: target.clientId,
    })
    onOpen(message.conversationId)
  }
  return (
    <>
      <WhoDialog
        opened={target === null}
        numbers={numbers}
        close={close}
        next={(to, number) => setTarget({ to, number, clientId: newUuid() })}
      />
      {target ? (
        <TemplatePicker opened close={close} recipient={phoneText(target.to)} contactName={null} number={target.number} send={send} />
      ) : null}
    </>
  )
}

interface WhoProps {
  opened: boolean
  numbers: readonly NumberView[]
  close(): void
  next(to: string, number: NumberView): void
}

function WhoDialog({ opened, numbers, close, next }: WhoProps) {
  const { t, i18n } = useTranslation('inbox')
  const id = useId()
  const [country, setCountry] = useState('BR')
  const [text, setText] = useState('')
  const [numberId, setNumberId] = useState(numbers[0]?.id ?? '')
  const [wasTried, setTried] = useState(false)
  const phone = readPhone(text, country)
  const number = numbers.find((known) => known.id === numberId) ?? numbers[0]

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (phone && number) next(phone.digits, number)
  }
  return (
    <Modal opened={opened} onClose={close} title={t('new.title')} size={440} closeButtonProps={{ 'aria-label': t('new.close') }}>
      {number ? (
        <form onSubmit={submit} noValidate className={classes.form}>
          <label className={classes.label} htmlFor={id}>
            {t('new.phone')}
          </label>
          <div className={classes.phone}>
            <NativeSelect
              className={classes.country}
              aria-label={t('new.country')}
              value={phone?.country ?? country}
              data={countriesFor(i18n.language)}
              onChange={(event) => setCountry(event.currentTarget.value)}
            />
            <input
              id={id}
              className={classes.input}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              placeholder={t('new.example')}
              aria-invalid={wasTried && !phone}
              aria-describedby={`${id}-hint`}
              data-autofocus=""
            />
          </div>
          <p className={classes.hint} id={`${id}-hint`} data-problem={(wasTried && !phone) || undefined}>
            {phone ? t('new.isPhone', { phone: phone.shown }) : t(wasTried ? 'new.notPhone' : 'new.hint')}
          </p>
          {numbers.length > 1 ? (
            <NativeSelect
              label={t('new.from')}
              value={number.id}
              data={numbers.map((known) => ({ value: known.id, label: `${known.verifiedName ?? ''} ${known.displayPhoneNumber}`.trim() }))}
              onChange={(event) => setNumberId(event.currentTarget.value)}
            />
          ) : null}
          {number.kind === 'sandbox' ? (
            <p className={classes.hint}>
              <SandboxTag word="simulated" /> {t('new.simulated')}
            </p>
          ) : null}
          <Button type="submit" size="lg" leftSection={<IconMessage2Code size={16} stroke={2} />} className={classes.submit ?? ''}>
            {t('new.next')}
          </Button>
        </form>
      ) : (
        <Empty icon={IconMessage2Code} title={t('empty.noNumberTitle')}>
          {t('empty.noNumber')}
        </Empty>
      )}
    </Modal>
  )
}
