import { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** In turns: one that comes late still counts as one, and what has arrived meanwhile is read before the next. */
const PATIENCE_MS = 600
const TURN_MS = 50

/**
 * Whether the database says anything at all, to somebody new: frozen, or behind a line that swallows what is sent, it refuses nobody
 * and answers nobody. Calls made while one asks share its answer.
 *
 * @param patienceMs more than usual, for tests on a machine that is busy
 */
export function createPulse(connectionString: string, patienceMs = PATIENCE_MS): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  return () => {
    asking ??= isSilent(connectionString, patienceMs / TURN_MS).finally(() => {
      asking = null
    })
    return asking
  }
}

/**
 * Its first byte is an answer; nobody waits for the rest. To sign in takes work on this side as well, and a process that is itself kept
 * busy (by passwords, by pictures) would take its own lateness for silence: for the same reason the wait is counted in turns, not by the clock.
 */
async function isSilent(connectionString: string, turns: number): Promise<boolean> {
  const line = new Socket()
  const client = new pg.Client({ connectionString, application_name: 'recado pulse', stream: () => line })
  client.on('error', () => undefined)
  const heard = new Promise<boolean>((resolve) => {
    line.once('data', () => resolve(true))
    line.once('close', () => resolve(false))
  })
  client.connect().catch(() => undefined) // refused is an answer too, and out of reach ends the line
  try {
    return !(await Promise.race([heard, pass(turns).then(() => false)]))
  } finally {
    line.destroy()
  }
}

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await pause(TURN_MS)
}
