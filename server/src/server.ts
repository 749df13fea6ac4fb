/** A running Recado, from its settings: the ground, the simulator, then what installation.ts makes of them. */

import { startAlertMail } from './alerts/mail-loop.ts'
import type { AppDeps } from './app.ts'
import type { Config } from './config.ts'
import { type Ground, openGround } from './ground.ts'
import { type InboundThread, keepInboundThread } from './inbound/thread-keeper.ts'
import { assemble, referenceKey } from './installation.ts'
import { startAwayReplies } from './jobs/away-replies.ts'
import { startContactImports } from './jobs/contact-imports.ts'
import { startOnboardings } from './jobs/onboardings.ts'
import { startPhoneHistory } from './jobs/phone-history.ts'
import { watchPipelines } from './jobs/pipeline-gauges.ts'
import { startPush } from './jobs/push.ts'
import { startRoadWatch } from './jobs/road-watch.ts'
import { startSearchIndexer } from './jobs/search-indexer.ts'
import { startUpkeep } from './jobs/upkeep.ts'
import { startMediaLoop } from './media/worker.ts'
import { keepInstallationApps } from './numbers/meta-apps.ts'
import { type InboundTally, startInboundTally } from './outbound/inbound-tally.ts'
import { type SenderLoop, startSenderLoop } from './outbound/sender-loop.ts'
import { INBOUND_THREAD, SIMULATOR_ENTRY } from './paths.ts'
import { newId } from './platform/ids.ts'
import { openLifeline } from './platform/lifeline.ts'
import { createLog, type Logger } from './platform/log.ts'
import { readKeys } from './platform/secrets.ts'
import { startReconciler } from './reconcile/loop.ts'
import { type Sandbox, type SandboxApp, startSandbox } from './sandbox/child.ts'
import { playedApp } from './sandbox/played-app.ts'
import { ensureOwner, mintSetupLink } from './team/setup.ts'

export interface Running {
  /** What people open. */
  readonly url: string
  /** Ends what is under way, then everything; what cannot end in time is taken up by the next start. */
  stop(): Promise<void>
}

/** @param say progress, for the person at the console */
/** @param release lets go of the port, which was kept for us until now */
export async function startServer(config: Config, say: (line: string) => void, release: () => Promise<void>): Promise<Running> {
  const undo: (() => unknown)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await start(config, say, release, undo)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: config.PUBLIC_URL, stop }
}

async function start(config: Config, say: (line: string) => void, release: () => Promise<void>, undo: (() => unknown)[]): Promise<void> {
  const log = createLog(config.LOG_LEVEL)
  const ground = await openGround(config, { what: 'npm start', progress: say })
  undo.push(ground.close)
  const sandboxApp = config.SANDBOX === 'on' ? playedApp(config, ground.secrets) : null
  const sandbox = await startSimulator(config, ground, sandboxApp, log)
  undo.push(() => sandbox?.stop())

  const { appUrl, pipelineUrl, dataDir } = ground
  const workers: Workers = { inbound: null, outbound: null }
  const { app, deps, close } = await assemble({
    config,
    log,
    appUrl,
    pipelineUrl,
    keyring: () => readKeys(dataDir),
    sandbox,
    inbound: () => workers.inbound,
  })
  undo.push(close)
  await keepInstallationApps(deps.pipeline, deps.vault, config, sandboxApp)
  await ensureOwner(deps.db, config)
  await startWorkers(workers, deps, pipelineUrl)
  undo.push(
    () => workers.outbound?.stop(),
    () => workers.inbound?.stop(),
  )
  if (config.ROLES.includes('jobs')) {
    const lifeline = await openLifeline(pipelineUrl)
    const media = await startMediaLoop({ ...deps, lifeline })
    undo.push(lifeline.close, media.stop)
    const reconciler = await startReconciler(deps, deps.listener)
    const upkeep = startUpkeep(deps)
    const alertMail = await startAlertMail(deps, deps.listener)
    const roadWatch = startRoadWatch(deps)
    const indexer = await startSearchIndexer(deps, deps.listener)
    const imports = await startContactImports(deps, deps.listener)
    const push = await startPush(deps, deps.listener)
    const awayReplies = await startAwayReplies(deps, deps.listener)
    const onboardings = await startOnboardings(deps, deps.listener)
    const history = await startPhoneHistory(deps, deps.listener)
    undo.push(reconciler.stop, upkeep.stop, alertMail.stop, roadWatch.stop)
    undo.push(indexer.stop, imports.stop, onboardings.stop, awayReplies.stop, push.stop, history.stop)
  }
  watchPipelines(deps.pipeline)
  await release()
  await app.listen({ host: config.HOST, port: config.PORT })

  const link = await mintSetupLink(deps.db, config.PUBLIC_URL)
  if (link !== null) say(`Open this link once to create your account and the first workspace:\n  ${link}`)
}

interface Workers {
  inbound: InboundThread | null
  outbound: SenderLoop | InboundTally | null
}

/** The parts of this process that work by themselves, by ROLES. */
async function startWorkers(workers: Workers, deps: AppDeps, pipelineUrl: string): Promise<void> {
  const { pipeline, log, vault, config } = deps
  if (config.ROLES.includes('outbound')) workers.outbound = await startSenderLoop({ ...deps, pipelineUrl })
  if (!config.ROLES.includes('inbound')) return
  const outbound = workers.outbound ?? startInboundTally(pipeline, newId(), log)
  workers.outbound = outbound
  workers.inbound = keepInboundThread({
    entry: INBOUND_THREAD,
    log,
    pipelineUrl,
    logLevel: config.LOG_LEVEL,
    referenceKey: referenceKey(vault),
    noteInbound: outbound.noteInbound,
  })
}

async function startSimulator(config: Config, { dataDir }: Ground, app: SandboxApp | null, log: Logger): Promise<Sandbox | null> {
  if (app === null || !config.ROLES.includes('web')) return null
  const host = config.HOST === '0.0.0.0' ? '127.0.0.1' : config.HOST === '::' ? '[::1]' : config.HOST
  return startSandbox({
    entry: SIMULATOR_ENTRY,
    dataDir,
    app,
    callbackUrl: `http://${host}:${config.PORT}/webhooks/whatsapp`,
    publicUrl: `${config.PUBLIC_URL}/sandbox`,
    log,
  })
}
