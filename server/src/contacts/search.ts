import { type RawBuilder, sql } from 'kysely'
import { fold } from '../platform/fold.ts'
import { type Scope, seesPhones, type TxScope } from '../platform/scope.ts'
import { findPlaces } from '../search/find-people.ts'
import { formsOf } from '../search/words.ts'
import { phoneKey } from './phone-key.ts'

const MOST_WORDS = 8

/** Whom a search found. */
export interface FoundContacts {
  /** on contact k */
  readonly isFound: RawBuilder<unknown>
  /** on contact k: the words stand there as they were typed, not only in another form. null where very many were found. */
  readonly isSpelledSo: RawBuilder<unknown> | null
}

/**
 * Every word is part of a name, handle, e-mail or company, be it of one thing or of several; or all of it is a run of digits of the number,
 * however that is written. Somebody is also found by what they were called before they were merged into this contact. Whoever may not see
 * numbers does not find people by them.
 *
 * The index says who may be written so (search/find-people.ts); they, and those whom it does not have as they are now, are looked at.
 */
export async function findContacts(scope: TxScope, query: string): Promise<FoundContacts> {
  const words = wordsOf(query)
  const numbers = numbersOf(scope, query, words)
  const forms = words.map(formsOf)
  const isWritten = written(scope, forms, numbers)
  const places = await findPlaces(scope, [forms, ...numbers.map((number) => [[number]])])
  const bearer = sql`select coalesce(m.merged_into, m.id) as id from contact m where m.workspace_id = ${scope.workspaceId} and ${isWritten('m')}`
  if (places === null) {
    return { isFound: sql`(${isWritten('k')} or k.id in (${bearer} and m.merged_into is not null))`, isSpelledSo: null }
  }
  const bearers = sql`
    ${bearer} and m.place = any(${places}::int[]) union ${bearer} and (hashtextextended(m.search, 0) = m.indexed)::int = 0`
  const asTyped = words.map((word) => [word])
  const ids = await idsOf(scope, bearers)
  return {
    isFound: ids.length > MOST_IDS ? sql`k.id in (${bearers})` : sql`k.id = any(${ids}::uuid[])`,
    isSpelledSo: written(scope, asTyped, numbers)('k'),
  }
}

/** So few are read beforehand: what a condition finds the planner takes for many, and would go through everybody in order until it has a page. */
const MOST_IDS = 2_000

async function idsOf(scope: TxScope, bearers: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${bearers} limit ${MOST_IDS + 1}`.execute(scope.db)
  return rows.map(({ id }) => id)
}

const wordsOf = (query: string): string[] =>
  fold(query)
    .split(/\s+/)
    .map((word) => word.replace(/^@/, ''))
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)

/** What another condition says already is not asked again. */
const numbersOf = (scope: Scope, query: string, words: readonly string[]): string[] =>
  (seesPhones(scope) ? formsOfNumber(query) : []).filter((number) => !words.every((word) => number.includes(word)))

function written(
  scope: Scope,
  words: readonly (readonly string[])[],
  numbers: readonly string[],
): (alias: 'k' | 'm') => RawBuilder<unknown> {
  return (alias) => {
    const search = sql.ref(`${alias}.search`)
    const named = seesPhones(scope) ? search : sql`split_part(${search}, ${'\n'}, 1)`
    const byWords =
      words.length === 0
        ? sql`true`
        : sql.join(
            words.map((forms) => isPart(named, forms)),
            sql` and `,
          )
    return sql`(${sql.join([sql`(${byWords})`, ...numbers.map((number) => isPart(search, [number]))], sql` or `)})`
  }
}

const isPart = (text: RawBuilder<unknown>, forms: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    forms.map((form) => sql`${text} like ${containing(form)}`),
    sql` or `,
  )})`

/** How the digits may stand in what is stored: as they are, canonical, and as Brazilians write their own numbers, without country code. */
function formsOfNumber(query: string): string[] {
  const digits = query.replace(/\D/g, '')
  if (digits.length < 3 || !/^[\d\s()+.-]+$/.test(query.trim())) return []
  const forms = [...new Set([digits, phoneKey(digits) ?? digits, phoneKey(`55${digits}`) ?? digits])]
  return forms.filter((form) => !forms.some((other) => other !== form && form.includes(other)))
}

const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
