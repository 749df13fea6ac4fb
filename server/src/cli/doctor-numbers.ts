/** The catalogue of the Doctor page, from the command line: for one number or account, or for every number there is. */
import type { DoctorItem, DoctorView } from '@recado/contract/doctor'
import { todoOf } from '@recado/contract/doctor-todo'
import doctorWords from '@recado/contract/doctor-words/en'
import roadWords from '@recado/contract/road-words/en'
import { examine, type Subject } from '../doctor/examine.ts'
import type { Scope } from '../platform/scope.ts'
import { runningSandbox } from '../sandbox/control.ts'
import { type Context, Misuse, type Parts } from './command.ts'
import { withMeta } from './number-parts.ts'

export interface ToldItem extends DoctorItem {
  readonly title: string
  readonly says: string
  /** What to do about it; null when nothing. */
  readonly todo: string | null
}
export interface Examined extends Omit<DoctorView, 'items'> {
  readonly items: readonly ToldItem[]
}

interface Found {
  readonly workspaceId: string
  readonly subject: Subject
}

/** @param id Meta's, of a number or an account; null: every number there is */
export async function examineNumbers(parts: Parts, context: Context, id: string | null): Promise<Examined[]> {
  const found = id === null ? await everyNumber(parts) : [await subjectNamed(parts, id)]
  const door = context.config.SANDBOX === 'on' ? await runningSandbox(parts.ground.dataDir) : null
  return withMeta(context, parts, door, async (deps) => {
    const examined: Examined[] = []
    // One after another: a thousand numbers are not a reason to use up what Meta lets the installation ask.
    for (const { workspaceId, subject } of found) {
      const scope: Scope = { db: parts.db, workspaceId, actor: { kind: 'system', name: 'doctor' }, now: new Date() }
      const view = await examine(scope, deps, subject)
      examined.push({ ...view, items: view.items.map(tell) })
    }
    return examined
  })
}

async function everyNumber({ pipeline }: Parts): Promise<Found[]> {
  const rows = await pipeline.selectFrom('number_route').select(['workspace_id', 'number_id']).orderBy('phone_number_id').execute()
  return rows.map(({ workspace_id, number_id }) => ({ workspaceId: workspace_id, subject: { numberId: number_id } }))
}

async function subjectNamed({ pipeline }: Parts, id: string): Promise<Found> {
  const number = await pipeline.selectFrom('number_route').selectAll().where('phone_number_id', '=', id).executeTakeFirst()
  if (number) return { workspaceId: number.workspace_id, subject: { numberId: number.number_id } }
  const account = await pipeline.selectFrom('waba_route').select('workspace_id').where('waba_id', '=', id).executeTakeFirst()
  if (account) return { workspaceId: account.workspace_id, subject: { wabaId: id } }
  throw new Misuse(`No number and no account with Meta's id ${id} is connected here`)
}

function tell(item: DoctorItem): ToldItem {
  const { title, code, todo } = doctorWords
  const words: Readonly<Record<string, unknown>> = { ...roadWords, ...code }
  const said = words[item.code]
  const next = todoOf(item)
  const name = Object.entries(title).find(([id]) => id === item.id)?.[1] ?? item.id
  return {
    ...item,
    title: name,
    says: typeof said === 'string' ? fill(said, item.facts) : item.code,
    todo: next === null ? null : todo[next],
  }
}

const fill = (text: string, facts: DoctorItem['facts']): string =>
  text.replace(/\{\{(\w+)(?:, number)?\}\}/g, (_hole, name: string) => String(facts[name] ?? '?'))

const MARK = { good: 'ok     ', warning: 'warning', broken: 'PROBLEM', unknown: 'unknown' } as const

export function linesOf({ subject, items }: Examined): string[] {
  const what = subject.phone === null ? `account ${subject.wabaName} (${subject.wabaId})` : `${subject.phone} of ${subject.wabaName}`
  return [
    `${what}:`,
    ...items.map(({ state, title, says, todo }) => `${MARK[state]}  ${title}: ${says}${todo === null ? '' : `\n         → ${todo}`}`),
  ]
}
