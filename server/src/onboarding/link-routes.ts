/** What somebody with a link may do: look, hand in what the popup answered, go on. The link says whose workspace, ground and mode. */
import { linkOffer, onboardingRetry, onboardingView, signupResult, signupTrouble } from '@recado/contract/onboarding'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { Refusal } from '../platform/errors.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { onboardings } from './access.ts'
import { retryOnboarding } from './commands/retry-onboarding.ts'
import { noteTrouble, startOnboarding } from './commands/start-onboarding.ts'
import { linkScope, openLink, readLink } from './links.ts'

const ANYONE = { access: 'anyone' } as const
const token = z.string().max(200)
const byLink = z.object({ token })
const result = signupResult.omit({ ground: true, mode: true, again: true }).extend({ token })
const trouble = signupTrouble.omit({ ground: true, mode: true, again: true }).extend({ token })
const retry = onboardingRetry.extend({ token })

export function openLinkRoutes(deps: AppDeps): Routes {
  const workOn = (written: string) => {
    const scope = linkScope(deps.db, written)
    return inTransaction(scope, async (tx) => ({ scope, link: await openLink(tx, written, true) }))
  }
  return async (app) => {
    app.get(
      '/signup-links/open',
      { config: ANYONE, schema: { summary: 'What a link is for, and what came of it', querystring: byLink, response: { 200: linkOffer } } },
      (request) => readLink(deps, request.query.token),
    )
    app.post(
      '/signup-links/open/result',
      { config: ANYONE, schema: { summary: 'By a link: what the popup answered', body: result, response: { 201: onboardingView } } },
      async (request, reply) => {
        const { token: written, ...given } = request.body
        const { scope, link } = await workOn(written)
        return reply.code(201).send(await startOnboarding(scope, deps, { ...given, ground: link.ground, mode: link.mode }, link.id))
      },
    )
    app.post(
      '/signup-links/open/trouble',
      {
        config: ANYONE,
        schema: { summary: 'By a link: the popup ended without a code', body: trouble, response: { 201: onboardingView } },
      },
      async (request, reply) => {
        const { token: written, ...given } = request.body
        const { scope, link } = await workOn(written)
        return reply.code(201).send(await noteTrouble(scope, deps, { ...given, ground: link.ground, mode: link.mode }, link.id))
      },
    )
    app.post(
      '/signup-links/open/retry',
      { config: ANYONE, schema: { summary: 'By a link: go on at the step that failed', body: retry, response: { 200: onboardingView } } },
      async (request) => {
        const { scope, link } = await workOn(request.body.token)
        const latest = await inTransaction(scope, (tx) =>
          onboardings(tx).where('link_id', '=', link.id).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst(),
        )
        if (!latest) throw new Refusal('not_found', 'Nothing was started with this link')
        return retryOnboarding(scope, deps, latest.id, request.body.pin)
      },
    )
  }
}
