/** Files on both sides of the stage: a customer's, at Meta; an agent's, at our door. Everything that works by itself is made to work on call. */
import { createHash } from 'node:crypto'
import { processDue } from '../server/src/inbound/worker.ts'
import { workOnce } from '../server/src/media/worker.ts'
import { Sender } from '../server/src/outbound/sender.ts'
import { contactOf, envelope, type Item, metaJson, nextWamid, signatureOf } from '../server/src/test/meta-webhooks.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

export type MediaStage = Awaited<ReturnType<typeof mediaStage>>
const CUSTOMER = '5511988880001'

export async function mediaStage(settings: Readonly<Record<string, string>> = {}) {
  const s: Stage = await stage(settings)
  const number = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  const token = (await s.control(`/wabas/${number.wabaId}/tokens`)).accessToken
  const sender = new Sender(s.deps)

  /** Meta's id of a file that a customer's phone has sent. */
  async function atMeta(bytes: Buffer, type: string): Promise<string> {
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'file')
    const answer = await fetch(`${s.simulator.url}/graph/v26.0/${number.phoneNumberId}/media`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    })
    const { id } = (await answer.json()) as { id: string }
    return id
  }

  async function deliver(item: Item): Promise<void> {
    const body = envelope(number, { contacts: [contactOf(CUSTOMER, 'Marina')], messages: [item] })
    const bytes = metaJson(body)
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(bytes, SANDBOX_APP.appSecret) }
    const post = () => s.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload: bytes })
    while ((await post()).statusCode === 503); // again, as Meta does, where a database that is busy did not take it in time
    const { pipeline, log, references } = s.deps
    while (await processDue({ pipeline, log, references }));
  }

  const conversation = async () => (await s.admin.get('/api/v1/conversations')).body.items[0]
  const messages = async () => (await s.admin.get(`/api/v1/conversations/${(await conversation()).id}/messages`)).body.items

  return {
    ...s,
    number,
    atMeta,
    deliver,
    messages,
    conversation,
    /** A message with a file, of a customer. @returns our view of it right after the webhook */
    async customerSends(type: string, bytes: Buffer, mimeType: string, more: Item = {}) {
      const id = await atMeta(bytes, mimeType)
      const sha256 = createHash('sha256').update(bytes).digest('base64')
      const content = { id, mime_type: mimeType, sha256, ...more }
      await deliver({ from: CUSTOMER, id: nextWamid(), timestamp: String(Math.floor(Date.now() / 1000)), type, [type]: content })
      return (await messages())[0]
    },
    /** Does what is due about files, retries included when their time is said to have come. */
    async filesWork({ retries = false } = {}): Promise<void> {
      if (retries)
        await s.owner
          .updateTable('media_job')
          .set({ run_at: new Date(0) })
          .execute()
      while ((await workOnce({ ...s.deps, random: () => 0.5 })) > 0);
    },
    async sendingWorks(): Promise<void> {
      while (await sender.runOnce());
    },
    async upload(query: Readonly<Record<string, string>>, bytes: Buffer, type: string, who = s.admin) {
      const answer = await s.app.inject({
        method: 'POST',
        url: `/api/v1/media?${new URLSearchParams(query)}`,
        headers: { 'content-type': type, cookie: who.cookie },
        payload: bytes,
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    /** What a browser gets from the address of a file. */
    async open(url: string, headers: Readonly<Record<string, string>> = {}) {
      const { statusCode, headers: answered, rawPayload } = await s.app.inject({ url, headers })
      return { status: statusCode, headers: answered, bytes: rawPayload }
    },
    async link(mediaId: string) {
      return (await s.admin.get(`/api/v1/media/${mediaId}`)).body
    },
    /** What the simulated WhatsApp delivered to the customer. */
    async sends() {
      const answer = await fetch(`${s.simulator.url}/control/wabas/${number.wabaId}/sends`, {
        headers: { authorization: 'Bearer control token of the stage' },
      })
      return ((await answer.json()) as { items: { wamid: string; type: string }[] }).items
    },
  }
}
