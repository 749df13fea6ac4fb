/** What somebody should know about an account or a number: opened by webhooks and by looking, ended with their cause, told by e-mail. */
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailAlerts } from '../server/src/alerts/mail-alerts.ts'
import { checkToken } from '../server/src/numbers/commands/check-token.ts'
import { createMailer } from '../server/src/platform/mailer.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

interface Shown {
  readonly id: string
  readonly kind: string
  readonly severity: string
  readonly numberId: string | null
  readonly wabaId: string
  readonly isLasting: boolean
  readonly facts: Record<string, string>
  readonly endedBy: string | null
}
const sandboxNumber = async () => (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
const list = async (state: 'open' | 'past', wabaId: string): Promise<Shown[]> =>
  (await s.admin.get(`/api/v1/alerts?state=${state}&limit=100`)).body.items.filter((one: Shown) => one.wabaId === wabaId)
const open = (wabaId: string) => list('open', wabaId)
const kinds = async (wabaId: string) => (await open(wabaId)).map(({ kind }) => kind)
const digits = (phone: string) => phone.replace(/\D/g, '')

describe('what Meta tells', () => {
  const TOLD = [
    [
      'account_update',
      { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type: 'RESTRICTED_UTILITY_TEMPLATES', expiration: 1_795_000_000 }] },
      'account_restricted',
      { what: 'RESTRICTED_UTILITY_TEMPLATES', until: '2026-11-18T11:06:40.000Z' },
    ],
    ['account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } }, 'account_violation', { what: 'ADULT' }],
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'November 30, 2026' } },
      'ban_scheduled',
      { until: 'November 30, 2026' },
    ],
    ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } }, 'account_banned', {}],
    ['account_update', { event: 'PARTNER_REMOVED' }, 'token_refused', {}],
    ['business_capability_update', { max_daily_conversations_per_business: 'TIER_250' }, 'limit_lowered', { from: '2K', to: '250' }],
    ['business_capability_update', { max_daily_conversations_per_business: 'TIER_UNLIMITED' }, 'limit_raised', { from: '2K', to: '∞' }],
    [
      'message_template_status_update',
      { event: 'PAUSED', message_template_id: 9_001, message_template_name: 'promo', reason: 'NONE' },
      'template_paused',
      { template: 'promo', state: 'PAUSED' },
    ],
    [
      'account_alerts',
      {
        entity_type: 'BUSINESS',
        entity_id: '506',
        alert_info: { alert_status: 'ACTIVE', alert_type: 'PROFILE_PICTURE_LOST', alert_description: 'The photo is gone' },
      },
      'meta_notice',
      { what: 'The photo is gone' },
    ],
  ] as const

  test.each(TOLD)('%s %j is one alert, however often it comes', async (field, value, kind, facts) => {
    const { wabaId } = await sandboxNumber()
    for (let n = 0; n < 2; n++) await s.changed(wabaId, field, value)
    expect(await open(wabaId)).toEqual([expect.objectContaining({ kind, facts: expect.objectContaining(facts) })])
    expect((await s.events()).filter(({ type }) => type === 'alerts.changed').length).toBeGreaterThan(0)
  })

  test.each([
    ['account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info: [{}] }, { event: 'ACCOUNT_RESTRICTION', restriction_info: [] }],
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } },
    ],
    ['message_template_status_update', { event: 'PAUSED', message_template_id: 1 }, { event: 'APPROVED', message_template_id: '1' }],
    [
      'account_alerts',
      { entity_id: '1', alert_info: { alert_status: 'ACTIVE', alert_type: 'OBA_REJECTED' } },
      { entity_id: '1', alert_info: { alert_status: 'NONE', alert_type: 'OBA_REJECTED' } },
    ],
  ])('%s: what began ends with its contrary', async (field, begins, ends) => {
    const { wabaId } = await sandboxNumber()
    await s.changed(wabaId, field, begins)
    expect(await kinds(wabaId)).toHaveLength(1)
    await s.changed(wabaId, field, ends)
    expect(await kinds(wabaId)).toEqual([])
    expect(await list('past', wabaId)).toHaveLength(1)
  })

  test('a declined name is about its own number, and ends with an approved one', async () => {
    const { wabaId, id, displayPhoneNumber } = await sandboxNumber()
    const about = { display_phone_number: digits(displayPhoneNumber), requested_verified_name: 'Loja' }
    await s.changed(wabaId, 'phone_number_name_update', { ...about, decision: 'REJECTED', rejection_reason: 'NAME_NOT_CONSISTENT' })
    expect(await open(wabaId)).toMatchObject([
      { kind: 'name_rejected', numberId: id, facts: { name: 'Loja', reason: 'NAME_NOT_CONSISTENT', number: displayPhoneNumber } },
    ])
    await s.changed(wabaId, 'phone_number_name_update', { ...about, decision: 'APPROVED' })
    expect(await open(wabaId)).toEqual([])
  })

  test.each([{}, { event: 7 }, { event: 'ACCOUNT_RESTRICTION', restriction_info: 'x' }, { alert_info: [] }, { decision: 'REJECTED' }])(
    'nonsense is no dead letter: %j',
    async (value) => {
      const { wabaId } = await sandboxNumber()
      for (const field of ['account_update', 'account_alerts', 'phone_number_name_update', 'message_template_status_update']) {
        await s.changed(wabaId, field, value)
      }
      expect(await s.owner.selectFrom('delivery_failure').selectAll().execute()).toEqual([])
    },
  )

  test('somebody elses account opens nothing here', async () => {
    await s.changed('23', 'account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } })
    expect(await open('23')).toEqual([])
  })
})

