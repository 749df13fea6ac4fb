import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { webAddress } from '../kinds/reading.ts'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, headerPart, textPart } from './form.ts'

export default function LinkForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [label, setLabel] = useState('')
  const [url, setUrl] = useState('')
  const [header, setHeader] = useState('')
  const [footer, setFooter] = useState('')
  const missing = [
    body.trim() === '' ? t('body') : null,
    label.trim() === '' ? t('link.label') : null,
    webAddress(url.trim()) === null ? t('link.url') : null,
  ].filter((name) => name !== null)
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'cta_url',
          ...headerPart(header),
          body: { text: body.trim() },
          ...textPart('footer', footer),
          action: { name: 'cta_url', parameters: { display_text: label.trim(), url: url.trim() } },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={3} isFirst />
      <Field label={t('link.label')} value={label} change={setLabel} max={LIMITS.linkText} />
      <Field label={t('link.url')} hint={t('link.urlHint')} value={url} change={setUrl} max={LIMITS.url} inputMode="url" />
      <Field label={t('header')} value={header} change={setHeader} max={LIMITS.headerText} isOptional />
      <Field label={t('footer')} value={footer} change={setFooter} max={LIMITS.footer} isOptional />
    </FormFrame>
  )
}
