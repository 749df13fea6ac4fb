import { NativeSelect } from '@mantine/core'
import { KEY_TYPES, PAY_WAYS, type Payment } from '@recado/contract/order/order-draft'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'
import { Field } from './Field.tsx'

export function PaymentFields({ payment, change }: { payment: Payment; change(payment: Payment): void }) {
  const { t } = useTranslation('compose')
  const set = (next: Partial<Payment>) => change({ ...payment, ...next })
  return (
    <fieldset className={classes.group}>
      <legend>{t('order.payment')}</legend>
      <NativeSelect
        label={t('order.way')}
        value={payment.way}
        data={PAY_WAYS.map((way) => ({ value: way, label: t(`way.${way}`) }))}
        onChange={(event) => set({ way: PAY_WAYS.find((way) => way === event.currentTarget.value) ?? 'pix_dynamic_code' })}
      />
      <Field
        label={t(`wayCode.${payment.way}`)}
        value={payment.code}
        change={(code) => set({ code })}
        max={payment.way === 'boleto' ? 200 : 2000}
      />
      {payment.way === 'pix_dynamic_code' ? (
        <>
          <Field label={t('pix.merchant')} value={payment.merchant} change={(merchant) => set({ merchant })} max={200} />
          <div className={classes.row}>
            <Field label={t('pix.key')} value={payment.key} change={(key) => set({ key })} max={200} />
            <NativeSelect
              className={classes.narrow}
              label={t('pix.keyType')}
              value={payment.keyType}
              data={KEY_TYPES.map((type) => ({ value: type, label: t(`pix.type.${type}`) }))}
              onChange={(event) => set({ keyType: KEY_TYPES.find((type) => type === event.currentTarget.value) ?? 'CNPJ' })}
            />
          </div>
        </>
      ) : null}
    </fieldset>
  )
}
