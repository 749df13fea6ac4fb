import {
  callingWish,
  commerceWish,
  identityCheckWish,
  metaSettings,
  numberStarters,
  startersWish,
  storageWish,
} from '@recado/contract/meta-settings'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import {
  changeCalling,
  changeCommerce,
  changeIdentityCheck,
  changeStorage,
  keepStarters,
  readMetaSettings,
  readNumberStarters,
} from './commands/change-meta-settings.ts'

const params = z.object({ id: z.uuid() })
const response = { 200: metaSettings }

/** Settings that Meta keeps of a number, and what a chat with it begins with. */
export function metaSettingsRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/numbers/:id/meta-settings',
      { schema: { summary: 'Calls, identity check, storage and shop, read from Meta now', params, response } },
      (request) => readMetaSettings(request.scope, deps, request.params.id),
    )
    app.put(
      '/numbers/:id/meta-settings/calling',
      { schema: { summary: 'Whether and when customers may call', params, body: callingWish, response } },
      (request) => changeCalling(request.scope, deps, request.params.id, request.body),
    )
    app.put(
      '/numbers/:id/meta-settings/identity-check',
      { schema: { summary: 'Whether to be told of changed security codes', params, body: identityCheckWish, response } },
      (request) => changeIdentityCheck(request.scope, deps, request.params.id, request.body.isOn),
    )
    app.put(
      '/numbers/:id/meta-settings/storage',
      { schema: { summary: 'Where Meta keeps the messages', params, body: storageWish, response } },
      (request) => changeStorage(request.scope, deps, request.params.id, request.body),
    )
    app.put(
      '/numbers/:id/meta-settings/commerce',
      { schema: { summary: 'Whether chats show cart and catalogue', params, body: commerceWish, response } },
      (request) => changeCommerce(request.scope, deps, request.params.id, request.body),
    )
    app.get(
      '/numbers/:id/starters',
      { schema: { summary: 'Questions and commands a chat offers', params, response: { 200: numberStarters } } },
      (request) => readNumberStarters(request.scope, deps, request.params.id),
    )
    app.put(
      '/numbers/:id/starters',
      { schema: { summary: 'Replace the questions and commands', params, body: startersWish, response: { 200: numberStarters } } },
      (request) => keepStarters(request.scope, deps, request.params.id, request.body),
    )
  }
}
