/** The workspace one stands in: its settings, people, invitations and keys. */
import {
  apiKeyView,
  createdApiKey,
  createdInvitation,
  createdWorkspace,
  invitationView,
  memberPatch,
  memberView,
  meView,
  newApiKey,
  newInvitation,
  newWorkspace,
  workspacePatch,
  workspaceView,
} from '@recado/contract/team'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { invite, listInvitations, withdrawInvitation } from './invitations.ts'
import { changeRole, listMembers, removeMember } from './members.ts'
import { openWorkspaceFor } from './open-workspace.ts'
import { sessionRoutes } from './session-routes.ts'
import { activeWorkspace, myWorkspaces, updateWorkspace } from './workspaces.ts'

const PERSON = { access: 'person' } as const
/** The answer holds a secret that is shown once, so it is not kept for repeating. */
const SECRET = { answerHoldsSecret: true } as const
const idParams = z.object({ id: z.uuid() })
const userParams = z.object({ userId: z.uuid() })
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
const nothing = z.undefined()

export function teamRoutes(deps: AppDeps): Routes {
  return async (app) => {
    await app.register(sessionRoutes(deps))
    await app.register(workspaceRoutes(deps))
    await app.register(memberRoutes(deps))
    await app.register(invitationRoutes(deps))
    await app.register(apiKeyRoutes)
  }
}

function workspaceRoutes({ db, config }: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/workspaces',
      { config: PERSON, schema: { summary: 'The workspaces I belong to', response: { 200: listOf(meView.shape.workspaces.element) } } },
      async (request) => ({ items: await myWorkspaces(db, request.person.session.userId) }),
    )
    app.post(
      '/workspaces',
      {
        config: { ...PERSON, ...SECRET },
        schema: { summary: 'Open a workspace (operator)', body: newWorkspace, response: { 201: createdWorkspace } },
      },
      async (request, reply) => reply.code(201).send(await openWorkspaceFor(db, request.person.session, request.body, config.PUBLIC_URL)),
    )
    app.get('/workspace', { schema: { summary: 'The active workspace and its settings', response: { 200: workspaceView } } }, (request) =>
      inTransaction(request.scope, activeWorkspace),
    )
    app.patch(
      '/workspace',
      { schema: { summary: 'Change its settings', body: workspacePatch, response: { 200: workspaceView } } },
      (request) => inTransaction(request.scope, (scope) => updateWorkspace(scope, request.body)),
    )
  }
}

function memberRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/members',
      { schema: { summary: 'Who belongs to the workspace', response: { 200: listOf(memberView) } } },
      async (request) => ({
        items: await inTransaction(request.scope, listMembers),
      }),
    )
    app.patch(
      '/members/:userId',
      { schema: { summary: "Change a member's role", params: userParams, body: memberPatch, response: { 200: memberView } } },
      (request) => inTransaction(request.scope, (scope) => changeRole(scope, request.params.userId, request.body.role)),
    )
    app.delete(
      '/members/:userId',
      { schema: { summary: 'Remove a member, or leave', params: userParams, response: { 204: nothing } } },
      async (request, reply) => {
        await inTransaction(request.scope, async (scope) => {
          const freed = await deps.releaseConversations(scope, request.params.userId)
          return removeMember(scope, request.params.userId, freed)
        })
        return reply.code(204).send()
      },
    )
  }
}

function invitationRoutes({ config }: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/invitations',
      { schema: { summary: 'Invitations that can still be used', response: { 200: listOf(invitationView) } } },
      async (request) => ({ items: await inTransaction(request.scope, listInvitations) }),
    )
    app.post(
      '/invitations',
      { config: SECRET, schema: { summary: 'Make an invitation link', body: newInvitation, response: { 201: createdInvitation } } },
      async (request, reply) =>
        reply.code(201).send(await inTransaction(request.scope, (scope) => invite(scope, request.body, config.PUBLIC_URL))),
    )
    app.delete(
      '/invitations/:id',
      { schema: { summary: 'Withdraw an invitation', params: idParams, response: { 204: nothing } } },
      async (request, reply) => {
        await inTransaction(request.scope, (scope) => withdrawInvitation(scope, request.params.id))
        return reply.code(204).send()
      },
    )
  }
}

const apiKeyRoutes: Routes = async (app) => {
  app.get('/api-keys', { schema: { summary: 'API keys, revoked ones too', response: { 200: listOf(apiKeyView) } } }, async (request) => ({
    items: await inTransaction(request.scope, listApiKeys),
  }))
  app.post(
    '/api-keys',
    { config: SECRET, schema: { summary: 'Make an API key; it is shown once', body: newApiKey, response: { 201: createdApiKey } } },
    async (request, reply) => reply.code(201).send(await inTransaction(request.scope, (scope) => createApiKey(scope, request.body))),
  )
  app.delete(
    '/api-keys/:id',
    { schema: { summary: 'Revoke an API key', params: idParams, response: { 204: nothing } } },
    async (request, reply) => {
      await inTransaction(request.scope, (scope) => revokeApiKey(scope, request.params.id))
      return reply.code(204).send()
    },
  )
}
