/** A stage with an account at Meta, and the words with which the tests about templates ask for things. */
import { type Stage, stage } from './stage.ts'

export interface Template {
  id: string
  name: string
  language: string
  status: string
  metaTemplateId: string
  category: string
  quality: string | null
  rejectedReason: string | null
}

export type TemplatesStage = Awaited<ReturnType<typeof templatesStage>>

export async function templatesStage() {
  const s: Stage = await stage()
  /** A connected sandbox number; the simulator gives its account ten templates. */
  const sandboxNumber = async (): Promise<{ id: string; wabaId: string; phoneNumberId: string }> =>
    (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  const sync = async (wabaId: string) => (await s.admin.send('POST', '/api/v1/templates/sync', { wabaId })).body.accounts
  const list = async (query: string): Promise<Template[]> => (await s.admin.get(`/api/v1/templates?${query}`)).body.items
  return {
    ...s,
    sandboxNumber,
    sync,
    list,
    one: async (wabaId: string, name: string): Promise<Template> => (await list(`wabaId=${wabaId}&q=${name}`))[0] as Template,
    async synced() {
      const number = await sandboxNumber()
      await sync(number.wabaId)
      return number
    },
    /** The account's own access token, to act as its owner at Meta. */
    async atMeta(wabaId: string, method: string, path: string, body?: unknown) {
      const { accessToken } = await s.control(`/wabas/${wabaId}/tokens`)
      const answer = await fetch(`${s.simulator.url}/graph/v26.0/${path}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
  }
}

/** The part of a webhook that says which template it is about. */
export const about = (template: Template) => ({
  message_template_id: Number(template.metaTemplateId),
  message_template_name: template.name,
  message_template_language: template.language,
})
