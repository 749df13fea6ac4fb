/** Clients that say as little as they can for as long as they can. Ends are waited for, never timed. */
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { contactOf, envelope, metaJson, signatureOf, textFrom } from '../server/src/test/meta-webhooks.ts'
import { SECRET, type World, world } from '../server/src/test/world.ts'

const OF_EACH = 40
const DRIP_MS = 250

let w: World
let port: number
beforeAll(async () => {
  w = await world()
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  port = (w.app.server.address() as AddressInfo).port
})
afterAll(() => w.close())

/** Says the beginning, then a byte now and then, and never the end. @returns what it was told before it was hung up on */
async function halting(beginning: string): Promise<string> {
  const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }) // and would keep its half for ever
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  const told = new Promise<void>((resolve) => socket.once('end', resolve).once('close', resolve))
  let heard = ''
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1')
  })
  await once(socket, 'connect')
  socket.write(beginning)
  const drip = beginning === '' ? undefined : setInterval(() => socket.write('a'), DRIP_MS)
  await told
  clearInterval(drip)
  return heard
}

const connections = () => new Promise<number>((resolve) => w.app.server.getConnections((_error, count) => resolve(count)))

const HEADERS = 'POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\nx-slow: '
const BODY = 'POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{'

async function metaWrites(text: string): Promise<number> {
  const body = metaJson(envelope(w.home, { contacts: [contactOf('5511900000001', 'Ana')], messages: [textFrom('5511900000001', text)] }))
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, SECRET) }
  const post = () => fetch(`http://127.0.0.1:${port}/webhooks/whatsapp`, { method: 'POST', body: new Uint8Array(body), headers })
  let answer = await post()
  while (answer.status === 503) answer = await post() // again, as Meta does, where a database that is busy did not take it in time
  return answer.status
}

test('slow headers, slow bodies and silence are hung up on; whoever speaks meanwhile is answered', { timeout: 300_000 }, async () => {
  const each = (beginning: string) => Promise.all(Array.from({ length: OF_EACH }, () => halting(beginning)))
  let left = 3
  const ended = Promise.all([HEADERS, BODY, ''].map((beginning) => each(beginning).finally(() => left--)))
  let answered = 0
  while (left > 0) {
    expect(await metaWrites(`${++answered}`)).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, DRIP_MS))
  }
  const [headers, bodies] = await ended
  expect(new Set([...(headers ?? []), ...(bodies ?? [])].map((heard) => heard.split('\r\n')[0]))).toEqual(
    new Set(['HTTP/1.1 408 Request Timeout']),
  )
  await expect.poll(connections).toBeLessThan(OF_EACH) // theirs are gone, whatever they keep of them
  await w.settle()
  const [conversation] = await w.list()
  expect(conversation.unreadCount).toBe(answered)
})
