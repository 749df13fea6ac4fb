/** Settings of a number: calling and storage, commerce, conversational components. */
import type { Json } from '../world/records.ts'
import { requireManagement } from './access.ts'
import { isObject, type NumberCall, structure, text } from './call.ts'
import { parameter } from './refusal.ts'

const FEATURES = ['calling', 'user_identity_change', 'payload_encryption', 'storage_configuration']
const SETTINGS_AT_FIRST = {
  calling: { status: 'DISABLED', call_icon_visibility: 'DEFAULT', callback_permission_status: 'DISABLED' },
  payload_encryption: { status: 'DISABLED' },
  storage_configuration: { status: 'DEFAULT' },
  user_identity_change: { enable_identity_key_check: false },
}

export function getSettings({ number, token }: NumberCall): Json {
  requireManagement(token)
  return { ...SETTINGS_AT_FIRST, ...number.settings }
}

export function updateSettings({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  const named = FEATURES.filter((feature) => params[feature] !== undefined)
  const [feature] = named
  if (feature === undefined || named.length > 1) throw parameter(`Exactly one of ${FEATURES.join(', ')} must be given.`)
  const value = structure(params, feature)
  if (!isObject(value)) throw parameter(`Param ${feature} must be an object.`)
  const before = number.settings[feature]
  account.numbers.patch(number, { settings: { ...number.settings, [feature]: { ...(isObject(before) ? before : {}), ...value } } })
  return { success: true }
}

export function getCommerce({ number, token }: NumberCall): Json {
  requireManagement(token)
  return { data: [{ ...number.commerce, id: number.id }] }
}

export function updateCommerce({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  const chosen = (name: 'is_cart_enabled' | 'is_catalog_visible') => {
    const value = text(params, name)
    return value === undefined ? number.commerce[name] : value === 'true'
  }
  account.numbers.patch(number, {
    commerce: { is_cart_enabled: chosen('is_cart_enabled'), is_catalog_visible: chosen('is_catalog_visible') },
  })
  return { success: true }
}

export function updateAutomation({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  const prompts = structure(params, 'prompts') ?? number.automation.prompts ?? []
  const commands = structure(params, 'commands') ?? number.automation.commands ?? []
  if (!Array.isArray(prompts) || prompts.length > 4) throw parameter('Param prompts must be a list of at most 4 texts.')
  if (!Array.isArray(commands) || commands.length > 30) throw parameter('Param commands must be a list of at most 30 commands.')
  account.numbers.patch(number, { automation: { prompts, commands } })
  return { success: true }
}
