import { Button, CloseButton } from '@mantine/core'
import { LIMITS } from '@recado/contract/send/limits'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../ids.ts'
import { orderSums, readAmount } from './amounts.ts'
import classes from './compose.module.css'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import type { FormProps } from './form.ts'
import { isPayable, NO_PAYMENT, PaymentFields, settingOf } from './PaymentFields.tsx'

interface Line {
  key: string
  name: string
  quantity: string
  price: string
}
const blank = (): Line => ({ key: newUuid(), name: '', quantity: '1', price: '' })
const money = (value: number) => ({ value, offset: 100 as const })
const quantityOf = (text: string) => (/^[1-9]\d{0,4}$/.test(text.trim()) ? Number(text) : null)

/** An order the customer pays from the conversation: what, how much, and with Pix, a link or a boleto. */
export default function OrderForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [reference, setReference] = useState(() => `PED-${Date.now().toString(36).toUpperCase()}`)
  const [lines, setLines] = useState<readonly Line[]>(() => [blank()])
  const [shipping, setShipping] = useState('')
  const [discount, setDiscount] = useState('')
  const [payment, setPayment] = useState(NO_PAYMENT)
  const given = lines.map((line) => ({
    name: line.name.trim(),
    quantity: quantityOf(line.quantity) ?? 1,
    price: readAmount(line.price) ?? 0,
  }))
  const extra = { shipping: readAmount(shipping) ?? 0, discount: readAmount(discount) ?? 0 }
  const { subtotal, total } = orderSums(given, extra)
  const isWhole = lines.every((line) => line.name.trim() !== '' && quantityOf(line.quantity) !== null && (readAmount(line.price) ?? 0) > 0)
  const missing = [
    body.trim() === '' ? t('body') : null,
    /^[\w.-]{1,35}$/.test(reference) ? null : t('order.reference'),
    isWhole ? null : t('order.items'),
    total > 0 ? null : t('order.total'),
    isPayable(payment) ? null : t('order.payment'),
  ].filter((name) => name !== null)
  const edit = (key: string, change: Partial<Line>) => setLines(lines.map((line) => (line.key === key ? { ...line, ...change } : line)))
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'order_details',
          body: { text: body.trim() },
          action: {
            name: 'review_and_pay',
            parameters: {
              reference_id: reference,
              type: 'physical-goods',
              payment_type: 'br',
              payment_settings: [settingOf(payment)],
              currency: 'BRL',
              total_amount: money(total),
              order: {
                status: 'pending',
                items: given.map(({ name, quantity, price }, at) => ({
                  retailer_id: `item-${at + 1}`,
                  name,
                  quantity,
                  amount: money(price),
                })),
                subtotal: money(subtotal),
                tax: money(0),
                ...(extra.shipping > 0 && { shipping: money(extra.shipping) }),
                ...(extra.discount > 0 && { discount: money(extra.discount) }),
              },
            },
          },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={2} isFirst />
      <Field
        label={t('order.reference')}
        hint={t('order.referenceHint')}
        value={reference}
        change={setReference}
        max={LIMITS.orderReference}
      />
      <fieldset className={classes.group}>
        <legend>{t('order.items')}</legend>
        {lines.map(({ key, name, quantity, price }, at) => (
          <div className={classes.row} key={key}>
            <Field label={t('order.item', { n: at + 1 })} value={name} change={(next) => edit(key, { name: next })} max={200} />
            <div className={classes.narrow}>
              <Field
                label={t('order.quantity')}
                value={quantity}
                change={(next) => edit(key, { quantity: next })}
                max={5}
                inputMode="numeric"
              />
            </div>
            <div className={classes.narrow}>
              <Field label={t('order.price')} value={price} change={(next) => edit(key, { price: next })} max={14} inputMode="decimal" />
            </div>
            <CloseButton
              size={36}
              aria-label={t('order.remove', { n: at + 1 })}
              disabled={lines.length === 1}
              onClick={() => setLines(lines.filter((line) => line.key !== key))}
            />
          </div>
        ))}
        <Button
          className={classes.add ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => setLines([...lines, blank()])}
        >
          {t('order.add')}
        </Button>
        <div className={classes.row}>
          <Field label={t('order.shipping')} value={shipping} change={setShipping} max={14} inputMode="decimal" isOptional />
          <Field label={t('order.discount')} value={discount} change={setDiscount} max={14} inputMode="decimal" isOptional />
        </div>
      </fieldset>
      <PaymentFields payment={payment} change={setPayment} />
    </FormFrame>
  )
}