describe('what is seen by looking', () => {
  test('quality falls and rises again', async () => {
    const { id, wabaId, phoneNumberId, displayPhoneNumber } = await sandboxNumber()
    for (const [qualityRating, seen] of [
      ['YELLOW', ['quality_medium']],
      ['RED', ['quality_low']],
      ['GREEN', []],
    ] as const) {
      await s.patch(`/numbers/${phoneNumberId}`, { qualityRating })
      expect((await s.admin.send('POST', `/api/v1/numbers/${id}/refresh`)).status).toBe(200)
      expect(await kinds(wabaId)).toEqual(seen)
    }
    expect((await list('past', wabaId))[0]?.facts).toMatchObject({ number: displayPhoneNumber })
  })

  test('a token that ends within two weeks, and one that came in its place', async () => {
    const { id, wabaId } = await sandboxNumber()
    const { accessToken } = await s.control(`/wabas/${wabaId}/tokens`, { expiresInSeconds: 13 * 86_400 })
    await s.admin.send('PUT', `/api/v1/numbers/${id}/token`, { accessToken })
    expect(await open(wabaId)).toMatchObject([{ kind: 'token_expiring', isLasting: true }])
    const lasting = await s.control(`/wabas/${wabaId}/tokens`, {})
    await s.admin.send('PUT', `/api/v1/numbers/${id}/token`, { accessToken: lasting.accessToken })
    expect(await kinds(wabaId)).toEqual([])
  })

  test('a refused token is one alert for the account, and disconnecting ends it', async () => {
    const { id, wabaId } = await sandboxNumber()
    const { id: waba, workspace_id: workspaceId } = await s.owner
      .selectFrom('waba')
      .selectAll()
      .where('waba_id', '=', wabaId)
      .executeTakeFirstOrThrow()
    const { accessToken } = await s.control(`/wabas/${wabaId}/tokens`, {})
    await s.admin.send('PUT', `/api/v1/numbers/${id}/token`, { accessToken })
    await s.control('/tokens/revoke', { accessToken })
    const scope = { db: s.deps.db, workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() } as const
    expect(await checkToken(scope, s.deps, waba)).toBe('refused')
    expect(await kinds(wabaId)).toEqual(['token_refused'])
    await s.admin.send('DELETE', `/api/v1/numbers/${id}`)
    expect(await kinds(wabaId)).toEqual([])
  })
})

