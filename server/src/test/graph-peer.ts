/** Stands in for Meta's send endpoint, from its documentation: keeps a list of what it accepted and answers as a test tells it to. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GraphTargets } from '../numbers/graph-target.ts'

export interface SendSeen {
  readonly at: number
  readonly phoneNumberId: string
  readonly to: string
  /** biz_opaque_callback_data */
  readonly reference: string
  readonly body: Readonly<Record<string, unknown>>
}

/** accept: 200 with a wamid · drop: accepts and cuts the line · reset: cuts it before reading · a code: Meta's error envelope */
export type Answer = 'accept' | 'drop' | 'reset' | { readonly code: number; readonly status?: number; readonly subcode?: number }

export interface GraphPeer {
  readonly accepted: (SendSeen & { readonly wamid: string })[]
  readonly reads: { readonly message_id: string; readonly typing: boolean }[]
  /** every request to send, accepted or not */
  seen: number
  answer: (send: SendSeen) => Answer | Promise<Answer>
  url: string
  close(): Promise<void>
}

export async function graphPeer(): Promise<GraphPeer> {
  const peer: GraphPeer = {
    accepted: [],
    reads: [],
    seen: 0,
    answer: () => 'accept',
    url: '',
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method === 'GET') return json(response, 200, { id: request.url?.split('?')[0]?.split('/')[2] ?? '' })
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (body.status === 'read') {
      peer.reads.push({ message_id: body.message_id, typing: body.typing_indicator !== undefined })
      return json(response, 200, { success: true })
    }
    peer.seen++
    const phoneNumberId = request.url?.split('/')[2] ?? ''
    const send = { at: performance.now(), phoneNumberId, to: body.to ?? body.recipient, reference: body.biz_opaque_callback_data, body }
    const answer = await peer.answer(send)
    if (answer === 'reset') return void request.socket.resetAndDestroy()
    if (typeof answer === 'object') {
      return json(response, answer.status ?? 400, {
        error: { message: `(#${answer.code}) no`, code: answer.code, error_subcode: answer.subcode, error_data: { details: 'as told' } },
      })
    }
    const wamid = `wamid.${peer.accepted.length}.${send.reference}`
    peer.accepted.push({ ...send, wamid })
    if (answer === 'drop') return void request.socket.resetAndDestroy()
    json(response, 200, { messaging_product: 'whatsapp', contacts: [{ input: send.to, wa_id: send.to }], messages: [{ id: wamid }] })
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  peer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return peer
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Every number is reached at the peer, under its own id there. */
export function targetsAt(peer: GraphPeer, waba: string): Pick<GraphTargets, 'ofNumber' | 'forget'> {
  return {
    ofNumber: async (_workspaceId, numberId) => ({
      target: { baseUrl: `${peer.url}/v26.0`, token: 'token', appSecret: null },
      phoneNumberId: numberId,
      waba,
      wabaId: '1000',
    }),
    forget: () => undefined,
  }
}
