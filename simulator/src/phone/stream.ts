/** Server-sent events for the page with the phones. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account, AccountEvent } from '../world/account.ts'

const HEARTBEAT_MS = 15_000
/** A reader this far behind is cut off; the page comes back and reads everything anew. */
const MOST_BUFFERED = 4 * 1024 * 1024

export function streamTo(account: Account, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' })
  response.write(': hello\n\n')
  const write = (text: string) => {
    if (response.writableLength > MOST_BUFFERED) response.destroy()
    else response.write(text)
  }
  const listener = ({ event, data }: AccountEvent) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS)
  account.listeners.add(listener)
  request.on('close', () => {
    clearInterval(heartbeat)
    account.listeners.delete(listener)
  })
}
