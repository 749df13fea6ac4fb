/**
 * Every request our Graph client makes, against Meta's own OpenAPI file (Business Messaging API, v23.0, November 2025). The file lies
 * beside the project and is never copied into it; where it is absent these tests are skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createGraphClient, type GraphClient, type GraphTarget } from '../../server/src/outbound/graph-client.ts'
import { CALLS, ids } from './graph-calls.ts'

const FILE = new URL('../../../shared/protocol/openapi/business-messaging-api_v23.0.yaml', import.meta.url)

interface Recorded {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: unknown
}

/** Of the Graph API as a whole, and so in no operation's own list: proof of the secret, field expansion, paging by cursors. */
const GRAPH_WIDE = ['appsecret_proof', 'fields', 'limit', 'after']

/** What calls are made with, and none of them. */
const NO_CALLS = ['graph-allowance.ts', 'graph-answer.ts', 'graph-client.ts', 'graph-files.ts', 'graph-transport.ts']
const OUTBOUND = new URL('../../server/src/outbound/', import.meta.url)

test('every function of the client that calls Graph is called here', async () => {
  const files = readdirSync(OUTBOUND).filter((name) => /^graph-[a-z-]+\.ts$/.test(name) && !NO_CALLS.includes(name))
  const modules: object[] = await Promise.all(files.map((name) => import(new URL(name, OUTBOUND).href)))
  expect(files.length).toBeGreaterThan(10)
  expect(modules.flatMap((module) => Object.keys(module)).filter((name) => !(name in CALLS))).toEqual([])
})

