/** QR codes and short links of a number. They live at Meta; ours is a copy, to know which conversations a code opened. */
import type { QrFacts } from '@recado/cloud-api/number-assets'
import type { QrCodeView, QrCodeWish } from '@recado/contract/number-assets'
import { sql } from 'kysely'
import { deleteQrCode, readQrCodes, saveQrCode } from '../../outbound/graph-number-assets.ts'
import { rows } from '../../platform/rows.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { askMeta } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'

/** Meta's list, read now; our copy is made equal to it. */
export async function listQrCodes(scope: Scope, deps: MetaDeps, number: string): Promise<QrCodeView[]> {
  const question = { number, ability: 'numbers.read', what: 'show the QR codes' } as const
  const codes = await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => readQrCodes(graph, target, phoneNumberId))
  return inTransaction(scope, async (tx) => {
    await forget(tx, number, { except: codes.map(({ code }) => code) })
    return keep(tx, number, codes)
  })
}

/** A new code, or another message for one there is: printed codes go on working. */
export async function keepQrCode(scope: Scope, deps: MetaDeps, number: string, wish: QrCodeWish): Promise<QrCodeView> {
  const { code, prefilledMessage } = wish
  const question = { number, ability: 'numbers.connect', what: 'keep the QR code' } as const
  const facts = await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) =>
    saveQrCode(graph, target, { phoneNumberId, code, prefilledMessage }),
  )
  return inTransaction(scope, async (tx) => {
    const [kept] = await keep(tx, number, [facts])
    return kept ?? present(facts, 0)
  })
}

/** What is printed stops working at once and for good. */
export async function removeQrCode(scope: Scope, deps: MetaDeps, number: string, code: string): Promise<void> {
  const question = { number, ability: 'numbers.connect', what: 'delete the QR code' } as const
  await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => deleteQrCode(graph, target, { phoneNumberId, code }))
  await inTransaction(scope, (tx) =>
    tx.db
      .deleteFrom('qr_code')
      .where('workspace_id', '=', tx.workspaceId)
      .where('number_id', '=', number)
      .where('code', '=', code)
      .execute(),
  )
}

const present = ({ code, prefilled_message, deep_link_url }: QrFacts, opened: number): QrCodeView => ({
  code,
  prefilledMessage: prefilled_message,
  link: deep_link_url,
  opened,
})

async function keep(tx: TxScope, number: string, codes: readonly QrFacts[]): Promise<QrCodeView[]> {
  const items = codes.map(({ code, prefilled_message }) => ({ code, prefilled_message }))
  await sql`
    insert into qr_code (workspace_id, number_id, code, prefilled_message)
    select ${tx.workspaceId}, ${number}, q.code, q.prefilled_message from ${rows('q', { code: 'text', prefilled_message: 'text' }, items)}
    on conflict (workspace_id, number_id, code) do update set prefilled_message = excluded.prefilled_message
      where qr_code.prefilled_message <> excluded.prefilled_message`.execute(tx.db)
  const counted = await tx.db
    .selectFrom('qr_opening')
    .select(({ fn }) => ['code', fn.countAll<number>().as('opened')])
    .where('workspace_id', '=', tx.workspaceId)
    .where('number_id', '=', number)
    .groupBy('code')
    .execute()
  const opened = new Map(counted.map((row) => [row.code, Number(row.opened)]))
  return codes.map((facts) => present(facts, opened.get(facts.code) ?? 0))
}

async function forget(tx: TxScope, number: string, { except }: { readonly except: readonly string[] }): Promise<void> {
  await sql`
    delete from qr_code
    where workspace_id = ${tx.workspaceId} and number_id = ${number} and not code = any(${except}::text[])`.execute(tx.db)
}
