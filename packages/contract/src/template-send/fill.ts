/** The object that is sent, made of what was filled in. Pure. */
import type { TemplateContent } from '../messages.ts'
import { type Part, text } from '../meta-part.ts'
import { orderIn, orderParameters } from '../order/order-draft.ts'
import { fileNameKey, numberIn, productsIn, type TemplateField } from './field.ts'
import { buttonsOf, cardsOf, type Shape, shapeOf, type Template, templateFields } from './fields.ts'

type Values = Readonly<Record<string, string>>
type Component = { type: string } & Part

/** Every field must have a value that `fieldProblem` lets pass. A file is named by our own id; Meta's takes its place when it goes out. */
export function fillTemplate(template: Template, values: Values): TemplateContent {
  const fields = templateFields(template)
  const components = partComponents(shapeOf(template), fields, values)
  const cards = cardsOf(template).map((card, card_index) => ({ card_index, components: partComponents(card, fields, values) }))
  const all = cards.length === 0 ? components : [...components, { type: 'carousel', cards }]
  return { name: template.name, language: { code: template.language }, ...(all.length > 0 ? { components: all } : {}) }
}

function partComponents(shape: Shape, all: readonly TemplateField[], values: Values): Component[] {
  const fields = all.filter((field) => field.card === shape.card)
  const of = (...places: readonly TemplateField['place'][]) => fields.filter(({ place }) => places.includes(place))
  const value = ({ id }: Pick<TemplateField, 'id'>) => (values[id] ?? '').trim()
  const parameter = (field: TemplateField) =>
    shape.format === 'NAMED' ? { type: 'text', parameter_name: field.name, text: value(field) } : { type: 'text', text: value(field) }
  const some = (type: string, parameters: readonly Part[]): Component[] => (parameters.length > 0 ? [{ type, parameters }] : [])
  return [
    ...some('header', [...of('header').map(parameter), ...of('file').map((field) => fileParameter(field, values))]),
    ...some('header', placeParameter(of('location'), value)),
    ...of('offer').map((field) => offerComponent(value(field))),
    ...some('body', of('body').map(parameter)),
    ...of('code').flatMap((code) => [
      { type: 'body', parameters: [{ type: 'text', text: value(code) }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: value(code) }] },
    ]),
    ...buttonsOf(shape).flatMap((button, index) => {
      const own = fields.filter((field) => field.button?.index === index)
      const sent = own.length === 0 ? null : buttonParameter(text(button.type), own, value)
      return sent === null ? [] : [{ type: 'button', sub_type: sent.subType, index: String(index), parameters: [sent.parameter] }]
    }),
  ]
}

function fileParameter(field: TemplateField, values: Values): Part {
  const filename = field.format === 'DOCUMENT' ? (values[fileNameKey(field)] ?? '').trim() : ''
  return { type: field.name, [field.name]: { id: values[field.id] ?? '', ...(filename === '' ? {} : { filename }) } }
}

function placeParameter(fields: readonly TemplateField[], value: (field: TemplateField) => string): Part[] {
  if (fields.length === 0) return []
  const given = fields.filter((field) => value(field) !== '')
  const location = Object.fromEntries(given.map((field) => [field.name, field.isOptional ? value(field) : numberIn(value(field))]))
  return [{ type: 'location', location }]
}

function offerComponent(end: string): Component {
  const parameter = { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: Date.parse(end) } }
  return { type: 'limited_time_offer', parameters: [parameter] }
}

/** null: the button goes as it was approved */
function buttonParameter(
  type: string,
  fields: readonly TemplateField[],
  value: (field: TemplateField) => string,
): { subType: string; parameter: Part } | null {
  const [first] = fields
  const written = first === undefined ? '' : value(first)
  const named = (name: string) => fields.filter((field) => field.name === name).map(value)[0] ?? ''
  const action = (subType: string, content: Part) => ({ subType, parameter: { type: 'action', action: content } })
  switch (type) {
    case 'URL':
      return { subType: 'url', parameter: { type: 'text', text: written } }
    case 'COPY_CODE':
      return { subType: 'copy_code', parameter: { type: 'coupon_code', coupon_code: written } }
    case 'QUICK_REPLY':
      return written === '' ? null : { subType: 'quick_reply', parameter: { type: 'payload', payload: written } }
    case 'FLOW': // Meta's own word for a token that nobody needs
      return action('flow', { flow_token: written || 'unused' })
    case 'ORDER_DETAILS': {
      const order = orderIn(written)
      return order === null ? null : action('order_details', { order_details: orderParameters(order) })
    }
    case 'CATALOG':
      return written === '' ? null : action('catalog', { thumbnail_product_retailer_id: written })
    case 'MPM':
      return action('mpm', {
        thumbnail_product_retailer_id: named('thumbnail'),
        sections: [
          {
            title: named('title'),
            product_items: productsIn(named('products')).map((product_retailer_id) => ({ product_retailer_id })),
          },
        ],
      })
    default:
      return null
  }
}
