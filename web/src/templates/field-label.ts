import type { TemplateField } from '@recado/contract/template-send/field'
import type { TFunction } from 'i18next'

/** What a field is called: its own name where Meta lets it have one, else its place. */
export function fieldLabel(t: TFunction<'templates'>, field: TemplateField): string {
  switch (field.place) {
    case 'code':
      return t('field.code')
    case 'coupon':
      return t('field.coupon')
    case 'url':
      return t('field.button', { button: field.button?.text ?? '' })
    case 'header':
    case 'body':
      return /^\d+$/.test(field.name)
        ? t(field.place === 'header' ? 'field.header' : 'field.body', { name: field.name })
        : readable(field.name)
    case 'file':
      return t(`field.file.${field.format ?? 'DOCUMENT'}`)
    case 'location':
      return t(`field.location.${PLACE_PARTS.find((part) => part === field.name) ?? 'name'}`)
    case 'offer':
      return t('field.offer')
    case 'order':
      return t('field.order')
    case 'payload':
      return t('field.payload', { button: field.button?.text ?? '' })
    case 'flow':
      return t('field.flow', { button: field.button?.text ?? '' })
    case 'products':
      return t(`field.products.${PRODUCT_PARTS.find((part) => part === field.name) ?? 'products'}`)
  }
}

const PLACE_PARTS = ['latitude', 'longitude', 'name', 'address'] as const
const PRODUCT_PARTS = ['thumbnail', 'title', 'products'] as const

function readable(name: string): string {
  const words = name.replace(/_/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A field that asks for the person's name, by what it is called or by how the template goes: "Oi, {{1}}". */
export function asksForName(field: TemplateField, before: string): boolean {
  if (field.place !== 'body') return false
  if (/^(first_?name|name|nome|primeiro_?nome|cliente|customer(_?name)?|nombre|contact_?name)$/i.test(field.name)) return true
  return (
    field.name === '1' &&
    /(^|\s)(oi|olá|ola|hi|hello|hey|hola|prezad[oa]|dear|estimad[oa]|bom dia|boa tarde|boa noite)[,!]?\s+$/i.test(before)
  )
}
