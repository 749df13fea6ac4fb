/** QR codes and short links of a number: they live at Meta alone. */
import type { QrFacts } from '@recado/cloud-api/number-assets'
import type { QrCodeView, QrCodeWish } from '@recado/contract/number-assets'
import { deleteQrCode, readQrCodes, saveQrCode } from '../../outbound/graph-number-assets.ts'
import type { Scope } from '../../platform/scope.ts'
import { askMeta } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'

const present = ({ code, prefilled_message, deep_link_url }: QrFacts): QrCodeView => ({
  code,
  prefilledMessage: prefilled_message,
  link: deep_link_url,
})

export async function listQrCodes(scope: Scope, deps: MetaDeps, number: string): Promise<QrCodeView[]> {
  const question = { number, ability: 'numbers.read', what: 'show the QR codes' } as const
  const codes = await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => readQrCodes(graph, target, phoneNumberId))
  return codes.map(present)
}

/** A new code, or another message for one there is: printed codes go on working. */
export async function keepQrCode(scope: Scope, deps: MetaDeps, number: string, wish: QrCodeWish): Promise<QrCodeView> {
  const { code, prefilledMessage } = wish
  const question = { number, ability: 'numbers.connect', what: 'keep the QR code' } as const
  return present(
    await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) =>
      saveQrCode(graph, target, { phoneNumberId, code, prefilledMessage }),
    ),
  )
}

/** What is printed stops working at once and for good. */
export async function removeQrCode(scope: Scope, deps: MetaDeps, number: string, code: string): Promise<void> {
  const question = { number, ability: 'numbers.connect', what: 'delete the QR code' } as const
  await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => deleteQrCode(graph, target, { phoneNumberId, code }))
}
