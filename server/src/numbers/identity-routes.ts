import { nameRegistration, nameWish, numberIdentity, officialWish, usernameWish } from '@recado/contract/number-identity'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import {
  applyForOfficial,
  changeName,
  changeUsername,
  readIdentity,
  registerName,
  removeUsername,
  suggestUsernames,
} from './commands/change-identity.ts'

const params = z.object({ id: z.uuid() })
const response = { 200: numberIdentity }

/** How customers know a number: display name, username, official business account. */
export function identityRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/numbers/:id/identity',
      { schema: { summary: 'Display name, username and official account, read from Meta now', params, response } },
      (request) => readIdentity(request.scope, deps, request.params.id),
    )
    app.put(
      '/numbers/:id/identity/name',
      { schema: { summary: 'Ask Meta for another display name', params, body: nameWish, response } },
      (request) => changeName(request.scope, deps, request.params.id, request.body.name),
    )
    app.post(
      '/numbers/:id/identity/name/registration',
      { schema: { summary: 'Register again, so that customers see the approved name', params, body: nameRegistration, response } },
      (request) => registerName(request.scope, deps, request.params.id, request.body.pin),
    )
    app.get(
      '/numbers/:id/identity/username-suggestions',
      { schema: { summary: 'Usernames that Meta proposes', params, response: { 200: z.object({ items: z.array(z.string()) }) } } },
      async (request) => ({ items: await suggestUsernames(request.scope, deps, request.params.id) }),
    )
    app.put(
      '/numbers/:id/identity/username',
      { schema: { summary: 'Ask for a username', params, body: usernameWish, response } },
      (request) => changeUsername(request.scope, deps, request.params.id, request.body),
    )
    app.delete('/numbers/:id/identity/username', { schema: { summary: 'Give the username up', params, response } }, (request) =>
      removeUsername(request.scope, deps, request.params.id),
    )
    app.post(
      '/numbers/:id/identity/official',
      { schema: { summary: 'Apply for the mark of an official business account', params, body: officialWish, response } },
      (request) => applyForOfficial(request.scope, deps, request.params.id, request.body),
    )
  }
}
