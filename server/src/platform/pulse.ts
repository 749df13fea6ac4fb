import { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Together 600 ms; a turn that comes late still counts as one, and what has arrived meanwhile is read before the next. */
const TURNS = 12
const TURN_MS = 50

/**
 * Whether the database says anything at all, to somebody new: frozen, or behind a line that swallows what is sent, it refuses nobody
 * and answers nobody. Calls made while one asks share its answer.
 */
export function createPulse(connectionString: string): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  return () => {
    asking ??= isSilent(connectionString).finally(() => {
      asking = null
    })
    return asking
  }
}

/**
 * Its first byte is an answer; nobody waits for the rest. To sign in takes work on this side as well, and a process that is itself kept
 * busy (by passwords, by pictures) would take its own lateness for silence: for the same reason the wait is counted in turns, not by the clock.
 */
async function isSilent(connectionString: string): Promise<boolean> {
  const line = new Socket()
  const client = new pg.Client({ connectionString, application_name: 'recado pulse', stream: () => line })
  client.on('error', () => undefined)
  const heard = new Promise<boolean>((resolve) => {
    line.once('data', () => resolve(true))
    line.once('close', () => resolve(false))
  })
  client.connect().catch(() => undefined) // refused is an answer too, and out of reach ends the line
  try {
    return !(await Promise.race([heard, someTurns().then(() => false)]))
  } finally {
    line.destroy()
  }
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await pause(TURN_MS)
}
