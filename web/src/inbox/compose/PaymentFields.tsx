import { NativeSelect } from '@mantine/core'
import type { InteractiveContent } from '@recado/contract/send/interactive'
import { useTranslation } from 'react-i18next'
import { webAddress } from '../kinds/reading.ts'
import classes from './compose.module.css'
import { Field } from './Field.tsx'

type Setting = Extract<InteractiveContent, { type: 'order_details' }>['action']['parameters']['payment_settings'][number]
const WAYS = ['pix_dynamic_code', 'payment_link', 'boleto'] as const
const KEY_TYPES = ['CNPJ', 'CPF', 'EMAIL', 'PHONE', 'EVP'] as const

export interface Payment {
  way: (typeof WAYS)[number]
  /** The Pix code, the address of the page, or the boleto's line of digits. */
  code: string
  merchant: string
  key: string
  keyType: (typeof KEY_TYPES)[number]
}
export const NO_PAYMENT: Payment = { way: 'pix_dynamic_code', code: '', merchant: '', key: '', keyType: 'CNPJ' }

export function isPayable({ way, code, merchant, key }: Payment): boolean {
  if (way === 'payment_link') return webAddress(code.trim()) !== null
  if (way === 'boleto') return /^[\d\s.-]{44,}$/.test(code.trim())
  return code.trim() !== '' && merchant.trim() !== '' && key.trim() !== ''
}

export function settingOf({ way, code, merchant, key, keyType }: Payment): Setting {
  switch (way) {
    case 'payment_link':
      return { type: way, payment_link: { uri: code.trim() } }
    case 'boleto':
      return { type: way, boleto: { digitable_line: code.replaceAll(/\D/g, '') } }
    case 'pix_dynamic_code':
      return { type: way, pix_dynamic_code: { code: code.trim(), merchant_name: merchant.trim(), key: key.trim(), key_type: keyType } }
  }
}

export function PaymentFields({ payment, change }: { payment: Payment; change(payment: Payment): void }) {
  const { t } = useTranslation('compose')
  const set = (next: Partial<Payment>) => change({ ...payment, ...next })
  return (
    <fieldset className={classes.group}>
      <legend>{t('order.payment')}</legend>
      <NativeSelect
        label={t('order.way')}
        value={payment.way}
        data={WAYS.map((way) => ({ value: way, label: t(`way.${way}`) }))}
        onChange={(event) => set({ way: WAYS.find((way) => way === event.currentTarget.value) ?? 'pix_dynamic_code' })}
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
