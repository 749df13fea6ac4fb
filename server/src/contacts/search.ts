import { type RawBuilder, sql } from 'kysely'
import { fold } from '../platform/fold.ts'
import { type Scope, seesPhones } from '../platform/scope.ts'
import { phoneKey } from './phone-key.ts'

const MOST_WORDS = 8

/**
 * A condition on contact k: every word is part of a name, handle, e-mail or company, or all of it is a run of digits of the number, however
 * that is written. Somebody from whom numbers are hidden does not find people by them.
 */
export function foundContact(scope: Scope, query: string): RawBuilder<unknown> {
  const named = seesPhones(scope) ? sql`k.search` : sql`split_part(k.search, ${'\n'}, 1)`
  const words = fold(query)
    .split(/\s+/)
    .map((word) => word.replace(/^@/, ''))
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
  const byWords =
    words.length === 0
      ? sql`true`
      : sql.join(
          words.map((word) => sql`${named} like ${containing(word)}`),
          sql` and `,
        )
  const digits = query.replace(/\D/g, '')
  if (digits.length < 3 || !/^[\d\s()+.-]+$/.test(query.trim()) || !seesPhones(scope)) return sql`(${byWords})`
  const key = phoneKey(digits) ?? digits
  const brazilian = phoneKey(`55${digits}`) ?? digits // as people there write their own numbers: no country code, and perhaps no ninth digit
  return sql`(k.search like ${containing(digits)} or k.search like ${containing(key)} or k.search like ${containing(brazilian)} or (${byWords}))`
}

const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
