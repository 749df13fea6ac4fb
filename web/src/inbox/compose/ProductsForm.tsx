import type { InteractiveContent } from '@recado/contract/send/interactive'
import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, textPart } from './form.ts'
import { ProductSections } from './ProductSections.tsx'
import { blankProducts, countProducts, givenProducts, type ProductSection } from './product-sections.ts'

/** One product, or several under a title, in sections where that helps. */
export default function ProductsForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [title, setTitle] = useState('')
  const [catalogId, setCatalogId] = useState('')
  const [sections, setSections] = useState<readonly ProductSection[]>(() => [blankProducts()])
  const given = givenProducts(sections)
  const count = countProducts(given)
  const isList = count > 1
  const missing = [
    catalogId.trim() === '' ? t('catalog.id') : null,
    count === 0 ? t('catalog.products') : null,
    count > LIMITS.products ? t('catalog.fewer', { count: count - LIMITS.products }) : null,
    given.length > 1 && given.some((section) => section.title === undefined) ? t('list.titles') : null,
    isList && body.trim() === '' ? t('body') : null,
    isList && title.trim() === '' ? t('header') : null,
  ].filter((name) => name !== null)
  const draft = { given, body: body.trim(), title: title.trim(), catalogId: catalogId.trim() }
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
      <ProductSections sections={sections} change={setSections} />
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
  given: ReturnType<typeof givenProducts>
  body: string
  title: string
  catalogId: string
}

const one = ({ given, body, catalogId }: Products): InteractiveContent => ({
  type: 'product',
  ...textPart('body', body),
  action: { catalog_id: catalogId, product_retailer_id: given[0]?.product_items[0]?.product_retailer_id ?? '' },
})

const several = ({ given, body, title, catalogId }: Products): InteractiveContent => ({
  type: 'product_list',
  header: { type: 'text', text: title },
  body: { text: body },
  action: { catalog_id: catalogId, sections: given },
})
