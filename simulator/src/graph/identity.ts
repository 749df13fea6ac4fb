/** How customers know a number: its display name, its username, and whether it is an official business account. */
import { tell } from '../webhooks/tell.ts'
import { officialOf } from '../world/official.ts'
import type { Json } from '../world/records.ts'
import { requireManagement } from './access.ts'
import { type NumberCall, required, structure, text } from './call.ts'
import { project } from './fields.ts'
import { numberNode } from './number.ts'
import { GraphRefusal, parameter } from './refusal.ts'

const USERNAME = /^(?=.{3,35}$)(?=.*[a-z])(?!www)(?!\.)(?!.*\.$)(?!.*\.\.)[a-z0-9._]+$/
const DOMAIN = /\.(?:com|net|org|br|io|app|dev|gov|edu|info|biz|co|me|ai|us|uk|de|es|mx|ar|pt|store|shop)$/
/** Names that somebody has already, so that a refusal can be seen. */
const TAKEN = new Set(['whatsapp', 'meta', 'loja', 'padaria', 'recado'])

export function getUsername({ number, token }: NumberCall): Json {
  requireManagement(token)
  return number.username === null ? {} : { username: number.username, status: number.usernameStatus ?? 'approved' }
}

/** Reserved until usernames are open to everybody; then approved, which is told by a webhook. */
export function requestUsername({ account, number, params, token, world }: NumberCall): Json {
  requireManagement(token)
  if (!number.registered) throw new GraphRefusal(133010)
  const username = required(params, 'username')
  if (!USERNAME.test(username) || DOMAIN.test(username)) throw parameter('Param username is not a valid username.')
  if (TAKEN.has(username)) throw new GraphRefusal(147001)
  for (const other of world.accounts.values()) {
    for (const each of other.numbers.values()) {
      if (each.username !== username || each.id === number.id) continue
      if (other !== account) throw new GraphRefusal(147001)
      if (text(params, 'transfer_action') !== 'force_transfer') throw new GraphRefusal(147005)
      account.numbers.patch(each, { username: null })
    }
  }
  account.numbers.patch(number, { username, usernameStatus: 'reserved' })
  return { status: 'reserved' }
}

export function deleteUsername({ account, number, token, publisher }: NumberCall): Json {
  requireManagement(token)
  if (number.username === null) throw new GraphRefusal(100, 'This phone number has no username')
  account.numbers.patch(number, { username: null })
  tell({ publisher, account }, 'business_username_update', { display_phone_number: number.digits, status: 'deleted' })
  return { success: true }
}

export function suggestUsernames({ number, token }: NumberCall): Json {
  requireManagement(token)
  const plain = number.verifiedName.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const base = plain.replace(/[^a-z0-9]+/g, '').slice(0, 28) || 'empresa'
  const words = plain
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')
    .slice(0, 30)
  const ideas = [base, `${base}.oficial`, `${base}_br`, words].filter(
    (idea) => USERNAME.test(idea) && !DOMAIN.test(idea) && !TAKEN.has(idea),
  )
  return { data: [{ username_suggestions: [...new Set(ideas)] }] }
}

export function getOfficial({ account, number, params, token, world }: NumberCall): Json {
  requireManagement(token)
  return project(numberNode(world, account, number), 'WhatsAppBusinessPhoneNumber', text(params, 'fields'), [
    'id',
    'official_business_account',
  ])
}

const APPLICATION = ['business_website_url', 'primary_country_of_operation', 'primary_language'] as const

/** An application for the mark of an official business account; Meta takes days, this program waits to be told. */
export function requestOfficial({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  for (const name of APPLICATION) required(params, name)
  if (!/^https?:\/\//.test(required(params, 'business_website_url'))) throw parameter('Param business_website_url must be a URL.')
  const links = structure(params, 'supporting_links') ?? []
  if (!Array.isArray(links) || links.length > 5) throw parameter('Param supporting_links must be a list of at most 5 URLs.')
  const { status } = officialOf(number)
  if (status === 'PENDING' || status === 'APPROVED') throw parameter('There is an application for this phone number already.')
  account.numbers.patch(number, { official: { status: 'PENDING', message: 'The application is under review.' } })
  return { success: true, message: 'The application was received.' }
}
