import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import type { FormProps } from './form.ts'

/** The whole catalogue, with the picture of one product. */
export default function CatalogForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [thumbnail, setThumbnail] = useState('')
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'catalog_message',
          body: { text: body.trim() },
          action: {
            name: 'catalog_message',
            ...(thumbnail.trim() !== '' && { parameters: { thumbnail_product_retailer_id: thumbnail.trim() } }),
          },
        },
      }}
      text={body.trim()}
      missing={body.trim() === '' ? [t('body')] : []}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={3} isFirst />
      <Field
        label={t('catalog.thumbnail')}
        hint={t('catalog.thumbnailHint')}
        value={thumbnail}
        change={setThumbnail}
        max={LIMITS.retailerId}
        isOptional
      />
    </FormFrame>
  )
}
