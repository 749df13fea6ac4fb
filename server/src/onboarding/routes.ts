import {
  createdSignupLink,
  newSignupLink,
  onboardingRetry,
  onboardingView,
  signupLinkView,
  signupMode,
  signupResult,
  signupSettings,
  signupSettingsChange,
  signupStart as signupStartView,
  signupTrouble,
} from '@recado/contract/onboarding'
import { ground } from '@recado/contract/road'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { requireAbility } from '../platform/access.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { retryOnboarding } from './commands/retry-onboarding.ts'
import { noteTrouble, startOnboarding } from './commands/start-onboarding.ts'
import { openLinkRoutes } from './link-routes.ts'
import { createLink, listLinks, withdrawLink } from './links.ts'
import { listOnboardings, readOnboarding } from './queries.ts'
import { numberToRenew } from './renewed.ts'
import { changeSignupSettings, readSignupSettings, signupStart, wishToRenew } from './settings.ts'

const idParams = z.object({ id: z.uuid() })
const groundParams = z.object({ ground })
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export function onboardingRoutes(deps: AppDeps): Routes {
  return async (app) => {
    await app.register(runRoutes(deps))
    await app.register(settingsRoutes(deps))
    await app.register(linkRoutes(deps))
    await app.register(openLinkRoutes(deps))
  }
}

function runRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/signup',
      {
        schema: {
          summary: 'What a page needs to open Embedded Signup, or what is missing',
          querystring: z.object({ ground: ground.default('meta'), mode: signupMode.default('cloud'), again: z.uuid().optional() }),
          response: { 200: signupStartView },
        },
      },
      async (request) => {
        requireAbility(request.scope, 'numbers.connect')
        const { again: id, ...asked } = request.query
        const again = await numberToRenew(request.scope, id)
        return signupStart(deps, again === null ? { ...asked, again } : wishToRenew(again))
      },
    )
    app.get(
      '/onboardings',
      { schema: { summary: 'The latest onboardings', response: { 200: listOf(onboardingView) } } },
      async (request) => ({
        items: await inTransaction(request.scope, listOnboardings),
      }),
    )
    app.post(
      '/onboardings',
      { schema: { summary: 'Hand in what the popup answered; the code at once', body: signupResult, response: { 201: onboardingView } } },
      async (request, reply) => {
        requireAbility(request.scope, 'numbers.connect')
        return reply.code(201).send(await startOnboarding(request.scope, deps, request.body, null))
      },
    )
    app.post(
      '/onboardings/trouble',
      { schema: { summary: 'The popup ended without a code', body: signupTrouble, response: { 201: onboardingView } } },
      async (request, reply) => {
        requireAbility(request.scope, 'numbers.connect')
        return reply.code(201).send(await noteTrouble(request.scope, deps, request.body, null))
      },
    )
    app.get(
      '/onboardings/:id',
      { schema: { summary: 'How far an onboarding has come', params: idParams, response: { 200: onboardingView } } },
      (request) => inTransaction(request.scope, (scope) => readOnboarding(scope, request.params.id)),
    )
    app.post(
      '/onboardings/:id/retry',
      {
        schema: { summary: 'Go on at the step that failed', params: idParams, body: onboardingRetry, response: { 200: onboardingView } },
      },
      (request) => retryOnboarding(request.scope, deps, request.params.id, request.body.pin),
    )
  }
}

function settingsRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/signup-settings/:ground',
      {
        schema: {
          summary: 'App, configuration and extras of Embedded Signup (operator)',
          params: groundParams,
          response: { 200: signupSettings },
        },
      },
      (request) => readSignupSettings(request.scope, deps, request.params.ground),
    )
    app.patch(
      '/signup-settings/:ground',
      { schema: { summary: 'Change them', params: groundParams, body: signupSettingsChange, response: { 200: signupSettings } } },
      (request) => changeSignupSettings(request.scope, deps, request.params.ground, request.body),
    )
  }
}

function linkRoutes({ config }: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/signup-links',
      { schema: { summary: 'Links that were made', response: { 200: listOf(signupLinkView) } } },
      async (request) => ({
        items: await inTransaction(request.scope, listLinks),
      }),
    )
    app.post(
      '/signup-links',
      {
        config: { answerHoldsSecret: true },
        schema: {
          summary: 'A link with which somebody outside connects a number',
          body: newSignupLink,
          response: { 201: createdSignupLink },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await inTransaction(request.scope, (scope) => createLink(scope, config.PUBLIC_URL, request.body))),
    )
    app.delete(
      '/signup-links/:id',
      { schema: { summary: 'Withdraw a link', params: idParams, response: { 204: z.undefined() } } },
      async (request, reply) => {
        await inTransaction(request.scope, (scope) => withdrawLink(scope, request.params.id))
        return reply.code(204).send()
      },
    )
  }
}
