/** Does what media_job holds: a few files at a time, each as a stream. */
import type { Lifeline } from '../platform/lifeline.ts'
import type { Listener } from '../platform/listener.ts'
import type { Logger } from '../platform/log.ts'
import { type Db, inTransaction, type Scope } from '../platform/scope.ts'
import { bringToMeta, giveUpUpload } from './bring-to-meta.ts'
import { changeMedia } from './change-media.ts'
import { fetchFile } from './fetch-file.ts'
import { claimMediaJobs, MEDIA_CHANNEL, type MediaJob, postponeMediaJob, removeMediaJob, retryAfterMs } from './jobs.ts'
import type { MediaWork, Trouble } from './work.ts'

export interface MediaWorkerDeps extends MediaWork {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly log: Logger
  readonly lifeline?: Pick<Lifeline, 'holder'>
  /** 0 to 1 */
  readonly random?: () => number
}

const AT_ONCE = 8
/** From the third vain try on, the conversation says that the file does not come; trying goes on. */
const SHOWN_AFTER = 3

/** Claims and does what is due now. @returns how many jobs there were */
export async function workOnce(deps: MediaWorkerDeps, most = AT_ONCE): Promise<number> {
  const jobs = await claimMediaJobs(deps.pipeline, most, deps.lifeline?.holder ?? null)
  await Promise.all(jobs.map((job) => work(deps, job)))
  return jobs.length
}

async function work(deps: MediaWorkerDeps, job: MediaJob): Promise<void> {
  const { workspaceId, mediaId, task, attempts } = job
  const scope: Scope = { db: deps.pipeline, workspaceId, actor: { kind: 'system', name: 'media' }, now: new Date() }
  try {
    const trouble = await (task === 'fetch' ? fetchFile(deps, scope, job) : bringToMeta(deps, scope, job))
    const outcome = trouble === null ? 'done' : trouble.cause
    deps.log[trouble === null ? 'debug' : 'info']({ workspace: workspaceId, media: mediaId, task, attempts, outcome }, 'media')
    if (trouble !== null) await settleTrouble(deps, scope, job, trouble)
  } catch (err) {
    deps.log.error({ workspace: workspaceId, media: mediaId, task, attempts, outcome: 'media_trouble', err }, 'media')
    await settleTrouble(deps, scope, job, { error: 'unreachable', isFinal: false, cause: 'bug' }).catch((again: unknown) =>
      deps.log.error({ media: mediaId, outcome: 'media_trouble', err: again }, 'the job comes back when its lease is over'),
    )
  }
}

async function settleTrouble(deps: MediaWorkerDeps, scope: Scope, job: MediaJob, trouble: Trouble): Promise<void> {
  const afterMs = retryAfterMs(job.attempts, (deps.random ?? Math.random)())
  const isOver = trouble.isFinal || Date.now() + afterMs > job.expiresAt.getTime()
  if (isOver && job.task === 'upload') return giveUpUpload(scope, job, trouble)
  await inTransaction(scope, async (tx) => {
    if (isOver) await removeMediaJob(tx.db, job)
    else await postponeMediaJob(tx.db, job, afterMs)
    const isShown = job.task === 'fetch' && (isOver || job.attempts === SHOWN_AFTER)
    if (isShown) await changeMedia(tx, job.mediaId, { state: 'failed', error: trouble.error }, null)
  })
}

export interface MediaLoop {
  /** Claims nothing more and waits for what is under way. */
  stop(): Promise<void>
}

/** How late a lost notification, or a retry that has become due, is at most. */
const LOOK_EVERY_MS = 1_000
const DRAIN_MS = 10_000

export async function startMediaLoop(deps: MediaWorkerDeps & { readonly listener: Listener }): Promise<MediaLoop> {
  const running = new Set<Promise<void>>()
  let stopped = false
  let rouse: () => void = () => undefined
  let isDue = true

  const wake = () => {
    isDue = true
    rouse()
  }
  await deps.listener.on(MEDIA_CHANNEL, wake, wake)
  const timer = setInterval(wake, LOOK_EVERY_MS)

  /** Fills the free places, and looks again whenever one becomes free or somebody calls. */
  async function run(): Promise<void> {
    while (!stopped) {
      const free = AT_ONCE - running.size
      if (free > 0 && isDue) {
        isDue = false
        const jobs = await claimMediaJobs(deps.pipeline, free, deps.lifeline?.holder ?? null).catch((err: unknown) => {
          deps.log.error({ outcome: 'media_trouble', err }, 'the queue of files was not looked at')
          return []
        })
        for (const job of jobs) {
          const done = work(deps, job).finally(() => {
            running.delete(done)
            wake()
          })
          running.add(done)
        }
        if (jobs.length > 0) continue
      }
      await new Promise<void>((resolve) => {
        rouse = resolve
        if (stopped || (isDue && running.size < AT_ONCE)) resolve()
      })
    }
  }
  const loop = run()

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      rouse()
      await loop
      await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
    },
  }
}
