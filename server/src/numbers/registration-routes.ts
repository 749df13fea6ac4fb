import { numberView } from '@recado/contract/numbers'
import { codeGiven, codeRequest, connectedAccount, newNumber, numberRegistration, pinWish } from '@recado/contract/registration'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { addNumberToAccount, listAccounts } from './commands/add-number.ts'
import { disconnectAccount } from './commands/disconnect-account.ts'
import { askForCode, changePin, deregisterByHand, giveCode, readNumberRegistration, registerByHand } from './commands/register-number.ts'

const params = z.object({ id: z.uuid() })
const accountParams = z.object({ wabaId: z.string().regex(/^\d{1,30}$/) })
const response = { 200: numberRegistration }

/** A number's way onto Cloud API and off it, by hand. */
export function registrationRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/numbers/accounts',
      { schema: { summary: 'The connected WhatsApp accounts', response: { 200: z.object({ items: z.array(connectedAccount) }) } } },
      async (request) => ({ items: await inTransaction(request.scope, listAccounts) }),
    )
    app.delete(
      '/numbers/accounts/:wabaId',
      {
        schema: {
          summary: 'Disconnect an account that has no number; one that has goes with its last number',
          params: accountParams,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await disconnectAccount(request.scope, deps, request.params.wabaId)
        return reply.code(204).send()
      },
    )
    app.post(
      '/numbers',
      { schema: { summary: 'Add a number to an account, or move it there', body: newNumber, response: { 201: numberView } } },
      async (request, reply) => reply.code(201).send(await addNumberToAccount(request.scope, deps, request.body)),
    )
    app.get(
      '/numbers/:id/registration',
      { schema: { summary: 'Where a number stands on its way onto Cloud API', params, response } },
      (request) => readNumberRegistration(request.scope, deps, request.params.id),
    )
    app.post(
      '/numbers/:id/registration/code-request',
      { schema: { summary: 'Have a code sent by SMS or call', params, body: codeRequest, response: { 204: z.undefined() } } },
      async (request, reply) => {
        await askForCode(request.scope, deps, request.params.id, request.body)
        return reply.code(204).send()
      },
    )
    app.post(
      '/numbers/:id/registration/code',
      { schema: { summary: 'Give the code that came', params, body: codeGiven, response } },
      (request) => giveCode(request.scope, deps, request.params.id, request.body.code),
    )
    app.post(
      '/numbers/:id/registration',
      { schema: { summary: 'Register on Cloud API with a PIN', params, body: pinWish, response } },
      (request) => registerByHand(request.scope, deps, request.params.id, request.body.pin),
    )
    app.put('/numbers/:id/registration/pin', { schema: { summary: 'Set the two-step PIN', params, body: pinWish, response } }, (request) =>
      changePin(request.scope, deps, request.params.id, request.body.pin),
    )
    app.delete('/numbers/:id/registration', { schema: { summary: 'Take a number off Cloud API', params, response } }, (request) =>
      deregisterByHand(request.scope, deps, request.params.id),
    )
  }
}
