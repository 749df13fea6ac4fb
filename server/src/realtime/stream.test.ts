import { type AddressInfo, connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../test/sign-in.ts'
import { type World, world } from '../test/world.ts'

interface Heard {
  readonly event: string
  readonly id: number | null
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events freely
  readonly data: any
}

/** A browser on the line. Resolves waits by what it hears, never by time. */
class Line {
  readonly heard: Heard[] = []
  ended = false
  private waiting: (() => void)[] = []
  private readonly abort = new AbortController()

  static async open(url: string, browser: Browser, headers: Record<string, string> = {}): Promise<Line> {
    const line = new Line()
    const response = await fetch(url, { headers: { cookie: browser.cookie, ...headers }, signal: line.abort.signal })
    if (response.status !== 200 || !response.body) throw new Error(`stream answered ${response.status}`)
    void line.read(response.body)
    return line
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true })
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          this.take(text.slice(0, end))
          text = text.slice(end + 2)
        }
      }
    } catch {} // hung up by the test
    this.ended = true
    this.tell()
  }

  private take(frame: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1]
    const event = field('event')
    if (event === undefined) return
    this.heard.push({ event, id: field('id') === undefined ? null : Number(field('id')), data: JSON.parse(field('data') ?? 'null') })
    this.tell()
  }

  private tell(): void {
    for (const wake of this.waiting.splice(0)) wake()
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  async hears(match: (heard: Heard) => boolean): Promise<Heard> {
    await this.until(() => this.ended || this.heard.some(match))
    const found = this.heard.find(match)
    if (!found) throw new Error(`the line ended without it; heard ${JSON.stringify(this.heard.map((h) => h.event))}`)
    return found
  }

  hangUp(): void {
    this.abort.abort()
  }
}

