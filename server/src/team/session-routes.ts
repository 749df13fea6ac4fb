/** Getting in: first setup, sign-in, invitations, which workspace one stands in. */
import {
  acceptInvitationRequest,
  invitationOffer,
  meView,
  passwordChange,
  profilePatch,
  setupRequest,
  setupState,
  signInRequest,
} from '@recado/contract/team'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { giveCookie, sessionToken, takeCookie } from './cookie.ts'
import { acceptAsNewPerson, acceptAsPerson, readInvitation } from './invitations.ts'
import { describeMe, updateProfile } from './me.ts'
import { closeSession, type Visitor } from './sessions.ts'
import { readSetup, setUp } from './setup.ts'
import { changePassword, signIn } from './sign-in.ts'
import { switchWorkspace } from './workspaces.ts'

const ANYONE = { access: 'anyone' } as const
const PERSON = { access: 'person' } as const
const tokenQuery = z.object({ token: z.string().max(200) })
const nothing = z.undefined()

function visitorOf(request: FastifyRequest): Visitor {
  return { ip: request.ip, userAgent: request.headers['user-agent'] }
}

export function sessionRoutes(deps: AppDeps): Routes {
  const { db, config } = deps
  const welcome = (reply: FastifyReply, status: 200 | 201 | 204, token: string) => {
    giveCookie(reply, config, token)
    return reply.code(status).send()
  }
  return async (app) => {
    app.get(
      '/setup',
      {
        config: ANYONE,
        schema: { summary: 'Is the first setup still open?', querystring: tokenQuery.partial(), response: { 200: setupState } },
      },
      (request) => readSetup(db, request.query.token),
    )
    app.post(
      '/setup',
      {
        config: ANYONE,
        schema: { summary: 'Create the first operator and workspace, once', body: setupRequest, response: { 201: nothing } },
      },
      async (request, reply) => welcome(reply, 201, await setUp(db, request.body, visitorOf(request))),
    )
    app.get(
      '/session',
      { config: PERSON, schema: { summary: 'Who I am, where I am, what I may do', response: { 200: meView } } },
      (request) => describeMe(db, request.person),
    )
    app.post(
      '/session',
      { config: ANYONE, schema: { summary: 'Sign in', body: signInRequest, response: { 204: nothing } } },
      async (request, reply) => welcome(reply, 204, await signIn(db, request.body, visitorOf(request), sessionToken(request, config))),
    )
    app.delete('/session', { config: PERSON, schema: { summary: 'Sign out', response: { 204: nothing } } }, async (request, reply) => {
      await closeSession(db, request.person.session)
      takeCookie(reply, config)
      return reply.header('clear-site-data', '"storage"').code(204).send()
    })
    app.put(
      '/session/workspace',
      { config: PERSON, schema: { summary: 'Switch workspace', body: z.object({ workspaceId: z.uuid() }), response: { 204: nothing } } },
      async (request, reply) => {
        await switchWorkspace(db, request.person.session, request.body.workspaceId)
        return reply.code(204).send()
      },
    )
    app.patch(
      '/session/profile',
      { config: PERSON, schema: { summary: 'Change my name or language', body: profilePatch, response: { 204: nothing } } },
      async (request, reply) => {
        await updateProfile(db, request.person.session, request.body)
        return reply.code(204).send()
      },
    )
    app.put(
      '/session/password',
      {
        config: PERSON,
        schema: { summary: 'Change my password; every other session ends', body: passwordChange, response: { 204: nothing } },
      },
      async (request, reply) => welcome(reply, 204, await changePassword(db, request.person.session, request.body, visitorOf(request))),
    )
    app.get(
      '/invitations/accept',
      { config: ANYONE, schema: { summary: 'What an invitation offers', querystring: tokenQuery, response: { 200: invitationOffer } } },
      (request) => readInvitation(db, request.query.token),
    )
    app.post(
      '/invitations/accept',
      { config: ANYONE, schema: { summary: 'Join a workspace', body: acceptInvitationRequest, response: { 204: nothing } } },
      async (request, reply) => {
        const session = request.caller?.kind === 'person' ? request.caller.session : null
        if (session === null) return welcome(reply, 204, await acceptAsNewPerson(db, request.body, visitorOf(request)))
        await acceptAsPerson(db, request.body.token, session)
        return reply.code(204).send()
      },
    )
  }
}
