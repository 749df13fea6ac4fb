/**
 * What the command bar offers. Pages add actions while they are on screen, and sources that search as the person types
 * (people, conversations, messages).
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
export type CommandSource = (query: string, signal: AbortSignal) => Promise<readonly Command[]>

let commands: readonly Command[] = []
let sources: readonly CommandSource[] = []
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

/** Keep `source` the same function between renders. */
export function useCommandSource(source: CommandSource): void {
  useEffect(() => {
    sources = [...sources, source]
    return () => {
      sources = sources.filter((known) => known !== source)
    }
  }, [source])
}

export async function searchCommands(query: string, signal: AbortSignal): Promise<readonly Command[]> {
  return (await Promise.all(sources.map((source) => source(query, signal)))).flat()
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
