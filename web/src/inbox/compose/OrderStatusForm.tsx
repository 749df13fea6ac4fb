import { NativeSelect } from '@mantine/core'
import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, filled } from './form.ts'

const STATUSES = ['processing', 'shipped', 'completed', 'canceled', 'pending'] as const
const PAYMENTS = ['captured', 'pending', 'failed'] as const

/** What became of an order sent before: the customer sees it on the order. */
export default function OrderStatusForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const { t: said } = useTranslation('kinds')
  const [body, setBody] = useState('')
  const [reference, setReference] = useState('')
  const [status, setStatus] = useState<(typeof STATUSES)[number]>('processing')
  const [payment, setPayment] = useState<(typeof PAYMENTS)[number] | null>(null)
  const [description, setDescription] = useState('')
  const [now] = useState(() => Math.floor(Date.now() / 1000))
  const missing = [body.trim() === '' ? t('body') : null, /^[\w.-]{1,35}$/.test(reference) ? null : t('order.reference')].filter(
    (name) => name !== null,
  )
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'order_status',
          body: { text: body.trim() },
          action: {
            name: 'review_order',
            parameters: {
              reference_id: reference,
              order: { status, ...filled('description', description) },
              ...(payment !== null && { payment: { status: payment, timestamp: now } }),
            },
          },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field
        label={t('order.reference')}
        hint={t('order.referenceOf')}
        value={reference}
        change={setReference}
        max={LIMITS.orderReference}
        isFirst
      />
      <NativeSelect
        label={t('order.status')}
        value={status}
        data={STATUSES.map((value) => ({ value, label: said(`orderStatus.${value}`) }))}
        onChange={(event) => setStatus(STATUSES.find((value) => value === event.currentTarget.value) ?? 'processing')}
      />
      <NativeSelect
        label={t('order.payment')}
        value={payment ?? ''}
        data={[
          { value: '', label: t('order.paymentUnsaid') },
          ...PAYMENTS.map((value) => ({ value, label: said(`paymentStatus.${value}`) })),
        ]}
        onChange={(event) => setPayment(PAYMENTS.find((value) => value === event.currentTarget.value) ?? null)}
      />
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={2} />
      <Field label={t('order.description')} value={description} change={setDescription} max={120} isOptional />
    </FormFrame>
  )
}
