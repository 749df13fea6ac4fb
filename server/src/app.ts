/** The HTTP edge, assembled. */
import cookie from '@fastify/cookie'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { alertRoutes } from './alerts/routes.ts'
import { assetRoutes } from './assets/routes.ts'
import { coexistenceRoutes } from './coexistence/routes.ts'
import type { Config } from './config.ts'
import { contactImportRoutes } from './contacts/import/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { doctorRoutes } from './doctor/routes.ts'
import type { DeliveryMouth } from './inbound/deliveries.ts'
import { isDelivery, openDoor } from './inbound/delivery-door.ts'
import { deliveryLogRoutes } from './inbound/log-routes.ts'
import { webhookRoutes } from './inbound/webhook.ts'
import { callbackRoutes } from './legal/callback-routes.ts'
import { legalPageRoutes } from './legal/page-routes.ts'
import { legalRoutes } from './legal/routes.ts'
import type { MediaFiles } from './media/files.ts'
import type { Links } from './media/links.ts'
import { mediaRoutes } from './media/routes.ts'
import { servedMediaRoutes } from './media/served-routes.ts'
import type { GraphTargets } from './numbers/graph-target.ts'
import type { MetaApps } from './numbers/meta-apps.ts'
import { numbersRoutes } from './numbers/routes.ts'
import { admitMetaSdk } from './onboarding/page-headers.ts'
import { onboardingRoutes } from './onboarding/routes.ts'
import type { GraphClient } from './outbound/graph-client.ts'
import type { References } from './outbound/reference.ts'
import { DOCS_DIR, WEB_DIR } from './paths.ts'
import { answerHealth } from './platform/health.ts'
import { waitForRequestsOnly } from './platform/http-farewell.ts'
import { sendSecurityHeaders } from './platform/http-headers.ts'
import { honourIdempotencyKeys } from './platform/http-idempotency.ts'
import { acceptJsonOnly, hurryBodies } from './platform/http-input.ts'
import { describeApi, serveDocs } from './platform/http-openapi.ts'
import { servePages } from './platform/http-pages.ts'
import { refuseWhileSilent } from './platform/http-patience.ts'
import { answerProblems, answerUnreadable, answerUnroutable } from './platform/http-problem.ts'
import { type Routes, serialize, validate } from './platform/http-schemas.ts'
import { serve } from './platform/http-server.ts'
import type { Listener } from './platform/listener.ts'
import type { Logger } from './platform/log.ts'
import { answerMetrics, measureRequests } from './platform/metrics.ts'
import type { Db, TxScope } from './platform/scope.ts'
import type { Vault } from './platform/vault.ts'
import { pushRoutes } from './push/routes.ts'
import type { Publication } from './realtime/event-log.ts'
import type { Hub } from './realtime/hub.ts'
import { realtimeRoutes } from './realtime/stream.ts'
import { roadRoutes } from './road/routes.ts'
import type { Sandbox } from './sandbox/child.ts'
import { sandboxRoutes } from './sandbox/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { authenticate, workspaceScope } from './team/authenticate.ts'
import { hidePhones } from './team/http-veil.ts'
import { teamRoutes } from './team/routes.ts'
import { teamsRoutes } from './teams/routes.ts'
import { templatesRoutes } from './templates/routes.ts'

