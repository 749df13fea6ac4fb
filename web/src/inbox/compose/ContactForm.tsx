import type { ContactCard } from '@recado/contract/send/contacts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EMAIL } from '../../ui/form-errors.ts'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import type { FormProps } from './form.ts'

export default function ContactForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [email, setEmail] = useState('')
  const [company, setCompany] = useState('')
  const digits = phone.replaceAll(/\D/g, '')
  const isPhone = digits.length >= 8 && digits.length <= 15
  const missing = [
    name.trim() === '' ? t('contact.name') : null,
    isPhone ? null : t('contact.phone'),
    email.trim() !== '' && !EMAIL.test(email.trim()) ? t('contact.email') : null,
  ].filter((label) => label !== null)
  return (
    <FormFrame
      {...props}
      draft={{ type: 'contacts', contacts: [card({ name, phone, email, company, digits })] }}
      text={name.trim()}
      missing={missing}
    >
      <Field label={t('contact.name')} value={name} change={setName} max={200} isFirst />
      <Field label={t('contact.phone')} hint={t('contact.phoneHint')} value={phone} change={setPhone} max={40} inputMode="tel" />
      <Field label={t('contact.company')} value={company} change={setCompany} max={200} isOptional />
      <Field label={t('contact.email')} value={email} change={setEmail} max={254} inputMode="email" isOptional />
    </FormFrame>
  )
}

/** The WhatsApp id gives the customer a button that opens a conversation. */
function card({ name, phone, email, company, digits }: Record<'name' | 'phone' | 'email' | 'company' | 'digits', string>): ContactCard {
  const [first, ...rest] = name.trim().split(/\s+/)
  return {
    name: { formatted_name: name.trim(), first_name: first ?? '', ...(rest.length > 0 && { last_name: rest.join(' ') }) },
    phones: [{ phone: phone.trim(), type: 'WORK', wa_id: digits }],
    ...(email.trim() !== '' && { emails: [{ email: email.trim(), type: 'WORK' }] }),
    ...(company.trim() !== '' && { org: { company: company.trim() } }),
  }
}
