import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { LoadOrder, LoadResult } from './load.ts'
import { ROOT } from './programs.ts'

/** Runs the generator in a process of its own. @param onReady called when its requests are made and the load begins */
export function generate(order: LoadOrder, onReady: () => void = () => undefined): Promise<LoadResult> {
  const child = fork(join(ROOT, 'dist/bench/load.mjs'), [], { serialization: 'json', execArgv: ['--max-old-space-size=8192'] })
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') onReady()
      else resolve(message as LoadResult) // load.ts sends nothing else
    })
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the load generator ended with ${code}`))
    })
    child.send(order)
  })
}
