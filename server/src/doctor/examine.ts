/** Runs the catalogue on a number, or on an account by itself. Nothing is remembered: the next look asks again. */
import { DOCTOR_AREAS, DOCTOR_CHECKS, type DoctorArea, type DoctorCheckId, type DoctorItem, type DoctorView } from '@recado/contract/doctor'
import { checkToken } from '../numbers/commands/check-token.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { callbackOf } from '../numbers/queries.ts'
import { listensAt } from '../numbers/webhook-levels.ts'
import type { CallResult } from '../outbound/graph-client.ts'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import type { RoadApp } from '../road/context.ts'
import { createProbe } from '../road/probe.ts'
import { Questions } from '../road/questions.ts'
import { readRoad } from '../road/store.ts'
import { CATALOGUE } from './catalogue.ts'
import type { OwnNumber, Patient } from './patient.ts'
import { type TokenSaid, tokenSaid } from './questions.ts'

/** @property numberId phone_number.id · @property wabaId Meta's */
export type Subject = { readonly numberId: string } | { readonly wabaId: string }

export async function examine(scope: Scope, deps: MetaDeps, subject: Subject, area?: DoctorArea): Promise<DoctorView> {
  const { once: _once, ...looking } = scope
  const row = await inTransaction(looking, (tx) => subjectOf(tx, subject))
  const probe = createProbe()
  try {
    const patient = await patientOf(looking, deps, row, probe)
    const areas = DOCTOR_AREAS.filter((each) => (area === undefined || each === area) && (each !== 'number' || patient.number !== null))
    const items = await Promise.all(
      areas.flatMap((each) => {
        const ids: readonly DoctorCheckId[] = DOCTOR_CHECKS[each]
        return ids.map(async (id): Promise<DoctorItem> => ({ id, ...(await CATALOGUE[id](patient)) }))
      }),
    )
    const token = items.find(({ id }) => id === 'token_valid')?.state
    // What is news to us is kept for everybody, as the daily look does.
    if (token === (row.token_state === 'ok' ? 'broken' : 'good')) await checkToken(looking, deps, row.waba)
    return {
      subject: {
        numberId: patient.number?.id ?? null,
        phone: patient.number?.phone ?? null,
        phoneNumberId: patient.number?.phoneNumberId ?? null,
        wabaId: row.waba_id,
        wabaName: row.name,
        kind: row.kind,
      },
      items,
      at: scope.now.toISOString(),
    }
  } finally {
    await probe.close()
  }
}

type SubjectRow = Awaited<ReturnType<typeof subjectOf>>

/** Another workspace's and a missing one are the same answer. */
async function subjectOf(scope: TxScope, subject: Subject) {
  requireAbility(scope, 'numbers.read')
  const accounts = scope.db
    .selectFrom('waba')
    .select(['waba.id as waba', 'waba.waba_id', 'waba.name', 'waba.kind', 'waba.graph_url', 'waba.app_id', 'waba.token_state'])
    .select((eb) => eb('waba.token', '=', '').as('isTokenDestroyed'))
    .where('waba.workspace_id', '=', scope.workspaceId)
    .where('waba.disconnected_at', 'is', null)
  if ('wabaId' in subject) {
    const account = await accounts.where('waba.waba_id', '=', subject.wabaId).executeTakeFirst()
    if (!account) throw new Refusal('not_found', 'No such WhatsApp Business Account')
    return { ...account, number: null }
  }
  const number = await scope.db
    .selectFrom('phone_number')
    .select(['id', 'waba', 'phone_number_id', 'display_phone_number', 'paused_because', 'pin', 'is_coexistence'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', subject.numberId)
    .where('disconnected_at', 'is', null)
    .executeTakeFirst()
  const account = number && (await accounts.where('waba.id', '=', number.waba).executeTakeFirst())
  if (!account) throw new Refusal('not_found', 'No such number')
  const own: OwnNumber = {
    id: number.id,
    phoneNumberId: number.phone_number_id,
    phone: number.display_phone_number,
    pausedBecause: number.paused_because,
    isPinKept: number.pin !== '',
    isCoexistence: number.is_coexistence,
  }
  return { ...account, number: own }
}

async function patientOf(scope: Scope, deps: MetaDeps, row: SubjectRow, probe: Patient['probe']): Promise<Patient> {
  const { number, kind, waba_id: wabaId } = row
  const [target, app, road] = await Promise.all([
    deps.targets.ofWaba(scope.workspaceId, row.waba),
    appOf(deps, row),
    readRoad(deps.db, kind),
  ])
  const phoneNumberId = number?.phoneNumberId ?? ''
  const demo = target && { target, numberId: number?.id ?? '', phoneNumberId, wabaId, displayPhoneNumber: number?.phone ?? '' }
  let asked: Promise<CallResult<TokenSaid>> | null = null
  return {
    now: new Date(),
    ground: kind,
    publicUrl: deps.config.PUBLIC_URL,
    app,
    demo,
    ask: new Questions(deps.graph),
    probe,
    wabaId,
    target,
    number,
    isTokenDestroyed: row.isTokenDestroyed === true,
    configurationId: road?.settings.configurationId ?? '',
    isOurs: listensAt(callbackOf(deps.config).callbackUrl, kind),
    askToken: () => {
      asked ??= askToken(deps, app, target)
      return asked
    },
  }
}

/** The app whose token it is; null where nobody told us Meta's id of it. */
async function appOf(deps: MetaDeps, { app_id, kind, graph_url }: SubjectRow): Promise<RoadApp | null> {
  const app = (await deps.metaApps.activeApps()).find(({ id }) => id === app_id)
  const baseUrl = deps.targets.baseUrl(kind, graph_url)
  if (!app || app.metaAppId === null || baseUrl === null) return null
  const target = {
    baseUrl,
    token: `${app.metaAppId}|${app.secret}`,
    appSecret: null,
    ...(graph_url !== null && kind === 'meta' && { operatorHost: true }),
  }
  return { id: app.metaAppId, secret: app.secret, verifyToken: app.verifyToken, target }
}

/** Asked as the app, which also hears of a token that is dead; a dead one would be refused the question about itself. */
async function askToken(deps: MetaDeps, app: RoadApp | null, target: Patient['target']): Promise<CallResult<TokenSaid>> {
  if (target === null) return { ok: false, error: null, cause: 'no_token' }
  const query = { input_token: target.token }
  return deps.graph.call(app?.target ?? target, { method: 'GET', path: ['debug_token'], query }, tokenSaid)
}