describe.skipIf(!existsSync(FILE))("requests against Meta's OpenAPI file (skipped where ../shared/protocol/openapi is absent)", () => {
  const seen: Recorded[] = []
  let meta: Awaited<ReturnType<typeof readFile>>
  let graph: GraphClient
  let close: () => void
  let target: GraphTarget

  beforeAll(async () => {
    meta = await readFile()
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://graph')
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        const recorded = {
          method: request.method?.toLowerCase() ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
        }
        seen.push({ ...recorded, body: body === '' ? undefined : JSON.parse(body) })
        response.end('{"success":true,"id":"1","name":"Padaria","phone_numbers":{"data":[]}}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    graph = createGraphClient({ trustedUrls: () => [origin] })
    target = { baseUrl: `${origin}/v23.0`, token: 'EAAtoken', appSecret: 'secret' }
    close = () => server.close()
  })
  afterAll(async () => {
    await graph?.close()
    close?.()
  })

  async function request(name: string): Promise<Recorded> {
    seen.length = 0
    await CALLS[name]?.call(graph, target)
    const [only] = seen
    if (only === undefined || seen.length > 1) throw new Error(`${name} made ${seen.length} requests`)
    return only
  }

  test.each(Object.keys(CALLS).filter((name) => CALLS[name]?.operation !== null))('%s', async (name) => {
    const made = await request(name)
    const operation = meta.operationOf(made.method, made.path)
    expect(operation?.id).toBe(CALLS[name]?.operation)
    for (const { name: parameter, schema } of operation?.parameters ?? []) {
      if (parameter.in === 'path') expect(meta.accepts(schema, operation?.path[parameter.name])).toEqual([])
      const header = parameter.in === 'header' ? made.headers[parameter.name.toLowerCase()] : undefined
      if (header !== undefined) expect(meta.accepts(schema, header)).toEqual([])
      if (parameter.in === 'query' && made.query.has(parameter.name))
        expect(meta.accepts(schema, meta.typed(schema, made.query.get(parameter.name)))).toEqual([])
    }
    expect(made.headers).toMatchObject({ authorization: 'Bearer EAAtoken', 'user-agent': expect.any(String) })
    const declared = (operation?.parameters ?? []).map(({ name: parameter }) => parameter.name)
    expect([...made.query.keys()].filter((key) => !declared.includes(key) && !GRAPH_WIDE.includes(key))).toEqual([])
    const { mended } = CALLS[name] ?? {}
    if (operation?.body) expect(meta.acceptsBody(operation.body, mended ? mended.mend(made.body) : made.body)).toEqual([])
    else expect(made.body).toBeUndefined()
    if (made.body !== undefined) expect(made.headers['content-type']).toBe('application/json')
  })

  test('the operations covered', () => {
    const covered = new Set(Object.values(CALLS).flatMap(({ operation }) => operation ?? []))
    expect([...covered].sort()).toEqual([
      'GraphWhatsAppBusinessAccountToNumberCurrentStatusOfficialBusinessAccountPost',
      'blockUserS', // the file's own spelling
      'configureConversationalAutomation',
      'createAuthenticationTemplateWOtpCopyCodeButton', // the file names the whole operation after one of its examples
      'createOrUpdateQrCode',
      'createWhatsAppBusinessAccountPhoneNumber',
      'deleteIndividualQrCode',
      'deleteTemplateByName',
      'deregisterPhoneNumber',
      'editTemplate',
      'getAllSubscriptionsForAWaba',
      'getBlockedUsers',
      'getCommerceSettings',
      'getPhoneNumberById',
      'getPhoneNumberSettings',
      'getTemplateByIdDefaultFields', // likewise
      'getTemplateByNameDefaultFields', // likewise
      'getWhatsAppBusinessAccountDetails',
      'getWhatsAppBusinessAccountPhoneNumbers',
      'getWhatsAppBusinessProfile',
      'listAllQrCodes',
      'listFlows',
      'registerWhatsAppBusinessPhoneNumber',
      'requestVerificationCode',
      'sendMessage',
      'setOrUpdateCommerceSettings',
      'subscribeToWabaWebhooks',
      'unblockUserS',
      'unsubscribeFromWabaWebhooks',
      'updatePhoneNumberSettings',
      'updatePhoneNumberStatus',
      'updateWhatsAppBusinessProfileInformation',
      'verifyPhoneNumberCode',
    ])
  })

  test('a request that is not as Meta wants it would be noticed', async () => {
    const { body } = await request('a text')
    const operation = meta.operationOf('post', `/v23.0/${ids.phoneNumberId}/messages`)
    const wrong = [
      { ...(body as object), to: 5 },
      { ...(body as object), type: 'txt' },
      { ...(body as object), recipient_type: 'somebody' },
      { ...(body as object), text: 'Olá' },
      {},
    ]
    for (const bad of wrong) expect(meta.acceptsBody(operation?.body ?? '', bad)).not.toEqual([])
  })

  describe('where the file is wrong', () => {
    test('it refuses its own example of a text: a closed schema inside allOf forbids what its other half requires', () => {
      expect(meta.unamended('TextMessage', meta.example('Send Text Message'))).not.toEqual([])
      expect(meta.accepts('#/components/schemas/TextMessage', meta.example('Send Text Message'))).toEqual([])
    })

    test('it refuses its own example of a read receipt: the operation has a schema for messages only', () => {
      const example = meta.example('Send typing indicator and read receipt')
      expect(meta.unamended('Message', example)).not.toEqual([])
      expect(meta.accepts('#/components/schemas/MarkMessageRequestPayload', example)).toEqual([])
    })

    test('it is older than sending to a BSUID: `to` is required and `recipient` unknown', async () => {
      const { body } = await request('a text to a user whose phone is hidden')
      expect(body).toMatchObject({ recipient: 'BR.1502576394655843' })
      expect(body).not.toHaveProperty('to')
    })
  })
})

type Json = Record<string, unknown>
interface Parameter {
  readonly name: { readonly name: string; readonly in: string }
  /** JSON pointer of its schema */
  readonly schema: string
}

/** Meta's file, amended where the tests above say that it is wrong. */
async function readFile() {
  // biome-ignore lint/suspicious/noExplicitAny: a foreign document, read as it comes
  const read = (): any => parse(readFileSync(FILE, 'utf8'))
  const original = read()
  const amended = structuredClone(original)
  const { schemas } = amended.components
  for (const schema of Object.values(schemas) as { allOf?: Json[] }[])
    for (const half of schema.allOf ?? []) delete half.additionalProperties
  schemas.BaseMessageProperties.required = ['messaging_product', 'recipient_type', 'type']
  schemas.BaseMessageProperties.anyOf = [{ required: ['to'] }, { required: ['recipient'] }]

  const compiler = (document: object) => {
    const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true, validateFormats: false })
    ajv.addSchema({ ...document, $id: 'https://graph/' })
    const compiled = new Map<string, ValidateFunction>()
    return (pointer: string, value: unknown): string[] => {
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `https://graph/${pointer}` })
      compiled.set(pointer, validate)
      return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
    }
  }
  const accepts = compiler(amended)
  const strict = compiler(original)

  function operationOf(method: string, path: string) {
    for (const [template, item] of Object.entries(amended.paths) as [string, Json][]) {
      const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
      const match = new RegExp(`^${template.replace(/\{[^}]+\}/g, '([^/]+)')}$`).exec(path)
      const operation = item[method] as { operationId: string; requestBody?: object } | undefined
      if (!match || !operation) continue
      const at = `#/paths/${pointerTo(template)}`
      const own = parametersAt(item, at)
      const inner = parametersAt(operation as Json, `${at}/${method}`)
      const values = Object.fromEntries(names.map((name, index) => [name, match[index + 1]]))
      if (!names.every((name) => fits([...own, ...inner], name, values[name]))) continue // `/{Flow-ID}` and its like share one shape
      const body = operation.requestBody ? `${at}/${method}/requestBody/content/application~1json/schema` : null
      return { id: operation.operationId, path: values as Json, parameters: [...own, ...inner], body }
    }
    return undefined
  }

  /** Nodes of every kind live at `/{Version}/{id}`: ours is told by its name in the file. */
  function fits(parameters: readonly Parameter[], name: string, value: unknown): boolean {
    if (name !== 'Version' && value === ids.phoneNumberId && name !== 'Phone-Number-ID') return false
    if (name !== 'Version' && value === ids.templateId && name !== 'TEMPLATE_ID') return false
    if (name !== 'Version' && value === ids.wabaId && name !== 'WABA-ID') return false
    return parameters.every((one) => one.name.name !== name || accepts(one.schema, value).length === 0)
  }

  function parametersAt(holder: Json, at: string): Parameter[] {
    return ((holder.parameters ?? []) as Json[]).map((parameter, index) => {
      const reference = parameter.$ref as string | undefined
      const name = (reference ? amended.components.parameters[reference.split('/').at(-1) ?? ''] : parameter) as {
        name: string
        in: string
      }
      return { name, schema: `${reference ?? `${at}/parameters/${index}`}/schema` }
    })
  }

  /** A query's value as the type its schema wants. */
  function typed(pointer: string, value: string | null): unknown {
    return accepts(pointer, Number(value)).length === 0 ? Number(value) : value
  }

  function acceptsBody(pointer: string, body: unknown): string[] {
    if (body === undefined) return []
    const isReceipt = typeof body === 'object' && body !== null && 'status' in body
    return accepts(isReceipt ? '#/components/schemas/MarkMessageRequestPayload' : pointer, body)
  }

  const examples = original.paths['/{Version}/{Phone-Number-ID}/messages'].post.requestBody.content['application/json'].examples
  return {
    accepts,
    acceptsBody,
    operationOf,
    typed,
    example: (name: string): unknown => examples[name].value,
    unamended: (schema: string, value: unknown) => strict(`#/components/schemas/${schema}`, value),
  }
}

/** A JSON pointer's segment, inside a URI fragment. */
const pointerTo = (segment: string): string => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))
