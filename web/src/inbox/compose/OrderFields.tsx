import { Button, CloseButton } from '@mantine/core'
import { NO_LINE, type OrderDraft } from '@recado/contract/order/order-draft'
import { LIMITS } from '@recado/contract/send/limits'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'
import { Field } from './Field.tsx'
import { PaymentFields } from './PaymentFields.tsx'

/** What is to be paid, how much and how: of a message as of a template. */
export default function OrderFields({ order, change }: { order: OrderDraft; change(order: OrderDraft): void }) {
  const { t } = useTranslation('compose')
  const { reference, lines, shipping, discount, payment } = order
  const set = (part: Partial<OrderDraft>) => change({ ...order, ...part })
  const edit = (at: number, part: Partial<OrderDraft['lines'][number]>) =>
    set({ lines: lines.with(at, { ...(lines[at] ?? NO_LINE), ...part }) })
  return (
    <>
      <Field
        label={t('order.reference')}
        hint={t('order.referenceHint')}
        value={reference}
        change={(next) => set({ reference: next })}
        max={LIMITS.orderReference}
      />
      <fieldset className={classes.group}>
        <legend>{t('order.items')}</legend>
        {lines.map(({ name, quantity, price }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines hold no state of their own and are told apart by their place
          <div className={classes.row} key={at}>
            <Field label={t('order.item', { n: at + 1 })} value={name} change={(next) => edit(at, { name: next })} max={200} />
            <div className={classes.narrow}>
              <Field
                label={t('order.quantity')}
                value={quantity}
                change={(next) => edit(at, { quantity: next })}
                max={5}
                inputMode="numeric"
              />
            </div>
            <div className={classes.narrow}>
              <Field label={t('order.price')} value={price} change={(next) => edit(at, { price: next })} max={14} inputMode="decimal" />
            </div>
            <CloseButton
              size={36}
              aria-label={t('order.remove', { n: at + 1 })}
              disabled={lines.length === 1}
              onClick={() => set({ lines: lines.toSpliced(at, 1) })}
            />
          </div>
        ))}
        <Button
          className={classes.add ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => set({ lines: [...lines, NO_LINE] })}
        >
          {t('order.add')}
        </Button>
        <div className={classes.row}>
          <Field
            label={t('order.shipping')}
            value={shipping}
            change={(next) => set({ shipping: next })}
            max={14}
            inputMode="decimal"
            isOptional
          />
          <Field
            label={t('order.discount')}
            value={discount}
            change={(next) => set({ discount: next })}
            max={14}
            inputMode="decimal"
            isOptional
          />
        </div>
      </fieldset>
      <PaymentFields payment={payment} change={(next) => set({ payment: next })} />
    </>
  )
}
