/** The calls that bring a number onto Cloud API and off it again, as values. */

import { successAnswer } from '@recado/cloud-api/numbers'
import { addedNumberAnswer, REGISTRATION_FIELDS, type RegistrationFacts, registrationAnswer } from '@recado/cloud-api/registration'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

type Done = Promise<CallResult<{ success: true }>>

/** @param pin six digits: the number's own, or the one it shall have from now on */
export function registerNumber(graph: GraphClient, target: GraphTarget, phoneNumberId: string, pin: string): Done {
  const body = { messaging_product: 'whatsapp', pin }
  return graph.call(target, { method: 'POST', path: [phoneNumberId, 'register'], body }, successAnswer)
}

/** Ten times in 72 hours, and not for a number that is also in the Business app. */
export function deregisterNumber(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Done {
  return graph.call(target, { method: 'POST', path: [phoneNumberId, 'deregister'] }, successAnswer)
}

/** Sets the two-step PIN, whether or not there was one. */
export function setPin(graph: GraphClient, target: GraphTarget, phoneNumberId: string, pin: string): Done {
  return graph.call(target, { method: 'POST', path: [phoneNumberId], body: { pin } }, successAnswer)
}

/** @param order `language`: in Meta's writing, e.g. pt_BR */
export function requestCode(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly phoneNumberId: string; readonly method: 'SMS' | 'VOICE'; readonly language: string },
): Done {
  const body = { code_method: order.method, language: order.language }
  return graph.call(target, { method: 'POST', path: [order.phoneNumberId, 'request_code'], body }, successAnswer)
}

export function verifyCode(graph: GraphClient, target: GraphTarget, phoneNumberId: string, code: string): Done {
  return graph.call(target, { method: 'POST', path: [phoneNumberId, 'verify_code'], body: { code } }, successAnswer)
}

export function readRegistration(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<RegistrationFacts>> {
  return graph.call(target, { method: 'GET', path: [phoneNumberId], query: { fields: REGISTRATION_FIELDS } }, registrationAnswer)
}

export interface NumberToAdd {
  readonly wabaId: string
  readonly countryCode: string
  readonly phoneNumber: string
  readonly verifiedName: string
  /** It is in use in another account, of this provider or another. */
  readonly moves: boolean
}

/** @returns Meta's id of the number */
export async function addNumber(graph: GraphClient, target: GraphTarget, wish: NumberToAdd): Promise<CallResult<string>> {
  const body = {
    cc: wish.countryCode,
    phone_number: wish.phoneNumber,
    verified_name: wish.verifiedName,
    ...(wish.moves && { migrate_phone_number: true }),
  }
  const result = await graph.call(target, { method: 'POST', path: [wish.wabaId, 'phone_numbers'], body }, addedNumberAnswer)
  return result.ok ? { ok: true, value: result.value.id } : result
}
