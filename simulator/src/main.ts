/** The simulator as a program. It leaves when its stdin closes, so that it never outlives the server that started it. */
import { readConfig } from './config.ts'
import { startSimulator } from './simulator.ts'

const simulator = await startSimulator(readConfig())
process.stdout.write(`${JSON.stringify({ listening: simulator.port })}\n`)

async function leave(): Promise<void> {
  await simulator.close()
  process.exit(0)
}

process.stdin.resume()
process.stdin.once('close', () => void leave())
process.once('SIGTERM', () => void leave())
process.once('SIGINT', () => void leave())
