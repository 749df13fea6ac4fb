import { IconShoppingBag } from '@tabler/icons-react'
import { useText } from '../../i18n/use-text.ts'
import { MessageText } from '../MessageText.tsx'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { count, fields, items, said } from './reading.ts'
import { useMoney } from './use-money.ts'

/** What the customer put into the cart of our catalogue. */
export default function OrderBody({ message: { content } }: BodyProps) {
  const t = useText('kinds')
  const money = useMoney()
  const products = items(content.product_items).map((value) => {
    const item = fields(value)
    const [quantity, price] = [count(item.quantity), count(item.item_price)]
    return { id: said(item.product_retailer_id), quantity, price, currency: said(item.currency) }
  })
  const total = products.reduce<number | null>(
    (sum, { quantity, price }) => (sum === null || quantity === null || price === null ? null : sum + quantity * price),
    0,
  )
  const note = said(content.text)
  return (
    <span className={classes.card}>
      <span className={classes.kind}>
        <IconShoppingBag size={16} stroke={1.75} aria-hidden="true" />
        {t('order.title')}
      </span>
      <span className={classes.table}>
        {products.map(({ id, quantity, price, currency }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never change places
          <span className={classes.line} key={at}>
            <span>
              {quantity ?? '?'} × {id}
            </span>
            <span>{price === null || quantity === null ? '' : money(price * quantity, currency)}</span>
          </span>
        ))}
        {total !== null && products[0] ? (
          <span className={classes.total}>
            <span>{t('order.total')}</span>
            <span>{money(total, products[0].currency)}</span>
          </span>
        ) : null}
      </span>
      {note ? <MessageText text={note} /> : null}
    </span>
  )
}
