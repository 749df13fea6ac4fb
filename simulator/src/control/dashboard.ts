/** Meta's app dashboard, as switches: for the page backstage (/api/app) and for tests (/control/apps/:appId/dashboard). */
import { notFound } from '../http/refused.ts'
import { json } from '../http/reply.ts'
import type { ApiHandler } from '../http/routes.ts'
import { dashboardPatch, mergeDashboard } from '../world/dashboard.ts'
import type { AppRecord, World } from '../world/world.ts'

export function dashboardRoutes(world: World): Readonly<Record<string, ApiHandler>> {
  const appOf = (id: string): AppRecord => {
    const app = world.apps.get(id)
    if (!app) throw notFound('app')
    return app
  }
  const view = (app: AppRecord) => json({ appId: app.id, ...app.dashboard })
  const change = (app: AppRecord, body: unknown) =>
    view(world.apps.patch(app, { dashboard: mergeDashboard(app.dashboard, dashboardPatch.parse(body)) }))
  return {
    'GET /api/app': () => view(appOf(world.config.app.id)),
    'PATCH /api/app': ({ body }) => change(appOf(world.config.app.id), body),
    'GET /control/apps/:appId/dashboard': ({ params }) => view(appOf(params.appId ?? '')),
    'PATCH /control/apps/:appId/dashboard': ({ params, body }) => change(appOf(params.appId ?? ''), body),
  }
}
