import { IconBarcode, IconCopy, IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { type Fields, fields, items, said, webAddress } from '../inbox/kinds/reading.ts'
import classes from './phone.module.css'

/** How an order can be paid: a page that opens, a code that is copied. Nothing is told to the business. */
export function PhonePayments({ parameters }: { parameters: Fields }) {
  const t = useText('kinds')
  return items(parameters.payment_settings).map((value) => {
    const way = fields(value)
    switch (said(way.type)) {
      case 'payment_link':
        return (
          <PhoneLink key="link" url={fields(way.payment_link).uri}>
            {t('payment.payment_link')}
          </PhoneLink>
        )
      case 'pix_dynamic_code':
        return (
          <Copied key="pix" icon={<IconCopy size={16} />} code={fields(way.pix_dynamic_code).code}>
            {t('payment.pix_dynamic_code')}
          </Copied>
        )
      case 'boleto':
        return (
          <Copied key="boleto" icon={<IconBarcode size={16} />} code={fields(way.boleto).digitable_line}>
            {t('payment.boleto')}
          </Copied>
        )
      default:
        return null
    }
  })
}

export function PhoneLink({ url, children }: { url: unknown; children: string }) {
  return (
    <a className={classes.templateButton} href={webAddress(url) ?? undefined} target="_blank" rel="noopener noreferrer">
      <IconExternalLink size={16} aria-hidden="true" />
      {children}
    </a>
  )
}

function Copied({ icon, code, children }: { icon: ReactNode; code: unknown; children: string }) {
  return (
    <button type="button" className={classes.templateButton} onClick={() => void navigator.clipboard?.writeText(said(code))}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </button>
  )
}
