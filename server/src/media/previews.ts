/**
 * Previews are made in a child process: whatever a hostile file does to a decoder, it does there, within a limit of memory and time. One
 * file at a time; the child ends when there was nothing to do for a while.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import type { Logger } from '../platform/log.ts'

export interface PreviewTask {
  readonly file: string
  readonly mimeType: string
  /** Where the preview goes, if there is one to be made. */
  readonly out: string
}

export interface PreviewFacts {
  readonly hasPreview: boolean
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  readonly waveform: readonly number[] | null
}

export const NO_PREVIEW: PreviewFacts = { hasPreview: false, width: null, height: null, durationMs: null, waveform: null }

export interface Previews {
  /** Never throws: a file without a preview is shown by its name. */
  make(task: PreviewTask): Promise<PreviewFacts>
  close(): Promise<void>
}

const HEAP_MB = 96
const LONGEST_MS = 15_000
const IDLE_MS = 20_000
/** Of -20 to 19: messages are more urgent. */
const PRIORITY = 10
/** With more waiting than that, messages are more urgent than their previews. */
const MOST_WAITING = 200

export function startPreviews(entry: string, log: Logger): Previews {
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false

  function start(): ChildProcess {
    const started = fork(entry, [], {
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.unref()
    if (started.pid !== undefined) setPriority(started.pid, PRIORITY)
    started.channel?.unref()
    return started
  }

  function end(): void {
    child?.kill('SIGKILL')
    child = null
  }

  function ask(task: PreviewTask): Promise<PreviewFacts> {
    clearTimeout(idle)
    child ??= start()
    const worker = child
    return new Promise((resolve) => {
      const finish = (facts: PreviewFacts | null, why: string) => {
        clearTimeout(clock)
        worker.removeAllListeners()
        worker.on('error', () => undefined)
        if (facts === null) {
          log.warn({ outcome: why, type: task.mimeType }, 'a file got no preview')
          end()
        }
        resolve(facts ?? NO_PREVIEW)
      }
      const clock = setTimeout(() => finish(null, 'preview_took_too_long'), LONGEST_MS)
      worker.once('message', (facts) => finish(facts as PreviewFacts, 'done')) // the other end is preview-child.ts
      worker.once('exit', () => finish(null, 'preview_killed_its_process'))
      worker.once('error', () => finish(null, 'preview_process_failed'))
      worker.send(task, (error) => {
        if (error !== null) finish(null, 'preview_process_failed')
      })
    })
  }

  return {
    make(task) {
      if (closed || waiting >= MOST_WAITING) return Promise.resolve(NO_PREVIEW)
      waiting++
      const made = last.then(() => (closed ? NO_PREVIEW : ask(task)))
      last = made.finally(() => {
        waiting--
        if (waiting === 0) idle = setTimeout(end, IDLE_MS).unref()
      })
      return made
    },
    async close() {
      closed = true
      end()
      await last
      clearTimeout(idle)
    },
  }
}
