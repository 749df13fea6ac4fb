import { fork } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './programs.ts'
import type { ReadOrder, ReadResult } from './reader.ts'

/** Runs the reader in a process of its own. */
export function read(order: ReadOrder): Promise<ReadResult> {
  const child = fork(join(ROOT, 'dist/bench/reader.mjs'), [], { serialization: 'json' })
  return new Promise((resolve, reject) => {
    child.on('message', (message) => resolve(message as ReadResult)) // reader.ts sends nothing else
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the reader ended with ${code}`))
    })
    child.send(order)
  })
}
