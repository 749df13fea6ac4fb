/**
 * Every answer of the simulator for an operation that Meta's own OpenAPI file describes (Business Messaging API, v23.0, November 2025),
 * against that file: the answer validates, and has no property that the file does not name except those listed here, which later
 * documentation of Meta adds. The webhooks are held against the examples in the file. It lies beside the project and is never copied
 * into it; where it is absent these tests are skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Answer, type Any, type Stage, stage } from '../../simulator/src/test/stage.ts'
import { OPERATIONS, type Operation, REFUSALS } from './simulator-operations.ts'

const FILE = new URL('../../../shared/protocol/openapi/business-messaging-api_v23.0.yaml', import.meta.url)
const EXAMPLES = new URL('../../../shared/protocol/webhooks/', import.meta.url)
const isThere = existsSync(FILE) && existsSync(EXAMPLES)

/** The file writes {WABA-ID} in three ways. */
const NAMES = ['{WABA-ID}', '{WhatsApp-Business-Account-ID}']

describe.skipIf(!isThere)('answers against Meta’s OpenAPI file (skipped where ../shared/protocol is absent)', () => {
  const file: Any = isThere ? parse(readFileSync(FILE, 'utf8')) : {}
  let s: Stage
  beforeAll(async () => {
    s = await stage()
    await s.writes('Oi')
  })
  afterAll(() => s.close())

  function responseOf(operation: string, status: number): Any {
    const [method = '', path = ''] = operation.split(' ')
    const found = NAMES.map((name) => file.paths[`/{Version}${path.replace('{WABA-ID}', name)}`]).find(
      (each) => each?.[method.toLowerCase()],
    )
    const response = resolve(found?.[method.toLowerCase()].responses[String(status)])
    if (response === undefined) throw new Error(`${operation} has no ${status} in Meta's file`)
    return response.content['application/json'].schema
  }
  function resolve(node: Any): Any {
    return node?.$ref === undefined
      ? node
      : node.$ref
          .slice(2)
          .split('/')
          .reduce((at: Any, key: string) => at[key], file)
  }
  function validator(schema: Any): ValidateFunction {
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
    formats.default(ajv)
    return ajv.compile({ ...schema, components: file.components })
  }
  /** Paths of properties that the file does not name. */
  function unnamed(schema: Any, value: Any, path = ''): string[] {
    const known = resolve(schema)
    if (Array.isArray(value)) return value.flatMap((each) => unnamed(known?.items, each, `${path}[]`))
    if (typeof value !== 'object' || value === null) return []
    const properties = propertiesOf(known)
    if (properties === null) return []
    return Object.entries(value).flatMap(([name, inner]) => {
      const here = path === '' ? name : `${path}.${name}`
      return name in properties ? unnamed(properties[name], inner, here) : [here]
    })
  }
  /** null: the file says nothing about what is inside. */
  function propertiesOf(schema: Any): Any {
    const parts = [schema, ...(schema?.oneOf ?? []), ...(schema?.allOf ?? [])].map(resolve).filter((part) => part?.properties !== undefined)
    return parts.length === 0 ? null : Object.assign({}, ...parts.map((part) => part.properties))
  }

  test.each(Object.keys(OPERATIONS))('%s', async (operation) => {
    const { call, newer = [], mended } = OPERATIONS[operation] as Operation
    const { status, body } = await call(s)
    expect(body.error).toBeUndefined()
    expect(status).toBe(200)
    const schema = responseOf(operation, 200)
    const shown = mended ? mended.mend(body) : body
    const validate = validator(schema)
    expect(validate(shown) ? [] : validate.errors).toEqual([])
    const allowed = new Set(newer)
    const isAllowed = (path: string) => allowed.has(path) || allowed.has(path.replace(/[^.]+$/, '*'))
    expect([...new Set(unnamed(schema, shown))].filter((path) => !isAllowed(path))).toEqual([])
  })

  test.each(Object.keys(REFUSALS))('%s, refused', async (operation) => {
    const { status, body } = await (REFUSALS[operation] as (on: Stage) => Promise<Answer>)(s)
    const validate = validator(responseOf(operation, status))
    expect(validate(body) ? [] : validate.errors).toEqual([])
    expect(body.error.code).toBeGreaterThan(0)
  })

  test('no operation that the simulator has is missing here', async () => {
    const here = new Set(Object.keys(OPERATIONS))
    const edges = await import('../../simulator/src/graph/edges.ts')
    const nodes: Record<string, Record<string, unknown>> = {
      '{Phone-Number-ID}': { ...edges.NUMBER_EDGES, 'POST messages': true },
      '{WABA-ID}': edges.ACCOUNT_EDGES.waba,
      '{TEMPLATE_ID}': edges.ACCOUNT_EDGES.template,
      '{Media-ID}': edges.ACCOUNT_EDGES.media,
      '{Business-ID}': edges.ACCOUNT_EDGES.business,
    }
    const offered = Object.entries(nodes).flatMap(([node, table]) =>
      Object.keys(table).map((key) => {
        const [method, edge] = key.split(' ')
        return edge ? `${method} /${node}/${edge}` : `${method} /${node}`
      }),
    )
    // The file deletes a code by its own path, and does not have what the documentation says of usernames, linked catalogues, and of
    // figures, copies, pauses and archives of templates.
    expect(offered.filter((operation) => !here.has(operation))).toEqual([
      'GET /{Phone-Number-ID}/username',
      'POST /{Phone-Number-ID}/username',
      'DELETE /{Phone-Number-ID}/username',
      'GET /{Phone-Number-ID}/username_suggestions',
      'DELETE /{Phone-Number-ID}/message_qrdls',
      'POST /{Phone-Number-ID}/smb_app_data', // the documentation of coexistence has it
      'GET /{WABA-ID}/product_catalogs',
      'GET /{WABA-ID}/template_analytics',
      'POST /{WABA-ID}/migrate_message_templates',
      'POST /{WABA-ID}/message_templates/archive',
      'POST /{WABA-ID}/message_templates/unarchive',
      'POST /{TEMPLATE_ID}/unpause',
    ])
  })

  test('reports', async () => {
    const wamid = await s.sendText('Oi')
    await s.business.untilStatus(wamid, 'delivered')
    const failed = (await s.send({ to: '+55 000 131026', text: { body: 'Oi' } })).body.messages[0].id
    await s.business.untilStatus(failed, 'failed')
    const values = s.business.calls.flatMap(({ body }) =>
      body.entry.flatMap((entry: Any) => entry.changes.map((change: Any) => change.value)),
    )
    const reports = values.filter((value) => value.statuses)
    expect(reports.length).toBeGreaterThanOrEqual(3)
    const validate = validator({ $ref: '#/components/schemas/StatusMessageValue' })
    for (const value of reports) {
      expect(validate(value) ? [] : validate.errors).toEqual([])
      const known = new Set(['contacts', 'statuses[].recipient_user_id', 'statuses[].biz_opaque_callback_data', 'statuses[].pricing.type'])
      expect(unnamed({ $ref: '#/components/schemas/StatusMessageValue' }, value).filter((path) => !known.has(path))).toEqual([])
    }
  })
})

