/** The catalogue: all of it, one product, or several. */
import { z } from 'zod'
import { titledSections } from './choices.ts'
import { LIMITS } from './limits.ts'
import { body, eachOnce, footer, textHeader, words } from './parts.ts'

const catalogId = words(64)
const retailerId = words(LIMITS.retailerId)

export const catalogInteractive = z.strictObject({
  type: z.literal('catalog_message'),
  body,
  footer,
  action: z.strictObject({
    name: z.literal('catalog_message'),
    parameters: z.strictObject({ thumbnail_product_retailer_id: retailerId }).optional(),
  }),
})

export const productInteractive = z.strictObject({
  type: z.literal('product'),
  body: body.optional(),
  footer,
  action: z.strictObject({ catalog_id: catalogId, product_retailer_id: retailerId }),
})

const section = z.strictObject({
  title: words(LIMITS.sectionTitle).optional(),
  product_items: z
    .array(z.strictObject({ product_retailer_id: retailerId }))
    .min(1)
    .max(LIMITS.products),
})

export const productListInteractive = z.strictObject({
  type: z.literal('product_list'),
  header: textHeader,
  body,
  footer,
  action: z.strictObject({
    catalog_id: catalogId,
    sections: z
      .array(section)
      .min(1)
      .max(LIMITS.sections)
      .superRefine((sections, context) => {
        titledSections(context, sections)
        const items = sections.flatMap((one, at) =>
          one.product_items.map((item, place) => ({
            id: item.product_retailer_id,
            path: [at, 'product_items', place, 'product_retailer_id'],
          })),
        )
        if (items.length > LIMITS.products) {
          context.addIssue({ code: 'custom', params: { code: 'too_many' }, message: `at most ${LIMITS.products} products in all` })
        }
        eachOnce(context, items, { of: ({ id }) => id, pathOf: (index) => items[index]?.path ?? [] })
      }),
  }),
})
