/** The calls about settings, shop and conversation starters of a number, as values. */
import {
  catalogsAnswer,
  commerceAnswer,
  type SettingsFacts,
  type StartersFacts,
  settingsAnswer,
  startersAnswer,
} from '@recado/cloud-api/number-settings'
import { successAnswer } from '@recado/cloud-api/numbers'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

type Done = Promise<CallResult<{ success: true }>>

export function readSettings(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<SettingsFacts>> {
  return graph.call(target, { method: 'GET', path: [phoneNumberId, 'settings'] }, settingsAnswer)
}

/** @param feature one of Meta's, alone: it takes one a call */
export function changeSetting(
  graph: GraphClient,
  target: GraphTarget,
  phoneNumberId: string,
  feature: Readonly<Record<string, unknown>>,
): Done {
  return graph.call(target, { method: 'POST', path: [phoneNumberId, 'settings'], body: feature }, successAnswer)
}

export interface ShopSettings {
  readonly hasCart: boolean
  readonly showsCatalog: boolean
}

/** null: the number has none, because no catalogue is linked */
export async function readShop(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<ShopSettings | null>> {
  const result = await graph.call(target, { method: 'GET', path: [phoneNumberId, 'whatsapp_commerce_settings'] }, commerceAnswer)
  const [shop] = result.ok ? result.value.data : []
  if (!result.ok) return result
  return { ok: true, value: shop ? { hasCart: shop.is_cart_enabled, showsCatalog: shop.is_catalog_visible } : null }
}

/** Meta takes these two in the query. */
export function changeShop(graph: GraphClient, target: GraphTarget, phoneNumberId: string, { hasCart, showsCatalog }: ShopSettings): Done {
  const query = { is_cart_enabled: String(hasCart), is_catalog_visible: String(showsCatalog) }
  return graph.call(target, { method: 'POST', path: [phoneNumberId, 'whatsapp_commerce_settings'], query }, successAnswer)
}

/** The catalogues linked to an account; a token without catalog_management is refused. */
export async function readCatalogs(
  graph: GraphClient,
  target: GraphTarget,
  wabaId: string,
): Promise<CallResult<{ id: string; name: string | null }[]>> {
  const call = { method: 'GET', path: [wabaId, 'product_catalogs'], query: { fields: 'id,name' } } as const
  const result = await graph.call(target, call, catalogsAnswer)
  return result.ok ? { ok: true, value: result.value.data } : result
}

export async function readStarters(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<StartersFacts>> {
  const call = { method: 'GET', path: [phoneNumberId], query: { fields: 'conversational_automation' } } as const
  const result = await graph.call(target, call, startersAnswer)
  return result.ok ? { ok: true, value: result.value.conversational_automation } : result
}

/** @param order all of them: what is not in it is gone */
export function changeStarters(
  graph: GraphClient,
  target: GraphTarget,
  order: {
    readonly phoneNumberId: string
    readonly prompts: readonly string[]
    readonly commands: readonly { readonly name: string; readonly hint: string }[]
  },
): Done {
  const commands = order.commands.map(({ name, hint }) => ({ command_name: name, command_description: hint }))
  const body = { prompts: order.prompts, commands }
  return graph.call(target, { method: 'POST', path: [order.phoneNumberId, 'conversational_automation'], body }, successAnswer)
}