let w: World
let url: string
const lines: Line[] = []
beforeAll(async () => {
  w = await world()
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(w.app.server.address() as AddressInfo).port}/api/v1/events`
  await w.customerWrites('5511999990001', 'antes de tudo')
})
afterEach(() =>
  lines.splice(0).forEach((line) => {
    line.hangUp()
  }),
)
afterAll(() => w.close())

async function listen(browser: Browser, query = '', headers: Record<string, string> = {}): Promise<Line> {
  const line = await Line.open(url + query, browser, headers)
  lines.push(line)
  return line
}
const says = (text: string) => (heard: Heard) => heard.event === 'change' && heard.data.message?.text === text

describe('on the line', () => {
  test('what happens is heard by everyone, once and in order', async () => {
    const both = await Promise.all([listen(w.home.owner), listen(await w.colleague('Caio', 'agent'))])
    await w.customerWrites('5511999990001', 'um', 'dois', 'três')
    for (const line of both) {
      await line.hears(says('três'))
      const texts = line.heard.filter((h) => h.data.message).map((h) => h.data.message.text)
      expect(texts).toEqual(['um', 'dois', 'três'])
    }
  })

  test('whoever was away is filled in from where they stood, without gap or repeat', async () => {
    const first = await listen(w.home.owner)
    await w.customerWrites('5511999990001', 'ouvida')
    const { id } = await first.hears(says('ouvida'))
    first.hangUp()
    await w.customerWrites('5511999990001', 'perdida 1')
    await w.customerWrites('5511999990001', 'perdida 2')
    const again = await listen(w.home.owner, '', { 'last-event-id': String(id) })
    await again.hears(says('perdida 2'))
    expect(again.heard.map((h) => h.id)).toEqual([Number(id) + 1, Number(id) + 2])
  })

  test('whoever was away for very much is filled in too, and hears what happens meanwhile', async () => {
    const [conversation] = await w.list('?q=5511999990001')
    const before =
      (
        await w.owner
          .selectFrom('event')
          .select((eb) => eb.fn.max('seq').as('seq'))
          .where('workspace_id', '=', w.home.workspaceId)
          .executeTakeFirst()
      )?.seq ?? 0
    const long = 'muito '.repeat(600)
    for (const half of ['primeira', 'segunda'])
      await w.customerWrites('5511999990001', ...Array.from({ length: 750 }, () => `${half} ${long}`))
    const line = await listen(w.home.owner, `?after=${before}`)
    await w.customerWrites('5511999990001', ...Array.from({ length: 300 }, (_, nth) => `depois ${nth} ${long}`), 'o fim de muito')
    await line.hears(says('o fim de muito'))
    const ids = line.heard.filter(({ event }) => event === 'change').map(({ id }) => id)
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, nth) => before + 1 + nth))
    expect(line.heard.filter(({ data }) => data?.message?.conversationId === conversation.id)).toHaveLength(1_801)
    expect(line.ended).toBe(false)
  })

  test('whoever stops reading is not flooded, and goes on where it stopped', async () => {
    const { hostname, port, pathname } = new URL(url)
    let text = ''
    const idsOf = () => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
    /** A browser that is hung up on, because writing took longer than the server's patience, comes back with its cursor. */
    const ring = (cursor = ''): Socket => {
      const line = connect(Number(port), hostname)
      line.write(`GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${w.home.owner.cookie}\r\n${cursor}\r\n`)
      line.on('error', () => undefined)
      line.on('data', (chunk) => {
        text += chunk.toString('latin1')
      })
      line.once('close', () => {
        if (isOver) return
        text = text.slice(0, text.lastIndexOf('\n\n') + 2)
        socket = ring(`last-event-id: ${idsOf().at(-1)}\r\n`)
      })
      return line
    }
    let isOver = false
    let socket = ring()
    await expect.poll(() => text).toContain(': open')
    socket.pause()
    const long = 'x'.repeat(4_000)
    for (let batch = 0; batch < 10; batch++) await w.customerWrites('5511999990001', ...Array.from({ length: 200 }, () => long))
    await w.customerWrites('5511999990001', 'agora leio')
    socket.resume()
    await expect.poll(() => text).toContain('agora leio')
    const ids = idsOf()
    expect(ids).toEqual(ids.map((_, nth) => (ids[0] ?? 0) + nth))
    expect(ids.length).toBeGreaterThan(2_000)
    isOver = true
    socket.destroy()
  })

  test('a cursor from a log that no longer exists starts over', async () => {
    const line = await listen(w.home.owner, '?after=99999999')
    expect((await line.hears((h) => h.event === 'reset')).data.reason).toBe('from_the_future')
    await w.customerWrites('5511999990001', 'depois do recomeço')
    await line.hears(says('depois do recomeço'))
  })

  test('a colleague is seen looking and typing, not oneself', async () => {
    const caio = await w.colleague('Caio Dois', 'agent')
    const [mine, his] = await Promise.all([listen(w.home.owner), listen(caio)])
    const [conversation] = await w.list()
    await caio.send('POST', `/api/v1/conversations/${conversation.id}/presence`, { doing: 'typing' })
    expect((await mine.hears((h) => h.event === 'presence')).data).toMatchObject({
      conversationId: conversation.id,
      name: 'Caio Dois',
      doing: 'typing',
    })
    await w.customerWrites('5511999990001', 'depois de digitar')
    await his.hears(says('depois de digitar'))
    expect(his.heard.some((h) => h.event === 'presence')).toBe(false)
  })
})

describe('rights', () => {
  test('another workspace hears nothing', async () => {
    const stranger = (await w.place('Eve')).owner
    const line = await listen(stranger)
    await w.customerWrites('5511999990001', 'segredo')
    await stranger.send('PATCH', '/api/v1/workspace', { name: 'Loja da Eve' })
    await line.hears((h) => h.data.type === 'workspace.updated')
    expect(line.heard.map((h) => h.data.type)).toEqual(['workspace.updated'])
  })

  test('a removed member is cut off', async () => {
    const caio = await w.colleague('Caio Três', 'agent')
    const line = await listen(caio)
    await w.home.owner.send('DELETE', `/api/v1/members/${caio.userId}`)
    await line.until(() => line.ended)
    expect(line.heard.at(-1)?.event).toBe('bye')
  })

  test('signing out ends the line', async () => {
    const caio = await w.colleague('Caio Quatro', 'agent')
    const line = await listen(caio)
    await caio.send('DELETE', '/api/v1/session')
    await line.until(() => line.ended)
  })

  test('an agent who sees only their own is told when a conversation leaves their sight, and hears no more of it', async () => {
    await w.home.owner.send('PATCH', '/api/v1/workspace', { agentsSee: 'own' })
    const [caio, nanda] = await Promise.all([w.colleague('Caio Cinco', 'agent'), w.colleague('Nanda', 'agent')])
    await w.customerWrites('5511977770001', 'quem atende?')
    const [conversation] = (await caio.get('/api/v1/conversations?q=5511977770001')).body.items
    const line = await listen(caio)
    await nanda.send('POST', `/api/v1/conversations/${conversation.id}/accept`)
    await line.hears((h) => h.data?.type === 'conversation.hidden' && h.data.conversationId === conversation.id)
    await w.customerWrites('5511977770001', 'só para a Nanda')
    await w.customerWrites('5511977770002', 'para todos')
    await line.hears(says('para todos'))
    expect(line.heard.some(says('só para a Nanda'))).toBe(false)
    expect((await caio.get(`/api/v1/conversations/${conversation.id}`)).status).toBe(404)
  })

  test('a promotion widens the view at once: the browser is told to start over', async () => {
    await w.home.owner.send('PATCH', '/api/v1/workspace', { agentsSee: 'own' })
    const caio = await w.colleague('Caio Seis', 'agent')
    const line = await listen(caio)
    await w.home.owner.send('PATCH', `/api/v1/members/${caio.userId}`, { role: 'supervisor' })
    expect((await line.hears((h) => h.event === 'reset')).data.reason).toBe('rights_changed')
  })

  test('whose rights changed while nobody listened is told to start over, and only they', async () => {
    await w.home.owner.send('PATCH', '/api/v1/workspace', { agentsSee: 'all' })
    const caio = await w.colleague('Caio Oito', 'agent')
    const { seq, sight } = (await caio.get('/api/v1/inbox')).body
    await w.home.owner.send('PATCH', '/api/v1/workspace', { agentsSee: 'own' })
    const line = await listen(caio, `?after=${seq}&sight=${sight}`)
    expect((await line.hears((h) => h.event === 'reset')).data.reason).toBe('rights_changed')
    const again = (await caio.get('/api/v1/inbox')).body
    const other = await listen(caio, `?after=${again.seq}&sight=${again.sight}`)
    await w.customerWrites('5511977770009', 'de novo')
    await other.hears(says('de novo'))
    expect(other.heard.some((h) => h.event === 'reset')).toBe(false)
  })

  test('a database that cannot say what a line may hear costs neither the line nor the process', async () => {
    const caio = await w.colleague('Caio Sete', 'agent')
    const line = await listen(caio)
    await sql`revoke select on session from recado_app`.execute(w.owner)
    await sql`select pg_notify('access', ${caio.userId})`.execute(w.owner)
    await w.customerWrites('5511999990001', 'enquanto isso')
    await line.hears(says('enquanto isso'))
    await sql`grant select on session to recado_app`.execute(w.owner)
    await w.customerWrites('5511999990001', 'depois')
    await line.hears(says('depois'))
    expect(line.ended).toBe(false)
  })
})
