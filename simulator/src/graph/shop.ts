/** What a number offers inside a chat: its shop's buttons, questions to begin with, and commands. */
import type { Json } from '../world/records.ts'
import { requireManagement } from './access.ts'
import { type AccountCall, isObject, type NumberCall, structure, text, word } from './call.ts'
import { parameter } from './refusal.ts'

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

/** The one catalogue of a sandbox account; it is numbered after the account. */
export function listCatalogs({ account, token }: AccountCall): Json {
  requireManagement(token)
  return { data: [{ id: `9${account.waba.id}`, name: `Catálogo ${account.waba.name}` }] }
}

const EMOJI = /\p{Extended_Pictographic}/u

/** Questions a customer may tap in an empty chat, and commands listed when "/" is typed. What is given replaces what there was. */
export function updateAutomation({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  const prompts = structure(params, 'prompts') ?? number.automation.prompts ?? []
  const commands = structure(params, 'commands') ?? number.automation.commands ?? []
  if (!Array.isArray(prompts) || prompts.length > 4) throw parameter('Param prompts must be a list of at most 4 texts.')
  for (const prompt of prompts) {
    if (word(prompt).trim() === '' || word(prompt).length > 80 || EMOJI.test(word(prompt)))
      throw parameter('A prompt must be a text of at most 80 characters without emoji.')
  }
  if (!Array.isArray(commands) || commands.length > 30) throw parameter('Param commands must be a list of at most 30 commands.')
  for (const command of commands) {
    const [name, hint] = isObject(command) ? [word(command.command_name), word(command.command_description)] : ['', '']
    if (!/^[A-Za-z0-9_]{1,32}$/.test(name)) throw parameter('Param command_name must be at most 32 letters, digits and underscores.')
    if (hint.trim() === '' || hint.length > 256 || EMOJI.test(hint))
      throw parameter('Param command_description must be a text of at most 256 characters without emoji.')
  }
  account.numbers.patch(number, { automation: { prompts, commands } })
  return { success: true }
}
