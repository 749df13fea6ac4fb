/** QR codes and short links of a number: message_qrdls. */
import type { Account } from '../world/account.ts'
import { qrCode } from '../world/ids.ts'
import type { Json, QrRecord } from '../world/records.ts'
import { requireManagement } from './access.ts'
import { type NumberCall, required, text } from './call.ts'
import { page } from './paging.ts'
import { parameter } from './refusal.ts'

const LONGEST_PREFILL = 140
const MOST_CODES = 2000

const qrView = ({ code, prefilledMessage }: QrRecord): Json => ({
  code,
  prefilled_message: prefilledMessage,
  deep_link_url: `https://wa.me/message/${code}`,
})

const codesOf = (account: Account, numberId: string): QrRecord[] =>
  [...account.qrCodes.values()].filter((each) => each.phoneNumberId === numberId)

export function listCodes({ account, number, params, token, path, world }: NumberCall): Json {
  requireManagement(token)
  const code = path[2] ?? text(params, 'code')
  const rows = codesOf(account, number.id).filter((row) => code === undefined || row.code === code)
  const here = `${world.publicUrl}/graph/${number.id}/message_qrdls`
  return { ...page(rows, params, { idOf: (row) => row.code, show: qrView, here }) }
}

export function saveCode({ account, number, params, token, path }: NumberCall): Json {
  requireManagement(token)
  const prefilledMessage = required(params, 'prefilled_message')
  if (prefilledMessage.length > LONGEST_PREFILL)
    throw parameter(`Param prefilled_message must be at most ${LONGEST_PREFILL} characters long.`)
  const given = path[2] ?? text(params, 'code')
  if (given !== undefined) return qrView(account.qrCodes.patch(codeOf({ account, number }, given), { prefilledMessage }))
  if (codesOf(account, number.id).length >= MOST_CODES) throw parameter(`A number has at most ${MOST_CODES} QR codes.`)
  const code = qrCode()
  const row = account.qrCodes.save({ id: `${number.id}:${code}`, phoneNumberId: number.id, code, prefilledMessage })
  const image = text(params, 'generate_qr_image')
  return {
    ...qrView(row),
    ...(image === undefined ? {} : { qr_image_url: `https://scontent.whatsapp.net/qr/${code}.${image.toLowerCase()}` }),
  }
}

export function deleteCode({ account, number, token, path }: NumberCall): Json {
  requireManagement(token)
  account.qrCodes.remove(codeOf({ account, number }, path[2] ?? '').id)
  return { success: true }
}

function codeOf({ account, number }: Pick<NumberCall, 'account' | 'number'>, code: string): QrRecord {
  const row = account.qrCodes.get(`${number.id}:${code}`)
  if (!row) throw parameter(`QR code ${code} does not exist.`)
  return row
}
