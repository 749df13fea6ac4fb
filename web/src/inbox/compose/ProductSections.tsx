import { LIMITS } from '@recado/contract/send/limits'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'
import { Field } from './Field.tsx'
import { blankProducts, type ProductSection } from './product-sections.ts'
import { AddSection, SectionTitle } from './Sections.tsx'

interface Props {
  sections: readonly ProductSection[]
  change(sections: readonly ProductSection[]): void
}

/** As many codes as are allowed, each as long as is allowed, with what separates them. */
const MOST_LETTERS = LIMITS.products * (LIMITS.retailerId + 2)

/** The products of a message. One section needs no title and shows none; the second one brings titles for both. */
export function ProductSections({ sections, change }: Props) {
  const { t } = useTranslation('compose')
  const edit = (key: string, next: Partial<ProductSection>) =>
    change(sections.map((section) => (section.key === key ? { ...section, ...next } : section)))
  const codes = ({ key, codes: written }: ProductSection, label: string) => (
    <Field
      label={label}
      hint={t('catalog.productsHint')}
      value={written}
      change={(next) => edit(key, { codes: next })}
      max={MOST_LETTERS}
      rows={3}
    />
  )
  const [only, ...others] = sections
  return (
    <>
      {only !== undefined && others.length === 0
        ? codes(only, t('catalog.products'))
        : sections.map((section, at) => (
            <fieldset className={classes.group} key={section.key}>
              <legend>{t('list.section', { n: at + 1 })}</legend>
              <SectionTitle
                n={at + 1}
                title={section.title}
                change={(title) => edit(section.key, { title })}
                remove={() => change(sections.filter(({ key }) => key !== section.key))}
              />
              {codes(section, t('catalog.productsOf', { n: at + 1 }))}
            </fieldset>
          ))}
      <AddSection isFull={sections.length >= LIMITS.sections} add={() => change([...sections, blankProducts()])} />
    </>
  )
}
