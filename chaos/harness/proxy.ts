/** A line between browsers and the product that breaks on purpose: delayed, cut in the middle of a frame, closed on one side only, silent. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Random } from './random.ts'

export interface Proxy {
  readonly url: string
  /** connections that were broken on purpose so far */
  readonly broken: number
  /** Breaks some of what is open now. @param share of the connections */
  cut(share: number): void
  /** From now on lines hold; those that are silent stay so, which their owners must find out. */
  calm(): void
  close(): Promise<void>
}

export interface Weather {
  /** share of connections that are cut somewhere in the first 64 KiB of what the server says */
  readonly cut: number
  /** share that end on one side only */
  readonly halfClosed: number
  /** share that fall silent without a word */
  readonly silent: number
  /** longest delay of a piece, ms */
  readonly delayMs: number
}

interface Line {
  readonly client: Socket
  readonly server: Socket
  isSilent: boolean
}

const FIRST_BYTES = 65_536

export async function startProxy(targetUrl: string, weather: Weather, random: Random): Promise<Proxy> {
  const target = Number(new URL(targetUrl).port)
  const lines = new Set<Line>()
  let stormy = true
  let broken = 0

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const line: Line = { client, server: connect({ host: '127.0.0.1', port: target, allowHalfOpen: true }), isSilent: false }
    lines.add(line)
    const fate = stormy ? fateOf(weather, random) : { kind: 'none' as const, after: 0 }
    let said = 0
    pump(client, line.server, line, () => undefined)
    pump(line.server, client, line, (bytes) => {
      said += bytes
      if (fate.kind === 'none' || said < fate.after || !stormy) return
      fate.kind === 'silent' ? silence(line) : fate.kind === 'half' ? endOneSide(line) : cutLine(line)
      fate.after = Number.POSITIVE_INFINITY
    })
    for (const socket of [client, line.server]) {
      socket.setNoDelay(true)
      socket.on('error', () => drop(line))
      socket.on('close', () => drop(line))
    }
  })

  /** @param passed told of each piece before it is handed on, so that a line can end in the middle of one */
  function pump(from: Socket, to: Socket, line: Line, passed: (bytes: number) => void): void {
    let queue = Promise.resolve()
    from.on('data', (piece: Buffer) => {
      from.pause()
      queue = queue.then(async () => {
        if (weather.delayMs > 0 && stormy) await new Promise((resolve) => setTimeout(resolve, random.below(weather.delayMs)))
        const half = Math.ceil(piece.length / 2)
        if (!line.isSilent) to.write(piece.subarray(0, half))
        passed(piece.length)
        if (!line.isSilent && !to.destroyed && to.writable) to.write(piece.subarray(half))
        from.resume()
      })
    })
    from.on('end', () => void queue.then(() => !line.isSilent && to.end()))
  }

  function drop(line: Line): void {
    if (line.isSilent && !line.client.destroyed) return // nobody tells the browser
    lines.delete(line)
    line.client.destroy()
    line.server.destroy()
  }

  function cutLine(line: Line): void {
    broken++
    line.client.resetAndDestroy()
    line.server.resetAndDestroy()
  }

  /** The browser reads the end; the server may go on writing for a while. */
  function endOneSide(line: Line): void {
    broken++
    line.client.end()
  }

  function silence(line: Line): void {
    broken++
    line.isSilent = true
    line.server.destroy()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get broken() {
      return broken
    },
    cut(share) {
      for (const line of [...lines]) if (!line.isSilent && random.chance(share)) cutLine(line)
    },
    calm() {
      stormy = false
    },
    async close() {
      server.close()
      for (const { client, server: other } of lines) {
        client.destroy()
        other.destroy()
      }
      await once(server, 'close')
    },
  }
}

function fateOf(weather: Weather, random: Random): { kind: 'none' | 'cut' | 'half' | 'silent'; after: number } {
  const after = 1 + random.below(FIRST_BYTES)
  const draw = random.next()
  if (draw < weather.cut) return { kind: 'cut', after }
  if (draw < weather.cut + weather.halfClosed) return { kind: 'half', after }
  return { kind: draw < weather.cut + weather.halfClosed + weather.silent ? 'silent' : 'none', after }
}
