import { newTeam, teamPatch, teamView } from '@recado/contract/teams'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { changeTeam, createTeam, listTeams, removeTeam } from './teams.ts'

const params = z.object({ id: z.uuid() })

export function teamsRoutes(_deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/teams',
      { schema: { summary: 'Teams and who is in them', response: { 200: z.object({ items: z.array(teamView) }) } } },
      async (request) => ({ items: await inTransaction(request.scope, listTeams) }),
    )
    app.post('/teams', { schema: { summary: 'Make a team', body: newTeam, response: { 201: teamView } } }, async (request, reply) =>
      reply.code(201).send(await inTransaction(request.scope, (scope) => createTeam(scope, request.body))),
    )
    app.patch(
      '/teams/:id',
      { schema: { summary: 'Change a team; memberIds replaces its people', params, body: teamPatch, response: { 200: teamView } } },
      (request) => inTransaction(request.scope, (scope) => changeTeam(scope, request.params.id, request.body)),
    )
    app.delete(
      '/teams/:id',
      { schema: { summary: "Remove a team; its conversations become no team's", params, response: { 204: z.undefined() } } },
      async (request, reply) => {
        await inTransaction(request.scope, (scope) => removeTeam(scope, request.params.id))
        return reply.code(204).send()
      },
    )
  }
}
