import { IMPORT_DUE } from '../contacts/import/commands.ts'
import { type ImportDeps, runNextImport } from '../contacts/import/run-imports.ts'
import type { Listener } from '../platform/listener.ts'
import { startDueLoop } from './due-loop.ts'

/** Works through imports, one after the other, as they become due. */
export function startContactImports(deps: ImportDeps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  const work = { channel: IMPORT_DUE, lookEveryMs: 5_000, next: () => runNextImport(deps), outcome: 'imports_not_read' }
  return startDueLoop(work, listener, deps.log)
}
