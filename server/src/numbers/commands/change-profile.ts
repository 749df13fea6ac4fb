/** The business profile that customers see. It lives at Meta alone. */
import type { NumberProfile, ProfilePatch } from '@recado/contract/number-assets'
import { LARGEST_PICTURE } from '@recado/contract/number-limits'
import type { OpenedFile } from '../../outbound/graph-files.ts'
import { changeProfile, readProfile, uploadSmallFile } from '../../outbound/graph-number-assets.ts'
import { readToken } from '../../outbound/graph-numbers.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { accessNumber } from '../access.ts'
import { askMeta } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'
import { pictureType } from '../picture-type.ts'

export async function readNumberProfile(scope: Scope, deps: MetaDeps, number: string): Promise<NumberProfile> {
  const facts = await profileAtMeta(scope, deps, number)
  return {
    about: facts.about ?? '',
    description: facts.description ?? '',
    address: facts.address ?? '',
    email: facts.email ?? '',
    websites: facts.websites ?? [],
    vertical: facts.vertical ?? 'UNDEFINED',
    hasPicture: facts.profile_picture_url !== null,
    readAt: scope.now.toISOString(),
  }
}

/** @returns the profile as Meta shows it afterwards */
export async function changeNumberProfile(scope: Scope, deps: MetaDeps, number: string, change: ProfilePatch): Promise<NumberProfile> {
  const question = { number, ability: 'numbers.connect', what: 'change the profile' } as const
  await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => changeProfile(graph, target, { phoneNumberId, change }))
  return readNumberProfile(scope, deps, number)
}

/** Meta takes a photo by handle, and gives handles for uploads to the app that the token belongs to. */
export async function changeNumberPicture(scope: Scope, deps: MetaDeps, number: string, body: unknown): Promise<NumberProfile> {
  const question = { number, ability: 'numbers.connect', what: 'change the photo' } as const
  const { once: _once, ...looking } = scope // the work is Meta's
  await inTransaction(looking, (tx) => accessNumber(tx, number, question.ability))
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  const mimeType = pictureType(bytes)
  if (mimeType === null || bytes.length > LARGEST_PICTURE) {
    throw new Refusal('file_refused', 'The body is a JPEG or PNG picture of at most 5 MB', { reason: 'not_a_picture' })
  }
  const file = { name: mimeType === 'image/png' ? 'profile.png' : 'profile.jpg', mimeType, bytes }
  await askMeta(scope, deps, question, async (graph, { target, phoneNumberId }) => {
    const token = await readToken(graph, target, null)
    if (!token.ok) return token
    const { app_id: appId } = token.value
    if (appId === null) return { ok: false, error: null, cause: 'unreadable_answer' }
    const handle = await uploadSmallFile(graph, target, { appId, file })
    if (!handle.ok) return handle
    return changeProfile(graph, target, { phoneNumberId, change: { profile_picture_handle: handle.value } })
  })
  return readNumberProfile(scope, deps, number)
}

/** The photo's bytes, brought from Meta through us: the page may load from nowhere else. */
export async function readNumberPicture(scope: Scope, deps: MetaDeps, number: string): Promise<{ mimeType: string; bytes: Buffer }> {
  const { profile_picture_url: url } = await profileAtMeta(scope, deps, number)
  if (url === null) throw new Refusal('not_found', 'There is no photo')
  const found = await deps.targets.ofNumber(scope.workspaceId, number)
  const opened: OpenedFile = found ? await deps.graph.openFile(found.target, url) : { ok: false, httpStatus: null, cause: 'gone' }
  if (!opened.ok) throw new Refusal('meta_unreachable', `Meta did not show the photo (${opened.cause})`)
  const bytes = await wholeOf(opened.bytes)
  const mimeType = pictureType(bytes)
  if (mimeType === null) throw new Refusal('meta_unreachable', 'Meta showed something else than a photo')
  return { mimeType, bytes }
}

function profileAtMeta(scope: Scope, deps: MetaDeps, number: string) {
  const question = { number, ability: 'numbers.read', what: 'show the profile' } as const
  return askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => readProfile(graph, target, phoneNumberId))
}

async function wholeOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > LARGEST_PICTURE) throw new Refusal('meta_unreachable', 'The photo at Meta is larger than photos are')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
