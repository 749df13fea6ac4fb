/** The process: which parts it plays, in what order they come up, and how they go down. */
import { ConfigError, environment, readConfig } from './config.ts'
import { loadEnvFile } from './env-file.ts'
import { holdPort } from './held-port.ts'
import { measureProcess } from './platform/metrics.ts'
import { StartRefusal } from './platform/start-refusal.ts'
import { type Running, startServer } from './server.ts'

/** EX_CONFIG of sysexits.h: a person has to change something before another try makes sense. */
const EX_CONFIG = 78
/** npm and the terminal both pass Ctrl-C on; only a signal later than that is a second one. */
const SAME_SIGNAL_MS = 500
const DRAIN_MS = 15_000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

try {
  loadEnvFile()
  measureProcess()
  const held = await holdPort(readConfig(environment()))
  const running = await startServer(readConfig({ ...environment(), PORT: String(held.port) }), say, held.release)
  stopOnSignal(running)
  say(`Recado is ready at ${running.url}`)
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StartRefusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = EX_CONFIG
}

function stopOnSignal(running: Running): void {
  let asked: number | null = null
  const stop = () => {
    if (asked !== null && Date.now() - asked < SAME_SIGNAL_MS) return
    if (asked !== null) process.exit(130)
    asked = Date.now()
    say('Stopping')
    setTimeout(() => {
      process.stderr.write(`Recado did not finish its work within ${DRAIN_MS / 1000} s and leaves the rest for the next start.\n`)
      process.exit(1)
    }, DRAIN_MS).unref()
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
