/** A template that was once approved leaves its name behind: for 30 days nothing else in its language may be called so. */
import type { Account } from '../../world/account.ts'
import type { TemplateRecord } from '../../world/records.ts'

const HELD_MS = 30 * 24 * 3600 * 1000

type Named = Pick<TemplateRecord, 'name' | 'language'>
const keyOf = ({ name, language }: Named): string => `${name} ${language}`

export function holdName(account: Account, template: TemplateRecord): void {
  if (!wasApproved(template)) return
  const held = Object.entries(account.waba.templateNamesHeld ?? {}).filter(([, until]) => until > account.now())
  const templateNamesHeld = { ...Object.fromEntries(held), [keyOf(template)]: account.now() + HELD_MS }
  account.wabas.patch(account.waba, { templateNamesHeld })
}

export function isHeld(account: Account, template: Named): boolean {
  return (account.waba.templateNamesHeld?.[keyOf(template)] ?? 0) > account.now()
}

/** What waits for its first review, or failed it, was not. Edits are counted from the approval on. */
function wasApproved({ status, edits }: TemplateRecord): boolean {
  return edits.length > 0 || !['PENDING', 'REJECTED'].includes(status)
}
