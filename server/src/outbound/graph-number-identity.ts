/** The calls about display name, username and official business account, as values. */
import {
  NAME_FIELDS,
  type NameFacts,
  nameAnswer,
  suggestionsAnswer,
  type UsernameFacts,
  usernameAnswer,
  usernameTaken,
} from '@recado/cloud-api/number-identity'
import { successAnswer } from '@recado/cloud-api/numbers'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

type Done = Promise<CallResult<{ success: true }>>

export function readName(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<NameFacts>> {
  return graph.call(target, { method: 'GET', path: [phoneNumberId], query: { fields: NAME_FIELDS } }, nameAnswer)
}

/** It is reviewed; the answer comes as the webhook phone_number_name_update. */
export function askForName(graph: GraphClient, target: GraphTarget, phoneNumberId: string, name: string): Done {
  return graph.call(target, { method: 'POST', path: [phoneNumberId], body: { new_display_name: name } }, successAnswer)
}

export function readUsername(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<UsernameFacts>> {
  return graph.call(target, { method: 'GET', path: [phoneNumberId, 'username'] }, usernameAnswer)
}

/** @param order `takeOver`: from another number of the same business that has it */
export function askForUsername(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly phoneNumberId: string; readonly username: string; readonly takeOver: boolean },
): Promise<CallResult<{ status: string | null }>> {
  const body = { username: order.username, transfer_action: order.takeOver ? 'force_transfer' : 'none' }
  return graph.call(target, { method: 'POST', path: [order.phoneNumberId, 'username'], body }, usernameTaken)
}

export function deleteUsername(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Done {
  return graph.call(target, { method: 'DELETE', path: [phoneNumberId, 'username'] }, successAnswer)
}

export async function readUsernameSuggestions(
  graph: GraphClient,
  target: GraphTarget,
  phoneNumberId: string,
): Promise<CallResult<string[]>> {
  const result = await graph.call(target, { method: 'GET', path: [phoneNumberId, 'username_suggestions'] }, suggestionsAnswer)
  return result.ok ? { ok: true, value: result.value.data.flatMap((each) => each.username_suggestions) } : result
}

/** @param application Meta's own fields */
export function askForOfficial(
  graph: GraphClient,
  target: GraphTarget,
  phoneNumberId: string,
  application: Readonly<Record<string, unknown>>,
): Done {
  return graph.call(target, { method: 'POST', path: [phoneNumberId, 'official_business_account'], body: application }, successAnswer)
}
