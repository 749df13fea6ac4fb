/** What the simulator and the server that runs it tell others about where it listens. */
import { z } from 'zod'

/** In DATA_DIR, mode 0600, while a server runs the simulator. */
export const ADDRESS_FILE = 'sandbox-address.json'

export const sandboxAddress = z.object({ baseUrl: z.url(), controlToken: z.string().min(1) })
export type SandboxAddress = z.infer<typeof sandboxAddress>

const LISTENING = /^\{"listening":(\d+)\}$/

/** The simulator's first line is `{"listening":PORT}`; anything else is talk. */
export function readListening(line: string): number | null {
  const port = LISTENING.exec(line.replaceAll(' ', ''))?.[1]
  return port === undefined ? null : Number(port)
}
