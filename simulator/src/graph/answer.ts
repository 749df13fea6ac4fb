/** A request to the Graph API, from its path to its answer. The one place where a refusal becomes an error envelope. */

import { parseBody } from '../http/body.ts'
import { html, json, type Reply } from '../http/reply.ts'
import type { MessageLife } from '../phone/life.ts'
import { recordDelivery } from '../webhooks/log.ts'
import type { Account } from '../world/account.ts'
import { within } from '../world/faults.ts'
import { traceId } from '../world/ids.ts'
import { metaError } from '../world/meta-errors.ts'
import { authenticate, type Caller, requireManagement, tokenOf } from './access.ts'
import { accessToken, debugToken, me } from './app.ts'
import type { AccountCall, Deps, GraphCall, NumberCall } from './call.ts'
import { text } from './call.ts'
import { ACCOUNT_EDGES, APP_EDGES, NUMBER_EDGES } from './edges.ts'
import { adPictureReply, iconReply } from './icon.ts'
import { downloadMedia } from './media.ts'
import { answerRead, send } from './messages/send.ts'
import { pictureReply } from './profile.ts'
import { GraphRefusal, parameter, unknownNode } from './refusal.ts'
import { drawFault, refusalFor } from './send-faults.ts'
import { browseLibrary } from './templates/library.ts'
import { answerUpload } from './uploads.ts'
import { countManagementCall, usageHeaders } from './usage.ts'

export interface GraphDeps extends Deps {
  readonly life: MessageLife
}

export interface GraphRequest {
  readonly method: string
  /** After /graph, with the query. */
  readonly target: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly raw: Buffer
}

const VERSION = /^v\d+\.\d+$/

export async function answerGraph(deps: GraphDeps, request: GraphRequest): Promise<Reply> {
  const mark = request.target.indexOf('?')
  const path = (mark < 0 ? request.target : request.target.slice(0, mark)).split('/').filter(Boolean)
  const version = VERSION.test(path[0] ?? '') ? path.shift() : undefined
  const account = deps.world.node(path[0] ?? '')?.account
  try {
    const call = callOf(deps, request, path, mark)
    const trouble = request.method === 'GET' ? troubleOf(deps) : null
    if (trouble) return decorated(trouble, account, version)
    return decorated(await route(deps, call), account, version)
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    return decorated(refused(error), account, version)
  }
}

/** Meta as it is on a bad day, for whoever asks it something. */
function troubleOf({ world }: Deps): Reply | null {
  switch (world.apps.get(world.config.app.id)?.dashboard.answers) {
    case 'error':
      return refused(new GraphRefusal(2))
    case 'silence':
      return { ...json({}), fault: 'hang' }
    case 'nonsense':
      return json({ id: true, data: 'perhaps', status: ['maybe'] })
    default:
      return null
  }
}

function callOf({ world, publisher }: Deps, request: GraphRequest, path: readonly string[], mark: number): GraphCall {
  const { method, target, headers, raw } = request
  const contentType = headers['content-type']
  const isFile = path[0]?.startsWith('upload:') ?? false
  const body = isFile ? { params: {}, file: null } : parseBody(typeof contentType === 'string' ? contentType : '', raw)
  if (!body) throw parameter('Invalid JSON or form in the request body.')
  const params = mark < 0 ? body.params : { ...Object.fromEntries(new URLSearchParams(target.slice(mark + 1))), ...body.params }
  return { world, publisher, method, path, params, file: body.file, raw, headers }
}

