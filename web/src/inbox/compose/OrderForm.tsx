import { newOrder, orderParameters, orderProblems } from '@recado/contract/order/order-draft'
import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import type { FormProps } from './form.ts'
import OrderFields from './OrderFields.tsx'
import { newReference } from './order-reference.ts'

/** An order the customer pays from the conversation: what, how much, and with Pix, a link or a boleto. */
export default function OrderForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [order, setOrder] = useState(() => newOrder(newReference()))
  const missing = [...(body.trim() === '' ? [t('body')] : []), ...orderProblems(order).map((part) => t(`order.${part}`))]
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'order_details',
          body: { text: body.trim() },
          action: { name: 'review_and_pay', parameters: orderParameters(order) },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={2} isFirst />
      <OrderFields order={order} change={setOrder} />
    </FormFrame>
  )
}