const PIXEL = 'data:image/jpeg;base64,/9j/4AAQSkZJRg=='
/** The schemas that the file gives for incoming messages are those of outgoing ones (they demand `to`); its examples are right. */
const messageExamples = isThere
  ? readdirSync(EXAMPLES).filter((name) => /^meta-openapi-.*message.*\.json$/.test(name) && !/group|system/.test(name))
  : []

describe.skipIf(!isThere)('a customer’s message is told as in Meta’s own example (skipped where ../shared/protocol is absent)', () => {
  let s: Stage
  beforeAll(async () => {
    s = await stage()
    await s.writes('Oi')
  })
  afterAll(() => s.close())

  test.each(messageExamples)('%s', async (name) => {
    const example: Any = JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')).entry[0].changes[0].value
    const message = example.messages[0]
    const quoted = await s.sendText('Olá')
    await s.business.untilStatus(quoted, 'delivered')
    const posted = await s.api('POST', `/customers/${s.customer.id}/chats/${s.made.phoneNumberId}/messages`, {
      type: message.type,
      [message.type]: contentFor(message, quoted),
      ...(message.context ? { context: { message_id: quoted } } : {}),
      ...(message.referral ? { referral: message.referral } : {}),
    })
    expect(posted.status).toBe(201)
    const value = await s.business.until(() => valueWith(s, posted.body.id))
    expect(shape(value.messages[0])).toEqual({ ...shape(message), from_user_id: 'string', ...extras(message.type) })
    expect(shape(value.contacts[0])).toEqual({ ...shape(example.contacts[0]), user_id: 'string' })
    expect(shape(value.metadata)).toEqual(shape(example.metadata))
  })
})

function contentFor(message: Any, quoted: string): Any {
  if (message.type === 'image') return { dataUrl: PIXEL, caption: message.image.caption }
  return message.type === 'reaction' ? { ...message.reaction, message_id: quoted } : message[message.type]
}

/** What Meta's documentation added after this file. */
function extras(type: string): Any {
  if (type === 'image') return { image: { id: 'string', mime_type: 'string', sha256: 'string', caption: 'string', url: 'string' } }
  return type === 'unsupported' ? { unsupported: { type: 'string' } } : {}
}

function valueWith(s: Stage, wamid: string): Any {
  const values = s.business.calls.flatMap(({ body }) =>
    body.entry.flatMap((entry: Any) => entry.changes.map((change: Any) => change.value)),
  )
  return values.find((value) => value.messages?.some((message: Any) => message.id === wamid))
}

/** Names and kinds, without what is said. A product enquiry's catalogue part is beyond this simulator's phones. */
function shape(value: Any): Any {
  if (Array.isArray(value)) return value.map(shape)
  if (typeof value !== 'object' || value === null) return typeof value
  const entries = Object.entries(value).filter(([name]) => name !== 'referred_product')
  return Object.fromEntries(entries.map(([name, inner]) => [name, shape(inner)]))
}
