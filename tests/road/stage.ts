/** The road's stage: the server really listening, the simulator as Meta, and whoever runs the installation. */
import type { RoadView } from '@recado/contract/road'
import { freePort } from '../../chaos/harness/free-port.ts'
import { processDue } from '../../server/src/inbound/worker.ts'
import { tokenPlace } from '../../server/src/numbers/graph-target.ts'
import { createPerson, createWorkspace, signIn } from '../../server/src/test/sign-in.ts'
import { SANDBOX_APP, stage } from '../stage.ts'

export const FACTS = {
  productName: 'Atende Já',
  companyName: 'Aurora Tecnologia Ltda.',
  companyId: '',
  address: '',
  country: 'Brasil',
  contactEmail: 'privacidade@aurora.example',
  privacyContact: '',
  website: '',
  processors: 'Nuvem Sul',
  retentionMonths: 6,
}

export type RoadStage = Awaited<ReturnType<typeof roadStage>>

/** @param settings environment variables of our server, besides its public address */
export async function roadStage(settings: Readonly<Record<string, string>> = {}) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const s = await stage({ PUBLIC_URL: url, ...settings })
  await s.app.listen({ host: '127.0.0.1', port })
  const person = await createPerson(s.owner, 'Operadora', true)
  const operator = await signIn(s.app, person, await createWorkspace(s.owner, person, 'Aurora'))
  const number = (await operator.send('POST', '/api/v1/numbers/sandbox', {})).body
  const road = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    method === 'GET' ? operator.get(`/api/v1/road/sandbox${path}`) : operator.send(method, `/api/v1/road/sandbox${path}`, body)

  /** Meta's app dashboard. */
  async function dashboard(change: unknown): Promise<void> {
    const answer = await fetch(`${s.simulator.url}/control/apps/${SANDBOX_APP.appId}/dashboard`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${s.deps.sandbox?.controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    })
    if (!answer.ok) throw new Error(`dashboard answered ${answer.status} ${await answer.text()}`)
  }

  async function numberSwitch(change: unknown): Promise<void> {
    await fetch(`${s.simulator.url}/control/numbers/${number.phoneNumberId}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${s.deps.sandbox?.controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    })
  }

  /** Runs some checks, or all. @returns by item: `state code` */
  async function check(...items: string[]): Promise<Record<string, string>> {
    const { status, body } = await road('POST', '/checks', items.length > 0 ? { items } : {})
    if (status !== 200) throw new Error(`the checks answered ${status} ${JSON.stringify(body)}`)
    return found(body)
  }

  const found = (view: RoadView) =>
    Object.fromEntries(view.items.flatMap(({ id, finding }) => (finding ? [[id, `${finding.state} ${finding.code}`]] : [])))

  /** What came is processed. */
  async function settle(): Promise<void> {
    const { pipeline, log, references } = s.deps
    while (await processDue({ pipeline, log, references }));
  }

  /** The account is connected again, with another token. */
  async function putToken(token: string): Promise<void> {
    const waba = await s.owner.selectFrom('waba').select('id').where('workspace_id', '=', operator.workspaceId).executeTakeFirstOrThrow()
    const sealed = await s.deps.vault.seal(tokenPlace(operator.workspaceId, waba.id), token)
    await s.owner.updateTable('waba').set({ token: sealed }).where('id', '=', waba.id).execute()
    s.deps.targets.forget()
  }

  const graph = (method: string, path: string, query: Record<string, string> = {}) =>
    fetch(
      `${s.simulator.url}/graph/v26.0/${path}?${new URLSearchParams({ access_token: `${SANDBOX_APP.appId}|${SANDBOX_APP.appSecret}`, ...query })}`,
      {
        method,
      },
    )

  return { ...s, url, person, operator, number, road, dashboard, numberSwitch, check, graph, settle, putToken }
}
