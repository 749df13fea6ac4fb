/** What only the installation may do to the simulator: open accounts in it. Guarded by a token that changes with every start. */
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { request } from 'undici'
import { z } from 'zod'
import { Refusal } from '../platform/errors.ts'
import { ADDRESS_FILE, sandboxAddress } from './address.ts'

/** Where the simulator is and the word that opens its control door: a running `Sandbox`, or what `runningSandbox` found. */
export interface SandboxDoor {
  readonly baseUrl: string | null
  readonly controlToken: string
}

const sandboxWaba = z.object({
  wabaId: z.string(),
  name: z.string(),
  phoneNumberId: z.string(),
  displayPhoneNumber: z.string(),
  verifiedName: z.string(),
  accessToken: z.string(),
})
export type SandboxWaba = z.infer<typeof sandboxWaba>

/** Opens a WhatsApp account with one number and its access token; webhooks are subscribed by whoever connects it, as with a real one. */
export async function createSandboxWaba(door: SandboxDoor, wanted: { name: string; displayPhoneNumber?: string }): Promise<SandboxWaba> {
  if (door.baseUrl === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  const { statusCode, body } = await request(`${door.baseUrl}/control/wabas`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.controlToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
    headersTimeout: 10_000,
  })
  const answer: unknown = await body.json()
  if (statusCode !== 200 && statusCode !== 201) {
    throw new Refusal('unavailable', `The sandbox simulator answered ${statusCode} when asked for an account`, { answer })
  }
  return sandboxWaba.parse(answer)
}

/** The simulator of the server that runs on this data directory, for the command line; null when no server runs. */
export async function runningSandbox(dataDir: string): Promise<SandboxDoor | null> {
  const text = await readFile(join(dataDir, ADDRESS_FILE), 'utf8').catch(() => null)
  if (text === null) return null
  const address = sandboxAddress.parse(JSON.parse(text))
  return (await accepts(address.baseUrl)) ? address : null
}

/** A file left behind by kill -9 names a port where nobody listens. */
function accepts(baseUrl: string): Promise<boolean> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
