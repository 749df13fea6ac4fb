import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AppDeps } from '../app.ts'
import { Refusal } from '../platform/errors.ts'
import { refuseForeignOrigin } from '../platform/http-input.ts'
import type { Scope } from '../platform/scope.ts'
import { type Caller, callerOfKey, callerOfSession, type PersonCaller } from './callers.ts'
import { sessionToken } from './cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
    /** Whose data this request may touch. Asking for it without a workspace is a refusal. */
    readonly scope: Scope
    /** The signed-in person, with or without a workspace. */
    readonly person: PersonCaller
  }
  interface FastifyContextConfig {
    /** Who may call. Unless a route says otherwise it needs a credential that leads to a workspace. */
    access?: 'anyone' | 'person' | 'workspace'
  }
}

/** Finds out who is asking, for everything under the prefix it is called in. Deny by default. */
export function authenticate(app: FastifyInstance, deps: AppDeps): void {
  app.decorateRequest('caller', null)
  app.decorateRequest('scope', { getter: (): never => refuse() })
  app.decorateRequest('person', { getter: (): never => refuse() })
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'workspace'
    if (request.headers.authorization === undefined) refuseForeignOrigin(request, deps.config.PUBLIC_URL)
    request.caller = await identify(request, deps)
    if (access === 'anyone') return
    if (access === 'person') expose(request, 'person', personOf(request.caller))
    else expose(request, 'scope', scopeOf(request.caller, deps))
  })
}

function identify(request: FastifyRequest, deps: AppDeps): Promise<Caller | null> {
  const now = new Date()
  const header = request.headers.authorization
  // A credential that was sent is the one that counts: a wrong key is not saved by a good cookie.
  if (header !== undefined) return callerOfKey(deps.db, /^Bearer (\S+)$/i.exec(header)?.[1] ?? '')
  const token = sessionToken(request, deps.config)
  return token === undefined ? Promise.resolve(null) : callerOfSession(deps.db, token, now)
}

/** The request's scope, or null where its route needs no workspace. */
export function workspaceScope(request: FastifyRequest): Scope | null {
  return (request.routeOptions.config.access ?? 'workspace') === 'workspace' ? request.scope : null
}

/** The same request's credential, asked again: for lines that stay open while rights change. null: they may not listen any more. */
export async function askAgain(request: FastifyRequest, deps: AppDeps): Promise<Scope | null> {
  const caller = await identify(request, deps)
  return caller?.place ? scopeOf(caller, deps) : null
}

function scopeOf(caller: Caller | null, deps: AppDeps): Scope {
  if (!caller) return refuse()
  if (!caller.place) throw new Refusal('not_allowed', 'No workspace is active: choose one with PUT /api/v1/session/workspace')
  return { db: deps.db, workspaceId: caller.place.workspaceId, actor: caller.place.actor, now: new Date() }
}

function personOf(caller: Caller | null): PersonCaller {
  if (!caller) return refuse()
  if (caller.kind !== 'person') throw new Refusal('not_allowed', 'An API key is not a person')
  return caller
}

function refuse(): never {
  throw new Refusal('not_signed_in', 'Sign in, or send an API key as Authorization: Bearer rk_…')
}

function expose(request: FastifyRequest, name: 'scope' | 'person', value: unknown): void {
  Object.defineProperty(request, name, { value, configurable: true })
}
