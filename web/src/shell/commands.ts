/**
 * What the command bar offers besides what the server finds (use-search-commands.ts): pages add actions while they are on screen.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'

export type CommandGroup = 'people' | 'conversations' | 'messages' | 'actions' | 'go' | 'settings'
export interface Command {
  id: string
  group: CommandGroup
  label: string
  /** Beside the label, quiet: a team, a number, a date. */
  hint?: string
  /** As in ui/keys.ts, shown at the right. */
  keys?: string
  run(): void
}

let commands: readonly Command[] = []
const listeners = new Set<() => void>()
function changed(): void {
  for (const listener of listeners) listener()
}

export function useCommands(offered: readonly Command[]): void {
  const latest = useRef(offered)
  latest.current = offered
  const names = offered.map((command) => `${command.id} ${command.label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered anew only when ids or labels change; what they run is always the latest
  useEffect(() => {
    const mine = latest.current.map((command, index): Command => ({ ...command, run: () => latest.current[index]?.run() }))
    commands = [...commands, ...mine]
    changed()
    return () => {
      commands = commands.filter((command) => !mine.includes(command))
      changed()
    }
  }, [names])
}

export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => commands,
  )
}
