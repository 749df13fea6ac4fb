import type { Locale } from '@recado/contract/team'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../platform/scope.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly locale: Locale
  readonly isOperator: boolean
}

/** @returns the new person's id. An address that already has an account keeps it: nobody is ever linked to an account they did not open. */
export async function createPerson(db: Tx, person: NewPerson): Promise<string> {
  const made = await db
    .insertInto('person')
    .values({ id: newId(), name: person.name, email: person.email, locale: person.locale, is_operator: person.isOperator })
    .onConflict((oc) => oc.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Refusal('already_taken', 'This e-mail address already has an account: sign in with it')
  await db
    .insertInto('account')
    .values({ id: newId(), account_id: made.id, provider_id: 'credential', user_id: made.id, password: person.passwordHash })
    .execute()
  return made.id
}

export async function findPasswordOf(db: Db, email: string): Promise<{ userId: string; hash: string | null } | null> {
  const row = await db
    .selectFrom('person')
    .innerJoin('account', 'account.user_id', 'person.id')
    .select(['person.id', 'account.password'])
    .where('person.email', '=', email)
    .where('account.provider_id', '=', 'credential')
    .executeTakeFirst()
  return row ? { userId: row.id, hash: row.password } : null
}
