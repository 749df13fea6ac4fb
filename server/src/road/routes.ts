/** The road's API. Everything asks for installation.manage at its door (store.ts · accessRoad); no API key may have that. */
import {
  ground,
  historyView,
  itemView,
  newSubmission,
  permission,
  rehearsalView,
  roadChange,
  roadView,
  sceneSaid,
  submissionChange,
  submissionView,
  testCall,
  testCallResult,
  textChange,
  textLocale,
  textView,
} from '@recado/contract/road'
import { type CheckedItem, ITEMS } from '@recado/contract/road-items'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { changeRoad, makeTestCall, markItem, mendWebhook } from './commands.ts'
import { fileRoutes } from './file-routes.ts'
import { packRoutes } from './pack-routes.ts'
import { endRehearsal, readRehearsal, sayScene, startRehearsal } from './rehearsal.ts'
import { addReviewer, inventReviewer } from './reviewer.ts'
import { runChecks } from './run-checks.ts'
import { accessRoad } from './store.ts'
import { listSubmissions, recordAnswer, recordSubmission } from './submissions.ts'
import { listTexts, saveText } from './texts.ts'
import { readHistory, readItems, readRoadView } from './view.ts'

const params = z.object({ ground })
const itemParams = params.extend({ item: z.string().max(60) })
const permissionParams = params.extend({ permission })
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
const isChecked = (id: string): id is CheckedItem => ITEMS.some((item) => item.id === id && item.by === 'check')

export function roadRoutes(deps: AppDeps): Routes {
  return async (app) => {
    await app.register(checklistRoutes(deps))
    await app.register(materialRoutes(deps))
    await app.register(submissionRoutes)
    await app.register(fileRoutes)
    await app.register(packRoutes(deps))
  }
}

function checklistRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/road/:ground',
      { schema: { summary: 'The road to Tech Provider (operator)', params, response: { 200: roadView } } },
      (request) => readRoadView(request.scope, deps, request.params.ground),
    )
    app.patch(
      '/road/:ground',
      { schema: { summary: 'Change what the operator says (operator)', params, body: roadChange, response: { 200: roadView } } },
      async (request) => {
        const { scope, body } = request
        await inTransaction(scope, (tx) => changeRoad(tx, deps, request.params.ground, body))
        return readRoadView(scope, deps, request.params.ground)
      },
    )
    app.post(
      '/road/:ground/checks',
      {
        schema: {
          summary: 'Run the checks now; all of them unless some are named (operator)',
          params,
          body: z.object({ items: z.array(z.string().max(60)).max(80).optional() }),
          response: { 200: roadView },
        },
      },
      async (request) => {
        const { scope } = request
        await inTransaction(scope, (tx) => accessRoad(tx, request.params.ground))
        await runChecks(deps, request.params.ground, request.body.items?.filter(isChecked))
        return readRoadView(scope, deps, request.params.ground)
      },
    )
    app.get(
      '/road/:ground/items/:item/history',
      { schema: { summary: 'How an item’s finding changed (operator)', params: itemParams, response: { 200: historyView } } },
      async (request) => ({
        items: await inTransaction(request.scope, (tx) => readHistory(tx, request.params.ground, request.params.item)),
      }),
    )
    app.put(
      '/road/:ground/items/:item/mark',
      {
        schema: {
          summary: 'A person’s word on an item (operator)',
          params: itemParams,
          body: z.object({ done: z.boolean(), note: z.string().trim().max(2000).default('') }),
          response: { 200: listOf(itemView) },
        },
      },
      (request) =>
        inTransaction(request.scope, async (tx) => {
          await markItem(tx, request.params.ground, request.params.item, request.body)
          return { items: await readItems(tx.db, request.params.ground, tx.now) }
        }),
    )
    app.post(
      '/road/:ground/calls',
      {
        schema: {
          summary: 'Make a call that proves a permission is used (operator)',
          params,
          body: testCall,
          response: { 200: testCallResult },
        },
      },
      (request) => makeTestCall(request.scope, deps, request.params.ground, request.body.permission),
    )
    app.post(
      '/road/:ground/webhook',
      { schema: { summary: 'Set the app’s webhook to this installation (operator)', params, response: { 200: testCallResult } } },
      (request) => mendWebhook(request.scope, deps, request.params.ground),
    )
    app.post(
      '/road/:ground/reviewer',
      {
        config: { answerHoldsSecret: true },
        schema: { summary: 'Make an account for the reviewer (operator)', params, response: { 201: roadView } },
      },
      async (request, reply) => {
        const account = await inventReviewer(deps.config.PUBLIC_URL)
        await inTransaction(request.scope, (tx) => addReviewer(tx, deps, request.params.ground, account))
        return reply.code(201).send(await readRoadView(request.scope, deps, request.params.ground))
      },
    )
  }
}

function materialRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/road/:ground/texts',
      {
        schema: {
          summary: 'The permissions’ descriptions, drafts and what is wrong with them (operator)',
          params,
          response: { 200: listOf(textView) },
        },
      },
      async (request) => ({ items: await inTransaction(request.scope, (tx) => listTexts(tx, request.params.ground, deps.routesOnAir)) }),
    )
    app.put(
      '/road/:ground/texts/:permission/:locale',
      {
        schema: {
          summary: 'Keep a description (operator)',
          params: permissionParams.extend({ locale: textLocale }),
          body: textChange,
          response: { 200: listOf(textView) },
        },
      },
      async (request) => {
        const { ground: where, ...text } = { ...request.params, body: request.body.body }
        return { items: await inTransaction(request.scope, (tx) => saveText(tx, where, text, deps.routesOnAir)) }
      },
    )
    app.get(
      '/road/:ground/rehearsals/:permission',
      {
        schema: {
          summary: 'Scenes of a video, and which of them happened (operator)',
          params: permissionParams,
          response: { 200: rehearsalView },
        },
      },
      async (request) => {
        await inTransaction(request.scope, (tx) => accessRoad(tx, request.params.ground))
        return readRehearsal(deps, request.params.ground, request.params.permission)
      },
    )
    app.post(
      '/road/:ground/rehearsals/:permission/start',
      { schema: { summary: 'Begin: scenes count from now (operator)', params: permissionParams, response: { 200: rehearsalView } } },
      (request) => startRehearsal(request.scope, deps, request.params.ground, request.params.permission),
    )
    app.post(
      '/road/:ground/rehearsals/:permission/end',
      { schema: { summary: 'End: what happened is kept (operator)', params: permissionParams, response: { 200: rehearsalView } } },
      (request) => endRehearsal(request.scope, deps, request.params.ground, request.params.permission),
    )
    app.put(
      '/road/:ground/rehearsals/:permission/scenes',
      {
        schema: {
          summary: 'A person says that a scene is in the video (operator)',
          params: permissionParams,
          body: sceneSaid,
          response: { 200: rehearsalView },
        },
      },
      (request) => sayScene(request.scope, deps, request.params, request.body),
    )
  }
}

const submissionRoutes: Routes = async (app) => {
  app.get(
    '/road/:ground/submissions',
    { schema: { summary: 'What was handed to Meta, and the answers (operator)', params, response: { 200: listOf(submissionView) } } },
    async (request) => ({ items: await inTransaction(request.scope, (tx) => listSubmissions(tx, request.params.ground)) }),
  )
  app.post(
    '/road/:ground/submissions',
    { schema: { summary: 'Record that it was handed to Meta (operator)', params, body: newSubmission, response: { 201: submissionView } } },
    async (request, reply) =>
      reply.code(201).send(await inTransaction(request.scope, (tx) => recordSubmission(tx, request.params.ground, request.body.note))),
  )
  app.patch(
    '/road/submissions/:id',
    {
      schema: {
        summary: 'Record Meta’s answer, and what was mended (operator)',
        params: z.object({ id: z.uuid() }),
        body: submissionChange,
        response: { 200: submissionView },
      },
    },
    (request) => inTransaction(request.scope, (tx) => recordAnswer(tx, request.params.id, request.body)),
  )
}
