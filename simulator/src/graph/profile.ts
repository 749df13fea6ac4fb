/** The business profile that customers see. */
import { json, type Reply } from '../http/reply.ts'
import type { Json } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { requireManagement } from './access.ts'
import { type NumberCall, structure, text } from './call.ts'
import { keepMedia, readMedia } from './media.ts'
import { parameter, unknownNode } from './refusal.ts'

const PROFILE_LIMITS: Readonly<Record<string, number>> = { about: 139, address: 256, description: 512, email: 128 }
const VERTICALS =
  'UNDEFINED OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT PROF_SERVICES RETAIL TRAVEL RESTAURANT NOT_A_BIZ ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS'.split(
    ' ',
  )
const PICTURES_LIVE = 10 * 365 * 24 * 3600 * 1000
const PROFILE_FIELDS = ['about', 'address', 'description', 'email', 'profile_picture_url', 'websites', 'vertical', 'messaging_product']

export function getProfile({ number, params, token }: NumberCall): Json {
  requireManagement(token)
  const asked = (text(params, 'fields') ?? 'about,address,description,email,profile_picture_url,websites,vertical')
    .split(',')
    .map((name) => name.trim())
  for (const name of asked) {
    if (!PROFILE_FIELDS.includes(name))
      throw parameter(`Tried accessing nonexisting field (${name}) on node type (WhatsAppBusinessProfile)`)
  }
  const profile: Record<string, unknown> = { ...number.profile }
  const shown = asked.filter((name) => profile[name] !== undefined && name !== 'messaging_product').map((name) => [name, profile[name]])
  return { data: [{ ...Object.fromEntries(shown), messaging_product: 'whatsapp' }] }
}

export function updateProfile(call: NumberCall): Json {
  const { account, number, params, token } = call
  requireManagement(token)
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  const changes: Record<string, unknown> = {}
  for (const [name, most] of Object.entries(PROFILE_LIMITS)) {
    const value = text(params, name)
    if (value === undefined) continue
    if (value.length > most) throw parameter(`Param ${name} must be at most ${most} characters long.`)
    if (name === 'about' && value === '') throw parameter('Param about must not be empty.')
    changes[name] = value
  }
  const vertical = text(params, 'vertical')
  if (vertical !== undefined && !VERTICALS.includes(vertical)) throw parameter(`Param vertical must be one of {${VERTICALS.join(', ')}}`)
  if (vertical !== undefined) changes.vertical = vertical
  const websites = structure(params, 'websites')
  if (websites !== undefined) changes.websites = checkedWebsites(websites)
  const handle = text(params, 'profile_picture_handle')
  if (handle !== undefined) changes.profile_picture_url = pictureOf(call, handle)
  account.numbers.patch(number, { profile: { ...number.profile, ...changes } })
  return { success: true }
}

function checkedWebsites(websites: unknown): readonly string[] {
  const fits = (url: unknown): url is string => typeof url === 'string' && url.length <= 256 && /^https?:\/\//.test(url)
  if (!Array.isArray(websites) || websites.length > 2 || !websites.every(fits)) {
    throw parameter('Param websites must be a list of at most 2 URLs of at most 256 characters.')
  }
  return websites
}

/** A photo's address is public and lives as long as the photo; a handle made up elsewhere leads to Meta's own host. */
function pictureOf({ world, account, number }: NumberCall, handle: string): string {
  if (!handle.startsWith('4::')) throw parameter('Param profile_picture_handle is not a handle of an uploaded file.')
  const file = world.uploaded.get(handle)
  if (!file) return `https://pps.whatsapp.net/v/${encodeURIComponent(handle.slice(0, 24))}.jpg`
  if (!/^image\/(jpe?g|png)$/.test(file.mimeType)) throw parameter('Param profile_picture_handle is not the handle of a picture.')
  world.uploaded.delete(handle)
  const media = keepMedia({ world, account, phoneNumberId: number.id }, { ...file, filename: '' }, PICTURES_LIVE)
  return `${world.publicUrl}/graph/pictures/${media.id}`
}

/** To anybody, as photos are. */
export async function pictureReply(world: World, id: string): Promise<Reply> {
  const owner = world.node(id)
  const media = owner?.account.media.get(id)
  if (!owner || !media?.mimeType.startsWith('image/') || media.filename !== null) return json(unknownNode('GET', id).body, 404)
  return { status: 200, contentType: media.mimeType, body: await readMedia(owner.account, media) }
}
