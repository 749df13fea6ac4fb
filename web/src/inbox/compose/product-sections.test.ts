import { LIMITS } from '@recado/contract/send/limits'
import { productListInteractive } from '@recado/contract/send/products'
import { expect, test } from 'vitest'
import { blankProducts, countProducts, givenProducts, type ProductSection } from './product-sections.ts'

const section = (title: string, codes: string): ProductSection => ({ key: title, title, codes })

test('codes are taken apart however they are pasted, each once, and what is empty is left out', () => {
  const given = givenProducts([
    section(' Pães ', 'sku1, sku2;sku1\n\n sku3 '),
    blankProducts(),
    section('Bolos', 'sku4\r\nsku2'),
    section('Nada', 'sku3'),
  ])
  expect(given).toEqual([
    { title: 'Pães', product_items: ['sku1', 'sku2', 'sku3'].map((code) => ({ product_retailer_id: code })) },
    { title: 'Bolos', product_items: [{ product_retailer_id: 'sku4' }] },
  ])
  expect(countProducts(given)).toBe(4)
})

test('as many sections and products as WhatsApp takes can be sent; several need titles', () => {
  const sent = (sections: readonly ProductSection[]) =>
    productListInteractive.safeParse({
      type: 'product_list',
      header: { type: 'text', text: 'Da casa' },
      body: { text: 'Escolha' },
      action: { catalog_id: '99', sections: givenProducts(sections) },
    }).success
  const full = Array.from({ length: LIMITS.sections }, (_, at) => section(`S${at}`, `a${at},b${at},c${at}`))
  expect(sent(full)).toBe(true)
  expect(sent([...full, section('mais', 'z')])).toBe(false)
  expect(sent([section('', 'a,b')])).toBe(true)
  expect(sent([section('Um', 'a'), section('', 'b')])).toBe(false)
})
