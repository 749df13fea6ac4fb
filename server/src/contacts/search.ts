import { type RawBuilder, sql } from 'kysely'
import { fold } from '../platform/fold.ts'
import { type Scope, seesPhones } from '../platform/scope.ts'
import { phoneKey } from './phone-key.ts'

const MOST_WORDS = 8

/**
 * A condition on contact k: every word is part of a name, handle, e-mail or company, or all of it is a run of digits of the number, however
 * that is written. Somebody is also found by what they were called before they were merged into this contact. Whoever may not see numbers
 * does not find people by them.
 */
export function foundContact(scope: Scope, query: string): RawBuilder<unknown> {
  const isFound = condition(scope, query)
  return sql`(${isFound('k')} or k.id in (
    select m.merged_into from contact m where m.workspace_id = ${scope.workspaceId} and m.merged_into is not null and ${isFound('m')}))`
}

function condition(scope: Scope, query: string): (alias: 'k' | 'm') => RawBuilder<unknown> {
  const words = fold(query)
    .split(/\s+/)
    .map((word) => word.replace(/^@/, ''))
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
  // Every person is looked at, so what another condition says already is not asked again: it would cost as much once more.
  const numbers = (seesPhones(scope) ? formsOfNumber(query) : []).filter((number) => !words.every((word) => number.includes(word)))
  return (alias) => {
    const search = sql.ref(`${alias}.search`)
    const named = seesPhones(scope) ? search : sql`split_part(${search}, ${'\n'}, 1)`
    const byWords = words.length === 0 ? [sql`true`] : words.map((word) => sql`${named} like ${containing(word)}`)
    const byNumber = numbers.map((number) => sql`${search} like ${containing(number)}`)
    return sql`(${sql.join([sql`(${sql.join(byWords, sql` and `)})`, ...byNumber], sql` or `)})`
  }
}

/** How the digits may stand in what is stored: as they are, canonical, and as Brazilians write their own numbers, without country code. */
function formsOfNumber(query: string): string[] {
  const digits = query.replace(/\D/g, '')
  if (digits.length < 3 || !/^[\d\s()+.-]+$/.test(query.trim())) return []
  const forms = [...new Set([digits, phoneKey(digits) ?? digits, phoneKey(`55${digits}`) ?? digits])]
  return forms.filter((form) => !forms.some((other) => other !== form && form.includes(other)))
}

const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
