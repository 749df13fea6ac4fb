/** The public pages as a crawler reads them, and Meta's two callbacks with good, altered and repeated requests. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, createWorkspace, signIn } from '../test/sign-in.ts'
import { signedRequest } from '../test/signed-request.ts'
import { SECRET, type World, world } from '../test/world.ts'

const FACTS = {
  productName: 'Atende Já',
  companyName: 'Aurora <Tecnologia> Ltda.',
  companyId: '12.345.678/0001-90',
  address: 'Rua das Flores, 10',
  country: 'Brasil',
  contactEmail: 'privacidade@aurora.example',
  privacyContact: '',
  website: 'https://aurora.example',
  processors: 'Nuvem Sul (hospedagem)\n\nCorreio Certo (e-mail)',
  retentionMonths: 9,
}

let w: World
let operator: Awaited<ReturnType<typeof signIn>>
beforeAll(async () => {
  w = await world({ PUBLIC_URL: 'https://atende.example' })
  const person = await createPerson(w.owner, 'Op', true)
  operator = await signIn(w.app, person, await createWorkspace(w.owner, person, 'Casa'))
})
afterAll(() => w.close())

const read = (url: string, headers: Record<string, string> = {}) => w.app.inject({ url, headers })
const post = (url: string, fields: Record<string, string> | string) =>
  w.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  })

describe('the public pages', () => {
  test('say themselves that they are not ready while the facts are missing', async () => {
    const { statusCode, body } = await read('/legal/privacy')
    expect(statusCode).toBe(200)
    expect(body).toContain('[a preencher]')
    expect(body).toContain('ainda não está pronta')
  })

  test('are whole HTML in three languages, with the facts and without a script', async () => {
    expect((await operator.send('PUT', '/api/v1/legal/facts', FACTS)).body.missing).toEqual([])
    for (const [lang, word] of [
      ['pt-BR', 'Política de privacidade'],
      ['en', 'Privacy policy'],
      ['es', 'Política de privacidad'],
    ] as const) {
      const { body, headers } = await read(`/legal/privacy?lang=${lang}`)
      expect(headers['content-type']).toContain('text/html')
      expect(body).toContain(`<html lang="${lang}">`)
      for (const piece of [word, 'WhatsApp', '9 m', 'mailto:privacidade@aurora.example', 'Nuvem Sul (hospedagem)'])
        expect(body).toContain(piece)
      expect(body).toContain('Aurora &lt;Tecnologia&gt; Ltda.')
      expect(body).not.toMatch(/<script|<Tecnologia>|class="draft"/)
    }
  })

  test.each(['privacy', 'terms', 'data-deletion'])('%s follows the browser’s language where none is asked for', async (page) => {
    expect((await read(`/legal/${page}`, { 'accept-language': 'fr, en;q=0.8' })).body).toContain('<html lang="en">')
    expect((await read(`/legal/${page}`)).body).toContain('<html lang="pt-BR">')
  })

  test('can be in the operator’s own words, and go back to ours', async () => {
    const own = { body: '# Nossa política\nDados: <b>poucos</b>. Veja https://aurora.example/mais.' }
    expect((await operator.send('PUT', '/api/v1/legal/texts/privacy/pt-BR', own)).status).toBe(200)
    const { body } = await read('/legal/privacy')
    expect(body).toContain('<h1>Nossa política</h1>')
    expect(body).toContain('&lt;b&gt;poucos')
    expect(body).toContain('<a href="https://aurora.example/mais">')
    await operator.send('PUT', '/api/v1/legal/texts/privacy/pt-BR', { body: null })
    expect((await read('/legal/privacy')).body).toContain('Atende Já é uma plataforma')
  })

  test('are changed by the operator alone', async () => {
    expect((await w.home.owner.send('PUT', '/api/v1/legal/facts', FACTS)).status).toBe(403)
    expect((await w.home.owner.get('/api/v1/legal')).status).toBe(403)
    expect((await w.home.owner.send('PUT', '/api/v1/legal/texts/terms/en', { body: 'x' })).status).toBe(403)
  })
})

describe('a person takes their consent back', () => {
  const request = (user: string, issuedAt = 1_763_800_000, secret = SECRET) =>
    signedRequest({ algorithm: 'HMAC-SHA256', user_id: user, issued_at: issuedAt }, secret)
  const grantedBy = (user: string) =>
    w.owner.updateTable('waba').set({ granted_by: user }).where('workspace_id', '=', w.home.workspaceId).execute()
  const waba = () =>
    w.owner
      .selectFrom('waba')
      .select(['token', 'token_state', 'granted_by'])
      .where('workspace_id', '=', w.home.workspaceId)
      .executeTakeFirstOrThrow()

  test.each(['/meta/data-deletion', '/meta/deauthorize'])('%s refuses what Meta did not sign', async (url) => {
    const bad = [
      {},
      { signed_request: '' },
      { signed_request: 'a.b' },
      { signed_request: request('7', 1, 'another secret') },
      { other: request('7') },
    ]
    for (const fields of bad) expect((await post(url, fields as Record<string, string>)).statusCode).toBe(400)
    expect((await post(url, '\u0000%00=%zz')).statusCode).toBe(400)
    const altered = request('7').replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`)
    const { statusCode, body } = await post(url, { signed_request: altered })
    expect([statusCode, JSON.parse(body).code]).toEqual([400, 'signed_request_wrong'])
    const json = await w.app.inject({ method: 'POST', url, payload: { signed_request: request('7') } })
    expect(json.statusCode).toBe(400)
  })

  test('a deletion destroys the tokens they granted, answers with an address and says there what it found', async () => {
    await grantedBy('5001')
    const answer = await post('/meta/data-deletion', { signed_request: request('5001') })
    expect(answer.statusCode).toBe(200)
    const { url, confirmation_code: code } = answer.json()
    expect(url).toBe(`https://atende.example/legal/data-deletion/${code}`)
    expect(await waba()).toEqual({ token: '', token_state: 'revoked', granted_by: null })
    expect(await w.deps.targets.ofNumber(w.home.workspaceId, w.home.numberId)).toBeNull()
    const page = await read(`${new URL(url).pathname}?lang=en`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(code)
    expect(page.body).toContain('1 authorisation')
    expect(JSON.stringify(await w.owner.selectFrom('app_user_request').selectAll().execute())).not.toContain('5001')
  })

  test('the same request again is the same answer, and cannot end a consent given anew', async () => {
    const signed = { signed_request: request('5002') }
    const first = (await post('/meta/data-deletion', signed)).json()
    await w.owner
      .updateTable('waba')
      .set({ granted_by: '5002', token: 'sealed anew', token_state: 'ok' })
      .where('workspace_id', '=', w.home.workspaceId)
      .execute()
    expect((await post('/meta/data-deletion', signed)).json()).toEqual(first)
    expect(await waba()).toMatchObject({ token: 'sealed anew', token_state: 'ok' })
    const later = (await post('/meta/data-deletion', { signed_request: request('5002', 1_763_900_000) })).json()
    expect(later.confirmation_code).not.toBe(first.confirmation_code)
    expect((await waba()).token).toBe('')
  })

  test('where there is nothing, the page says so', async () => {
    const { url } = (await post('/meta/data-deletion', { signed_request: request('5003') })).json()
    expect((await read(new URL(url).pathname)).body).toContain('Não encontramos nada guardado')
    expect((await read('/legal/data-deletion/AAAABBBBCCCCDDDD')).statusCode).toBe(404)
    expect((await read('/legal/data-deletion/%00')).statusCode).toBe(404)
  })

  test('a deauthorisation destroys the tokens, and only that person’s', async () => {
    await grantedBy('5004')
    await w.owner.updateTable('waba').set({ token: 'sealed', token_state: 'ok' }).where('workspace_id', '=', w.home.workspaceId).execute()
    expect((await post('/meta/deauthorize', { signed_request: request('5005') })).json()).toEqual({ success: true })
    expect((await waba()).token).toBe('sealed')
    expect((await post('/meta/deauthorize', { signed_request: request('5004') })).statusCode).toBe(200)
    expect((await waba()).token).toBe('')
    const { body } = await w.home.owner.get('/api/v1/numbers')
    expect(body.items[0].tokenState).toBe('revoked')
  })
})
