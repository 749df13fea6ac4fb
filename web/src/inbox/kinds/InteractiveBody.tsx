import { IconForms, IconPhoneCall } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Chosen } from './ButtonBody.tsx'
import type { BodyProps } from './drawable.ts'
import { filledFields } from './flow-fields.ts'
import classes from './kinds.module.css'
import { NamedBody } from './NamedBody.tsx'
import { OrderDetails, OrderStatus } from './OrderParts.tsx'
import { count, fields, said } from './reading.ts'
import { Asking } from './SentInteractive.tsx'

/** Meta's interactive object: what the customer answered, or what we asked. */
const BY_TYPE: Readonly<Record<string, ComponentType<BodyProps>>> = {
  button_reply: ({ message }) => <Chosen title={said(fields(message.content.button_reply).title)} description="" />,
  list_reply: ListReply,
  nfm_reply: FormReply,
  call_permission_reply: CallPermission,
  order_details: OrderDetails,
  order_status: OrderStatus,
}

export default function InteractiveBody({ message }: BodyProps) {
  const Body = BY_TYPE[said(message.content.type)] ?? (message.direction === 'out' ? Asking : NamedBody)
  return <Body message={message} />
}

function ListReply({ message }: BodyProps) {
  const chosen = fields(message.content.list_reply)
  return <Chosen title={said(chosen.title)} description={said(chosen.description)} />
}

/** A flow or an address form that the customer filled in. */
function FormReply({ message }: BodyProps) {
  const t = useText('kinds')
  const reply = fields(message.content.nfm_reply)
  const filled = filledFields(reply.response_json)
  return (
    <span className={classes.card}>
      <span className={classes.kind}>
        <IconForms size={16} stroke={1.75} aria-hidden="true" />
        {t(said(reply.name) === 'address_message' ? 'form.address' : 'form.title')}
      </span>
      {filled.length > 0 ? (
        <dl className={classes.fields}>
          {filled.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value || '–'}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <span className={classes.second}>{t('form.empty')}</span>
      )}
    </span>
  )
}

function CallPermission({ message }: BodyProps) {
  const t = useText('kinds')
  const format = useFormat()
  const reply = fields(message.content.call_permission_reply)
  const until = count(reply.expiration_timestamp)
  const isYes = said(reply.response) === 'accept'
  return (
    <>
      <span className={classes.kind}>
        <IconPhoneCall size={16} stroke={1.75} aria-hidden="true" />
        {t(said(reply.response_source) === 'automatic' ? 'call.automatic' : 'call.title')}
      </span>
      <span>
        {isYes ? t(reply.is_permanent === true ? 'call.always' : 'call.yes') : t('call.no')}
        {isYes && until !== null && reply.is_permanent !== true ? ` ${t('call.until', { time: format.dateTime(until * 1000) })}` : ''}
      </span>
    </>
  )
}