/** What routes are given. Built once by main.ts (and by test/world.ts), passed down, never imported. */
export interface AppDeps {
  readonly config: Config
  readonly log: Logger
  /** As role recado_app: what answers people. */
  readonly db: Db
  /** As role recado_pipeline: raw deliveries and every outbox row. */
  readonly pipeline: Db
  readonly vault: Vault
  readonly graph: GraphClient
  /** The built-in Cloud API simulator; null when SANDBOX=off. */
  readonly sandbox: Sandbox | null
  readonly metaApps: MetaApps
  readonly targets: GraphTargets
  readonly hub: Hub
  readonly deliveries: DeliveryMouth
  readonly references: References
  readonly listener: Listener
  /** Where the bytes of files lie. */
  readonly files: MediaFiles
  /** Signs and reads the addresses of files. */
  readonly links: Links
  /** `METHOD /path` of everything under /api/v1, filled while the edge is put together: what this installation can do. */
  readonly routesOnAir: Set<string>
  /** Whether the database takes connections and answers nobody. */
  readonly isDatabaseSilent: () => Promise<boolean>
  /** What becomes of a member's conversations when they leave; above both capabilities, so neither knows the other. */
  readonly releaseConversations: (scope: TxScope, userId: string) => Promise<Publication[]>
}

/** Everything under /api/v1. A capability is on the air exactly when it has a line here. */
const API: readonly ((deps: AppDeps) => Routes)[] = [
  teamRoutes,
  teamsRoutes,
  numbersRoutes,
  doctorRoutes,
  assetRoutes,
  deliveryLogRoutes,
  alertRoutes,
  onboardingRoutes,
  coexistenceRoutes,
  templatesRoutes,
  conversationRoutes,
  contactRoutes,
  mediaRoutes,
  contactImportRoutes,
  searchRoutes,
  realtimeRoutes,
  pushRoutes,
  legalRoutes,
  roadRoutes,
]

/** What lives beside the API: files, the sandbox, what Meta reads and calls. Each checks its own callers. */
const BESIDE: readonly ((deps: AppDeps) => Routes)[] = [servedMediaRoutes, sandboxRoutes, legalPageRoutes, callbackRoutes]

const HEADERS_TIMEOUT_MS = 10_000
/** For a file of 100 MB over a slow line. Any other request must have come whole in a fraction of it: http-input.ts. */
const REQUEST_TIMEOUT_MS = 15 * 60_000
const CHECK_TIMEOUTS_MS = 2_000
const BODY_LIMIT = 256 * 1024

export function buildApp(deps: AppDeps): FastifyInstance {
  const { config, db } = deps
  const door = openDoor(deps)
  const app: FastifyInstance = fastify({
    serverFactory: (handler, options) => serve(options, (request, response) => (isDelivery(request) ? door : handler)(request, response)),
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CHECK_TIMEOUTS_MS },
    // The address of who asks, where a proxy of this machine or of its private network passes requests on.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerUnroutable,
  })
  app.setValidatorCompiler(validate)
  app.setSerializerCompiler(serialize)
  sendSecurityHeaders(app, config.PUBLIC_URL)
  admitMetaSdk(app)
  measureRequests(app)
  hurryBodies(app)
  waitForRequestsOnly(app)
  void app.register(cookie)
  void app.register(async (open) => {
    refuseWhileSilent(open, deps.isDatabaseSilent)
    answerHealth(open, db)
    answerMetrics(open)
    serveDocs(open, DOCS_DIR)
  })
  const pages = servePages(app, WEB_DIR)
  answerProblems(app, pages.answer)
  void app.register(api(deps), { prefix: '/api/v1' })
  void app.register(webhookRoutes(deps, door))
  for (const routes of BESIDE) void app.register(routes(deps))
  return app
}

function api(deps: AppDeps): Routes {
  return async (app) => {
    refuseWhileSilent(app, deps.isDatabaseSilent)
    acceptJsonOnly(app)
    app.addHook('onRequest', async (_request, reply) => {
      void reply.header('cache-control', 'no-store')
    })
    app.addHook('onRoute', ({ method, url }) => {
      for (const verb of [method].flat()) deps.routesOnAir.add(`${verb} ${url.replace('/api/v1', '')}`)
    })
    authenticate(app, deps)
    hidePhones(app)
    honourIdempotencyKeys(app, workspaceScope)
    await describeApi(app, deps.config.PUBLIC_URL)
    for (const routes of API) await app.register(routes(deps))
  }
}
