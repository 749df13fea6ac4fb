/** The calls about what customers see of a number, as values: business profile, QR codes. */
import {
  PROFILE_FIELDS,
  type ProfileFacts,
  profileAnswer,
  type QrFacts,
  qrAnswer,
  qrPage,
  uploadHandle,
  uploadSession,
} from '@recado/cloud-api/number-assets'
import { successAnswer } from '@recado/cloud-api/numbers'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

export async function readProfile(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<ProfileFacts>> {
  const call = { method: 'GET', path: [phoneNumberId, 'whatsapp_business_profile'], query: { fields: PROFILE_FIELDS } } as const
  const result = await graph.call(target, call, profileAnswer)
  const [profile] = result.ok ? result.value.data : []
  if (!result.ok) return result
  return profile ? { ok: true, value: profile } : { ok: false, error: null, cause: 'unreadable_answer' }
}

/** @param change Meta's own fields; those that are absent stay as they are */
export function changeProfile(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly phoneNumberId: string; readonly change: Readonly<Record<string, unknown>> },
): Promise<CallResult<{ success: true }>> {
  const body = { messaging_product: 'whatsapp', ...order.change }
  return graph.call(target, { method: 'POST', path: [order.phoneNumberId, 'whatsapp_business_profile'], body }, successAnswer)
}

export interface SmallFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Buffer
}

/** Resumable upload in one piece. @returns the handle, which is good for one use within a short time */
export async function uploadSmallFile(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly appId: string; readonly file: SmallFile },
): Promise<CallResult<string>> {
  const { appId, file } = order
  const query = { file_name: file.name, file_length: file.bytes.length, file_type: file.mimeType }
  const session = await graph.call(target, { method: 'POST', path: [appId, 'uploads'], query }, uploadSession)
  if (!session.ok) return session
  const taken = await graph.sendPiece(target, { session: session.value.id, bytes: file.bytes }, uploadHandle)
  return taken.ok ? { ok: true, value: taken.value.h } : taken
}

/** What Meta gives at once, and enough of them for the 2,000 that a number may have. */
const PAGE = 25
const MOST_PAGES = 81

/** All of them: a number has at most 2,000. */
export async function readQrCodes(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<QrFacts[]>> {
  const codes: QrFacts[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { fields: 'code,prefilled_message,deep_link_url', limit: PAGE, after }
    const result = await graph.call(target, { method: 'GET', path: [phoneNumberId, 'message_qrdls'], query }, qrPage)
    if (!result.ok) return result
    codes.push(...result.value.data)
    after = (result.value.paging?.next && result.value.paging.cursors?.after) || undefined
    if (after === undefined) break
  }
  return { ok: true, value: codes }
}

/** With a code, that one gets another message; without, there is a new one. */
export function saveQrCode(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly phoneNumberId: string; readonly code: string | undefined; readonly prefilledMessage: string },
): Promise<CallResult<QrFacts>> {
  const body = { ...(order.code !== undefined && { code: order.code }), prefilled_message: order.prefilledMessage }
  return graph.call(target, { method: 'POST', path: [order.phoneNumberId, 'message_qrdls'], body }, qrAnswer)
}

export function deleteQrCode(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly phoneNumberId: string; readonly code: string },
): Promise<CallResult<{ success: true }>> {
  return graph.call(target, { method: 'DELETE', path: [order.phoneNumberId, 'message_qrdls', order.code] }, successAnswer)
}
