import type { InteractiveContent } from '@recado/contract/send/interactive'
import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, textPart } from './form.ts'

/** The whole catalogue, with the picture of one product. */
export function CatalogForm(props: FormProps) {
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

/** One product, or several under a title. */
export function ProductsForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [title, setTitle] = useState('')
  const [catalogId, setCatalogId] = useState('')
  const [codes, setCodes] = useState('')
  const ids = [...new Set(codes.split(/[\n,;]+/).map((code) => code.trim()))].filter(Boolean)
  const isList = ids.length > 1
  const missing = [
    catalogId.trim() === '' ? t('catalog.id') : null,
    ids.length === 0 || ids.length > LIMITS.products ? t('catalog.products') : null,
    isList && body.trim() === '' ? t('body') : null,
    isList && title.trim() === '' ? t('header') : null,
  ].filter((name) => name !== null)
  const draft = { ids, body: body.trim(), title: title.trim(), catalogId: catalogId.trim() }
  return (
    <FormFrame
      {...props}
      draft={{ type: 'interactive', interactive: isList ? several(draft) : one(draft) }}
      text={body.trim()}
      missing={missing}
    >
      <Field
        label={t('catalog.id')}
        hint={t('catalog.idHint')}
        value={catalogId}
        change={setCatalogId}
        max={64}
        inputMode="numeric"
        isFirst
      />
      <Field label={t('catalog.products')} hint={t('catalog.productsHint')} value={codes} change={setCodes} max={3100} rows={3} />
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={2} isOptional={!isList} />
      <Field
        label={t('header')}
        hint={t('catalog.headerHint')}
        value={title}
        change={setTitle}
        max={LIMITS.headerText}
        isOptional={!isList}
      />
    </FormFrame>
  )
}

interface Products {
  ids: readonly string[]
  body: string
  title: string
  catalogId: string
}

const one = ({ ids, body, catalogId }: Products): InteractiveContent => ({
  type: 'product',
  ...textPart('body', body),
  action: { catalog_id: catalogId, product_retailer_id: ids[0] ?? '' },
})

const several = ({ ids, body, title, catalogId }: Products): InteractiveContent => ({
  type: 'product_list',
  header: { type: 'text', text: title },
  body: { text: body },
  action: { catalog_id: catalogId, sections: [{ product_items: ids.map((id) => ({ product_retailer_id: id })) }] },
})
