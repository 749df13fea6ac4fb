import { z } from 'zod'
import { buttonsInteractive, listInteractive } from './choices.ts'
import { orderDetailsInteractive, orderStatusInteractive } from './orders.ts'
import { catalogInteractive, productInteractive, productListInteractive } from './products.ts'
import {
  callPermissionInteractive,
  contactRequestInteractive,
  flowInteractive,
  linkInteractive,
  locationRequestInteractive,
} from './requests.ts'

/** Meta's interactive object, by its `type`: each kind has a schema of its own with Meta's limits. */
export const interactiveContent = z.discriminatedUnion('type', [
  buttonsInteractive,
  listInteractive,
  linkInteractive,
  locationRequestInteractive,
  contactRequestInteractive,
  callPermissionInteractive,
  flowInteractive,
  catalogInteractive,
  productInteractive,
  productListInteractive,
  orderDetailsInteractive,
  orderStatusInteractive,
])
export type InteractiveContent = z.infer<typeof interactiveContent>
