import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts'

export interface Meta {
  readonly url: string
  control<T>(method: string, path: string, body?: unknown): Promise<T>
  close(): Promise<void>
}

export interface MetaOptions {
  readonly dataDir: string
  readonly app: { readonly id: string; readonly secret: string; readonly verifyToken: string }
}

const TOKEN = 'control token of chaos'

/** The simulator as Meta, in this process: it is the referee and must not be killed. */
export async function startMeta({ dataDir, app }: MetaOptions): Promise<Meta> {
  const simulator: Simulator = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    app: { ...app, callbackUrl: null },
    controlToken: TOKEN,
    publicUrl: null,
  })
  return {
    url: simulator.url,
    async control<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await fetch(simulator.url + path, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T // the simulator's own words, see its README
    },
    close: () => simulator.close(),
  }
}
