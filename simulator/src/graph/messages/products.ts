/** What Meta checks of messages that show the catalogue. */
import { wrong } from '../refusal.ts'
import { distinct, type Fields, list, object, words } from './check.ts'

const MOST = { sections: 10, products: 30, sectionTitle: 24, catalogId: 64, retailerId: 100 }

export function oneProduct(action: Fields): void {
  words(action.catalog_id, 'action.catalog_id', MOST.catalogId)
  words(action.product_retailer_id, 'action.product_retailer_id', MOST.retailerId)
}

export function severalProducts(action: Fields): void {
  words(action.catalog_id, 'action.catalog_id', MOST.catalogId)
  const sections = list(action.sections, 'action.sections', { min: 1, max: MOST.sections }).map((section, index) => {
    const at = `action.sections[${index}]`
    return { at, section: object(section, at) }
  })
  const ids = sections.flatMap(({ at, section }) => {
    if (sections.length > 1 || section.title !== undefined) words(section.title, `${at}.title`, MOST.sectionTitle)
    return list(section.product_items, `${at}.product_items`, { min: 1, max: MOST.products }).map((item, place) => {
      const path = `${at}.product_items[${place}]`
      return words(object(item, path).product_retailer_id, `${path}.product_retailer_id`, MOST.retailerId)
    })
  })
  if (ids.length > MOST.products) throw wrong(`Parameter 'action.sections' has ${ids.length} products, the limit is ${MOST.products}`)
  distinct(ids, 'action.sections.product_items')
}

export function wholeCatalog(action: Fields): void {
  if (action.name !== 'catalog_message') throw wrong("Parameter 'action.name' must be 'catalog_message'")
  if (action.parameters === undefined) return
  const { thumbnail_product_retailer_id: thumbnail } = object(action.parameters, 'action.parameters')
  words(thumbnail, 'action.parameters.thumbnail_product_retailer_id', MOST.retailerId)
}
