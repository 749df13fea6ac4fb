import { IconBarcode, IconCopy, IconLink, IconPackage } from '@tabler/icons-react'
import { useText } from '../../i18n/use-text.ts'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { OrderTable } from './OrderTable.tsx'
import { fields, items, said } from './reading.ts'
import { Frame, Pressable } from './SentInteractive.tsx'

const PAY = { pix_dynamic_code: IconCopy, payment_link: IconLink, boleto: IconBarcode } as const
const isPayment = (type: string): type is keyof typeof PAY => Object.hasOwn(PAY, type)

/** An order to be paid. */
export function OrderDetails({ message: { content, text } }: BodyProps) {
  const t = useText('kinds')
  const parameters = fields(fields(content.action).parameters)
  return (
    <Frame content={content} text={text} offer={<OrderTable parameters={parameters} />}>
      {items(parameters.payment_settings).map((value) => {
        const type = said(fields(value).type)
        if (!isPayment(type)) return null
        const Icon = PAY[type]
        return (
          <Pressable key={type} icon={<Icon size={16} stroke={1.75} />}>
            {t(`payment.${type}`)}
          </Pressable>
        )
      })}
    </Frame>
  )
}

const ORDER_WORDS = ['pending', 'processing', 'shipped', 'completed', 'canceled'] as const
const PAYMENT_WORDS = ['pending', 'captured', 'failed'] as const

export function OrderStatus({ message: { content, text } }: BodyProps) {
  const t = useText('kinds')
  const parameters = fields(fields(content.action).parameters)
  const order = fields(parameters.order)
  const status = ORDER_WORDS.find((word) => word === said(order.status))
  const payment = PAYMENT_WORDS.find((word) => word === said(fields(parameters.payment).status))
  return (
    <Frame
      content={content}
      text={text}
      offer={
        <span className={classes.reference}>
          <span className={classes.label}>
            <IconPackage size={14} stroke={2} aria-hidden="true" />
            {t('payment.order', { id: said(parameters.reference_id) })}
          </span>
          {status ? <b>{t(`orderStatus.${status}`)}</b> : null}
          {said(order.description) ? <span className={classes.second}>{said(order.description)}</span> : null}
          {payment ? <span className={classes.second}>{t(`paymentStatus.${payment}`)}</span> : null}
        </span>
      }
    />
  )
}