function refused(error: GraphRefusal): Reply {
  const challenge = { 'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${error.message}"` }
  return json(error.body, error.http, error.http === 401 ? challenge : undefined)
}

function decorated(reply: Reply, account: Account | undefined, version: string | undefined): Reply {
  const common = { 'x-fb-trace-id': traceId(), 'x-fb-rev': '1031', 'facebook-api-version': version ?? 'v26.0' }
  const headers = { ...reply.headers, ...common, ...(account ? usageHeaders(account) : {}) }
  if (!account) return { ...reply, headers }
  return { ...reply, headers, delayMs: (reply.delayMs ?? 0) + within(account.waba.faults.latency) }
}

async function route(deps: GraphDeps, call: GraphCall): Promise<Reply> {
  const { path, method, world, params, headers } = call
  const written = tokenOf(headers, params)
  const [id = '', edge = ''] = path
  if (id === 'debug_token' && method === 'GET') {
    authenticate(world, written, params)
    return json(debugToken(call))
  }
  if (id === 'oauth' && edge === 'access_token') return json(accessToken(call))
  if (id === 'me' && method === 'GET') return json(me(call, written))
  if (id.startsWith('upload:')) return json(answerUpload(call))
  if (id === 'message_template_library' && method === 'GET') {
    const caller = authenticate(world, written, params)
    if (caller.kind === 'business') requireManagement(caller.token)
    return json(browseLibrary(call))
  }
  if (id === 'whatsapp_business' && edge === 'attachments') return download(call)
  if (id === 'pictures' && method === 'GET') return pictureReply(world, edge)
  if (id === 'icons' && method === 'GET') return iconReply(edge)
  if (id === 'ads' && method === 'GET') return adPictureReply(edge)
  const app = world.apps.get(id)
  if (app) {
    const caller = authenticate(world, written, params)
    const handler = APP_EDGES[`${method} ${edge}`]
    if (!handler || (caller.kind === 'app' && caller.app !== app)) throw unknownNode(method, id)
    return json(await handler({ ...call, app }))
  }
  return routeNode(deps, call, authenticate(world, written, params))
}

async function routeNode(deps: GraphDeps, call: GraphCall, caller: Caller): Promise<Reply> {
  const [id = '', edge = ''] = call.path
  const owner = call.world.node(id)
  if (!owner || caller.kind !== 'business' || caller.account !== owner.account) throw unknownNode(call.method, id)
  const { account } = owner
  if (account.waba.faults.outage) throw new GraphRefusal(2)
  const own: AccountCall = { ...call, account, token: caller.token }
  const key = `${call.method} ${owner.kind === 'waba' ? call.path.slice(1).join('/') : edge}`
  if (owner.kind === 'number') {
    const number = account.numbers.get(id)
    if (!number) throw unknownNode(call.method, id)
    const numberCall: NumberCall = { ...own, number }
    if (key === 'POST messages') return messages(deps, numberCall)
    const handler = NUMBER_EDGES[key]
    if (!handler) throw unknownNode(call.method, `${id}/${edge}`)
    countManagementCall(account)
    return json(await handler(numberCall))
  }
  const handler = ACCOUNT_EDGES[owner.kind][key]
  if (!handler) throw unknownNode(call.method, `${id}/${edge}`)
  if (owner.kind !== 'media') countManagementCall(account)
  return json(await handler(own))
}

async function download(call: GraphCall): Promise<Reply> {
  const media = await downloadMedia(call)
  return media ? { status: 200, contentType: media.mimeType, body: media.bytes } : html(404, 'Not Found')
}

/** A send, and everything that the switches may do to it before and after it is accepted. */
function messages({ life }: GraphDeps, call: NumberCall): Reply {
  if (call.params.status !== undefined) {
    if (call.params.status !== 'read') throw parameter("Param status must be 'read'.")
    return json(answerRead(call))
  }
  const { account } = call
  const fault = drawFault(account)
  try {
    if (fault?.kind === 'refuse' && !fault.later) throw new GraphRefusal(fault.code)
    const before = fault && fault.kind !== 'refuse' ? refusalFor(fault.kind) : null
    if (before) throw before
    if (fault?.kind === 'badGateway') return logged(call, null, html(502, 'Bad Gateway'))
    if (fault?.kind === 'reset' || fault?.kind === 'hang') return logged(call, null, { ...json({}), fault: fault.kind })
    const { message, answer } = send(call, fault?.kind === 'refuse' ? fault.code : null)
    life.begin(account, message)
    const pause = account.waba.faults.statuses.beforeReply ? 50 : 0
    if (fault?.kind === 'serverErrorAfter') return refused(new GraphRefusal(131000))
    if (fault?.kind === 'lostReply') return { ...json(answer), fault: 'reset' }
    if (fault?.kind === 'hangAfter') return { ...json(answer), fault: 'hang' }
    if (fault?.kind === 'brokenJson') return { ...json(answer), fault: 'truncate' }
    return pause === 0 ? json(answer) : { ...json(answer), delayMs: pause }
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    return logged(call, error, refused(error))
  }
}

function logged({ account, params }: NumberCall, error: GraphRefusal | null, reply: Reply): Reply {
  const summary = typeof params.to === 'string' ? params.to : (text(params, 'recipient') ?? '')
  const detail = error ? `${error.code} · ${metaError(error.code).title}: ${error.details}` : `${reply.fault ?? reply.status}`
  const status = reply.fault === undefined ? reply.status : null
  recordDelivery(account, { kind: 'send', summary, attempt: 1, status, ms: null, outcome: 'refused-send', detail, updates: 0 })
  return reply
}
