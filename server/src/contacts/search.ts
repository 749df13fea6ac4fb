import { type RawBuilder, sql } from 'kysely'
import { phoneKey } from './phone-key.ts'

/** A condition on contact k: by name or username, or by any run of digits of the number, however it is written. */
export function foundContact(words: string): RawBuilder<unknown> {
  const like = `%${words.replace(/^@/, '').replace(/[\\%_]/g, '\\$&')}%`
  const digits = words.replace(/\D/g, '')
  const isNumber = digits.length >= 4 && /^[\d\s()+.-]+$/.test(words)
  const byPhone = isNumber
    ? sql`(k.phone like ${`%${digits}%`} or exists (select 1 from contact_identity i
        where i.workspace_id = k.workspace_id and i.contact_id = k.id and i.kind = 'phone' and i.value like ${`%${phoneKey(digits) ?? digits}%`}))`
    : sql`false`
  return sql`(k.name ilike ${like} or k.profile_name ilike ${like} or k.username ilike ${like} or ${byPhone})`
}
