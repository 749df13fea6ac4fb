import { useTranslation } from 'react-i18next'
import classes from './kinds.module.css'
import { count, type Fields, fields, items, said } from './reading.ts'
import { useMoney } from './use-money.ts'

/** The lines of an order that is to be paid, and their sum. @param props.parameters Meta's order_details */
export function OrderTable({ parameters }: { parameters: Fields }) {
  const { t } = useTranslation('kinds')
  const money = useMoney()
  const order = fields(parameters.order)
  const currency = said(parameters.currency)
  const price = (amount: unknown) => money(hundredths(amount), currency)
  const lines = (['tax', 'shipping', 'discount'] as const).filter((part) => hundredths(order[part]) > 0)
  return (
    <span className={classes.table}>
      <span className={classes.third}>{t('payment.order', { id: said(parameters.reference_id) })}</span>
      {items(order.items).map((value, at) => {
        const item = fields(value)
        const quantity = count(item.quantity) ?? 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never change places
          <span className={classes.line} key={at}>
            <span>
              {quantity} × {said(item.name)}
            </span>
            <span>{money(hundredths(item.sale_amount ?? item.amount) * quantity, currency)}</span>
          </span>
        )
      })}
      {lines.map((part) => (
        <span className={classes.line} key={part}>
          <span>{t(`payment.${part}`)}</span>
          <span>
            {part === 'discount' ? '− ' : ''}
            {price(order[part])}
          </span>
        </span>
      ))}
      <span className={classes.total}>
        <span>{t('order.total')}</span>
        <span>{price(parameters.total_amount)}</span>
      </span>
    </span>
  )
}

const hundredths = (amount: unknown): number => (count(fields(amount).value) ?? 0) / (count(fields(amount).offset) ?? 100)
