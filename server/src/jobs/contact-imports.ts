import { IMPORT_DUE } from '../contacts/import/commands.ts'
import { type ImportDeps, runNextImport } from '../contacts/import/run-imports.ts'
import type { Listener } from '../platform/listener.ts'

/** What a process that died left behind is found by looking. */
const LOOK_EVERY_MS = 5_000

/** Works through imports, one after the other, as they become due. */
export async function startContactImports(deps: ImportDeps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let again = false
  let running: Promise<void> | null = null

  function wake(): void {
    again = true
    if (!stopped) running ??= drain().finally(() => (running = null))
  }

  async function drain(): Promise<void> {
    while (again && !stopped) {
      again = false
      again ||= await runNextImport(deps).catch((err: unknown) => {
        deps.log.error({ outcome: 'imports_not_read', err }, 'import')
        return false
      })
    }
  }

  await listener.on(IMPORT_DUE, wake, wake)
  const clock = setInterval(wake, LOOK_EVERY_MS)
  wake()
  return {
    async stop() {
      stopped = true
      clearInterval(clock)
      await running
    },
  }
}
