/**
 * A running installation in miniature: the HTTP edge, a database of its own, a workspace with a number, an agent's browser. Meta's side
 * is played by webhooks written from its documentation. Tests act on the edges only.
 */
import { inject } from 'vitest'
import { runNextPart } from '../coexistence/run-parts.ts'
import { runNextImport } from '../contacts/import/run-imports.ts'
import { type InboundDeps, processDue } from '../inbound/worker.ts'
import { tokenPlace } from '../numbers/graph-target.ts'
import { keepApp } from '../numbers/meta-apps.ts'
import { newId } from '../platform/ids.ts'
import { indexWorkspace } from '../search/index-workspace.ts'
import { edge } from './edge.ts'
import { contactOf, envelope, type Item, metaJson, signatureOf, textFrom } from './meta-webhooks.ts'
import { type Browser, createPerson, createWorkspace, join, signIn } from './sign-in.ts'

export const SECRET = 'an app secret of the tests'
export type World = Awaited<ReturnType<typeof world>>

export interface Place {
  readonly workspaceId: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly numberId: string
}

let places = 0

/** @param settings environment variables; these and `parts` are edge.ts's */
export async function world(settings: Readonly<Record<string, string>> = {}, parts: Parameters<typeof edge>[1] = {}) {
  inject('adminUrl')
  const e = await edge(settings, parts)
  const app = await keepApp(e.deps.pipeline, e.deps.vault, {
    kind: 'installation',
    metaAppId: '900',
    secret: SECRET,
    verifyToken: 'a verify token of the tests',
    workspaceId: null,
  })
  e.deps.metaApps.forget()
  const inbound: InboundDeps = { pipeline: e.deps.pipeline, log: e.deps.log, references: e.deps.references }

  /** A workspace with one connected number, as the numbers module leaves it. */
  async function place(ownerName = 'Bia'): Promise<Place & { owner: Browser }> {
    const person = await createPerson(e.owner, ownerName)
    const workspaceId = await createWorkspace(e.owner, person, `Loja ${ownerName}`)
    const [waba, numberId, wabaId, phoneNumberId] = [newId(), newId(), `10200000000${++places}`, `10600000000${places}`]
    await e.owner
      .insertInto('waba')
      .values({
        workspace_id: workspaceId,
        id: waba,
        waba_id: wabaId,
        name: 'Loja',
        kind: 'meta',
        app_id: app,
        token: await e.deps.vault.seal(tokenPlace(workspaceId, waba), `EAA${wabaId}`),
        token_hint: 'abcd',
      })
      .execute()
    await e.owner
      .insertInto('phone_number')
      .values({
        workspace_id: workspaceId,
        id: numberId,
        waba,
        phone_number_id: phoneNumberId,
        display_phone_number: '+55 11 4000-0000',
        throughput_level: 'STANDARD',
      })
      .execute()
    await e.owner
      .insertInto('number_route')
      .values({ phone_number_id: phoneNumberId, workspace_id: workspaceId, number_id: numberId, app_id: app })
      .execute()
    await e.owner.insertInto('waba_route').values({ waba_id: wabaId, workspace_id: workspaceId, app_id: app }).execute()
    return { workspaceId, wabaId, phoneNumberId, numberId, owner: await signIn(e.app, person, workspaceId) }
  }

  const home = await place()

  /** Posts a body once. */
  async function post(bytes: Buffer, secret = SECRET): Promise<number> {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(bytes, secret) }
    return (await e.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload: bytes })).statusCode
  }

  /** Posts a body as Meta would: again, where a database that is busy did not take it in time. */
  async function deliver(body: Item | Buffer, secret = SECRET): Promise<number> {
    const bytes = Buffer.isBuffer(body) ? body : metaJson(body)
    let answer = await post(bytes, secret)
    while (answer === 503) answer = await post(bytes, secret)
    return answer
  }

  async function settle(): Promise<void> {
    while (await processDue(inbound));
  }

  /** What was written so far can be found. */
  async function index(): Promise<void> {
    while (await indexWorkspace(e.deps.pipeline, home.workspaceId));
  }

  async function runImports(): Promise<void> {
    while (await runNextImport(e.deps));
  }

  /** What phones handed over is in the conversations. */
  async function takeIn(): Promise<void> {
    while (await runNextPart(e.deps));
  }

  return {
    ...e,
    home,
    takeIn,
    place,
    post,
    deliver,
    settle,
    index,
    runImports,
    inbound,
    /** One or more texts of one customer in one webhook call, processed. */
    async customerWrites(waId: string, ...texts: readonly (string | Item)[]): Promise<void> {
      const messages = texts.map((text) => (typeof text === 'string' ? textFrom(waId, text) : text))
      await deliver(envelope(home, { contacts: [contactOf(waId, 'Marina')], messages }))
      await settle()
    },
    async colleague(name: string, role: 'owner' | 'admin' | 'supervisor' | 'agent'): Promise<Browser> {
      const person = await createPerson(e.owner, name)
      await join(e.owner, home.workspaceId, person, role)
      return signIn(e.app, person, home.workspaceId)
    },
    /** The home workspace's conversations as its owner's browser lists them. */
    async list(query = '') {
      return (await home.owner.get(`/api/v1/conversations${query}`)).body.items
    },
    async thread(conversationId: string): Promise<string[]> {
      const { body } = await home.owner.get(`/api/v1/conversations/${conversationId}/messages`)
      return body.items
        .toReversed()
        .map(
          (m: { direction: string; text: string; type: string; status: string | null }) =>
            `${m.direction} ${m.text || m.type}${m.status ? ` (${m.status})` : ''}`,
        )
    },
  }
}
