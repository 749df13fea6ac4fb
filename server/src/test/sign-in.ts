/** People for tests, made by the real commands. Only the password's cost is cheaper, and the stored hash says so itself. */
import type { MeView, Role } from '@recado/contract/team'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { newId } from '../platform/ids.ts'
import { type Db, enterWorkspace } from '../platform/scope.ts'
import { addMember } from '../team/members.ts'
import { hashPassword } from '../team/passwords.ts'
import { createPerson as create } from '../team/people.ts'
import { createWorkspace as make } from '../team/workspaces.ts'

export const PASSWORD = 'correct horse battery'
const cheapHash = hashPassword(PASSWORD, { logN: 4, r: 8, p: 1 })

export interface TestPerson {
  readonly userId: string
  readonly email: string
  readonly name: string
}

/** Somebody with an account and the password PASSWORD, in no workspace yet. */
export async function createPerson(db: Db, name = 'Ana', isOperator = false): Promise<TestPerson> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.${newId().slice(-12)}@example.com`
  const passwordHash = await cheapHash
  const userId = await db.transaction().execute((tx) => create(tx, { name, email, passwordHash, locale: 'pt-BR', isOperator }))
  return { userId, email, name }
}

/** @returns the new workspace's id; `owner` owns it */
export function createWorkspace(db: Db, owner: TestPerson, name = 'Loja'): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const { scope } = await make(tx, { name, locale: 'pt-BR', timeZone: 'America/Sao_Paulo' }, new Date())
    await addMember(scope, owner.userId, 'owner')
    return scope.workspaceId
  })
}

export async function join(db: Db, workspaceId: string, person: TestPerson, role: Role): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await enterWorkspace(tx, workspaceId)
    await addMember({ db: tx, workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() }, person.userId, role)
  })
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  readonly body: any
  readonly headers: LightMyRequestResponse['headers']
}

/** Somebody's browser: keeps the cookie, sends and reads JSON. */
export interface Browser extends TestPerson {
  /** For requests made without this browser's own functions, e.g. an event stream. */
  cookie: string
  readonly workspaceId: string
  get(path: string): Promise<Answer>
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** Signs in through the API. @param workspaceId where to stand; without it, the first workspace of that person */
export async function signIn(app: FastifyInstance, person: TestPerson, workspaceId?: string): Promise<Browser> {
  const browser = { ...person, workspaceId: '', cookie: '' }
  const request = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, headers = {}) => {
    const cookie = browser.cookie === '' ? {} : { cookie: browser.cookie }
    const payload = body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await app.inject({ method, url: path, ...payload, headers: { ...payload.headers, ...cookie, ...headers } })
    const given = response.cookies[0]
    if (given) browser.cookie = `${given.name}=${given.value}`
    return answer(response)
  }
  const signed = await request('POST', '/api/v1/session', { email: person.email, password: PASSWORD })
  if (signed.status !== 204) throw new Error(`sign-in answered ${signed.status} ${JSON.stringify(signed.body)}`)
  if (workspaceId !== undefined) await request('PUT', '/api/v1/session/workspace', { workspaceId })
  const me: MeView = (await request('GET', '/api/v1/session')).body
  browser.workspaceId = me.active?.workspace.id ?? ''
  return Object.assign(browser, { get: (path: string) => request('GET', path), send: request })
}

function answer(response: LightMyRequestResponse): Answer {
  return { status: response.statusCode, body: response.body === '' ? null : response.json(), headers: response.headers }
}

/** A workspace with one member of that role, signed in. */
export async function signedIn(app: FastifyInstance, db: Db, role: Role = 'owner', name = 'Ana'): Promise<Browser> {
  const owner = await createPerson(db, role === 'owner' ? name : 'Dona')
  const workspaceId = await createWorkspace(db, owner)
  if (role === 'owner') return signIn(app, owner, workspaceId)
  return colleague(app, db, workspaceId, role, name)
}

/** One more member of a workspace, signed in. */
export async function colleague(app: FastifyInstance, db: Db, workspaceId: string, role: Role, name = 'Bia'): Promise<Browser> {
  const person = await createPerson(db, name)
  await join(db, workspaceId, person, role)
  return signIn(app, person, workspaceId)
}
