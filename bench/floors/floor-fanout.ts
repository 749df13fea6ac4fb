/**
 * The least that brings news to listeners: node:http and nothing else.
 *   GET  /events              an event stream
 *   POST /emit                writes the body, as it is, to every stream
 *   POST /webhooks/whatsapp   commits one row with the body, writes it to every stream, answers 200
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const [databaseUrl = ''] = process.argv.slice(2)
const pool = databaseUrl === '' ? null : new pg.Pool({ connectionString: databaseUrl, max: 4 })
await pool?.query('create table if not exists told (id bigserial primary key, body text not null)')

const streams = new Set<ServerResponse>()

const tell = (text: string | Buffer): void => {
  for (const stream of streams) stream.write(text)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

const server = createServer((request, response) => void answer(request, response))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n')
    streams.add(response)
    response.once('close', () => streams.delete(response))
    return
  }
  const body = await bodyOf(request)
  if (request.url === '/emit') tell(body)
  else {
    const text = body.toString()
    await pool?.query({ name: 'told', text: 'insert into told (body) values ($1)', values: [text] })
    tell(`event: change\ndata: ${text}\n\n`)
  }
  response.end()
}

server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