describe('marking as resolved', () => {
  test('ends what has no end of its own, and says who did', async () => {
    const { wabaId } = await sandboxNumber()
    await s.changed(wabaId, 'account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } })
    const [alert] = await open(wabaId)
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.send('POST', `/api/v1/alerts/${alert?.id}/resolve`)).status).toBe(403)
    for (let n = 0; n < 2; n++) {
      const { status, body } = await s.admin.send('POST', `/api/v1/alerts/${alert?.id}/resolve`)
      expect([status, typeof body.endedBy, typeof body.endedAt]).toEqual([200, 'string', 'string'])
    }
    expect(await kinds(wabaId)).toEqual([])
  })

  test('what lasts as long as its cause is refused', async () => {
    const { wabaId } = await sandboxNumber()
    await s.changed(wabaId, 'account_update', { event: 'PARTNER_REMOVED' })
    const [alert] = await open(wabaId)
    const { status, body } = await s.admin.send('POST', `/api/v1/alerts/${alert?.id}/resolve`)
    expect([status, body.code]).toEqual([409, 'conflict'])
  })

  test('past ones are paged', async () => {
    const first = (await s.admin.get('/api/v1/alerts?state=past&limit=1')).body
    const second = (await s.admin.get(`/api/v1/alerts?state=past&limit=1&cursor=${first.nextCursor}`)).body
    expect([first.items.length, second.items.length, first.items[0].id === second.items[0].id]).toEqual([1, 1, false])
    expect((await s.admin.get('/api/v1/alerts?state=past&cursor=x')).status).toBe(422)
  })
})

describe('e-mail', () => {
  /** A mail server of our own; `refuses` is what it says to the next letters. */
  async function mailServer() {
    const got: string[] = []
    const state = { refuses: false }
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (state.refuses) return done(Object.assign(new Error('come back later'), { responseCode: 451 }))
          got.push(Buffer.concat(chunks).toString())
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const mailer = createMailer({
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Recado <recado@example.com>',
      PUBLIC_URL: 'https://recado.example',
    })
    if (mailer === null) throw new Error('no mailer')
    const close = async () => {
      mailer.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
    return { got, state, mailer, close }
  }

  test('goes once to whoever administers, each in their language; a refused letter goes later', async () => {
    const mail = await mailServer()
    const round = () => mailAlerts({ ...s.deps, config: { PUBLIC_URL: 'https://recado.example' } }, mail.mailer, s.admin.workspaceId)
    await s.owner.updateTable('alert').set({ mail_due_at: null }).execute()
    await colleague(s.app, s.owner, s.admin.workspaceId, 'agent', 'Caio')
    const english = await colleague(s.app, s.owner, s.admin.workspaceId, 'admin', 'Dora')
    await english.send('PATCH', '/api/v1/session/profile', { locale: 'en' })
    expect(await round()).toBe(0)

    const { wabaId } = await sandboxNumber()
    await s.changed(wabaId, 'account_update', { event: 'PARTNER_REMOVED' })
    mail.state.refuses = true
    expect(await round()).toBe(0)
    mail.state.refuses = false
    expect(await round()).toBe(0) // not at once again
    await s.owner.updateTable('alert').set({ mail_due_at: new Date() }).where('mail_due_at', 'is not', null).execute()
    expect(await round()).toBe(1)
    expect(await round()).toBe(0)

    const letters = await Promise.all(mail.got.map((raw) => simpleParser(raw)))
    expect(letters.map(({ subject }) => subject).sort()).toEqual([
      'A Meta recusou o token da conta Sandbox',
      'Meta refused the token of the account Sandbox',
    ])
    for (const { text, from, messageId } of letters) {
      expect(text).toContain('https://recado.example/alerts')
      expect([from?.text, messageId?.endsWith('@recado.example>')]).toEqual(['"Recado" <recado@example.com>', true])
    }
    await mail.close()
  })
})
