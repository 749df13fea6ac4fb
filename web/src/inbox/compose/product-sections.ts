/** What is being put together for a list of products: sections, each with its codes. Pure. */
import { newUuid } from '../../ids.ts'
import { filled } from './form.ts'

export interface ProductSection {
  readonly key: string
  readonly title: string
  /** As they are typed or pasted: one per line, or with commas between. */
  readonly codes: string
}

export const blankProducts = (): ProductSection => ({ key: newUuid(), title: '', codes: '' })

/** Each product where it is named first, since WhatsApp takes none twice; without sections that hold none. */
export function givenProducts(sections: readonly ProductSection[]) {
  const named = new Set<string>()
  const isNew = (code: string) => code !== '' && !named.has(code) && named.add(code)
  return sections
    .map(({ title, codes }) => ({
      ...filled('title', title),
      product_items: codes
        .split(/[\n,;]+/)
        .map((code) => code.trim())
        .filter(isNew)
        .map((code) => ({ product_retailer_id: code })),
    }))
    .filter(({ product_items }) => product_items.length > 0)
}

export const countProducts = (given: ReturnType<typeof givenProducts>): number =>
  given.reduce((sum, { product_items }) => sum + product_items.length, 0)
