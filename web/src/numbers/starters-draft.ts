/** The form of what a chat begins with, and what is wrong with it, by Meta's limits. Pure. */
import type { StartersWish } from '@recado/contract/meta-settings'
import { COMMAND_NAME, EMOJI, STARTER_LIMITS } from '@recado/contract/number-setting-words'

export type PromptProblem = 'empty' | 'long' | 'emoji' | 'twice'
export type CommandProblem = 'name' | 'twice' | 'hint'

export function promptProblem(prompts: readonly string[], nth: number): PromptProblem | null {
  const prompt = (prompts[nth] ?? '').trim()
  if (prompt === '') return 'empty'
  if (prompt.length > STARTER_LIMITS.prompt) return 'long'
  if (EMOJI.test(prompt)) return 'emoji'
  return prompts.some((other, place) => place < nth && other.trim() === prompt) ? 'twice' : null
}

export function commandProblem(commands: StartersWish['commands'], nth: number): CommandProblem | null {
  const { name, hint } = commands[nth] ?? { name: '', hint: '' }
  if (!COMMAND_NAME.test(name)) return 'name'
  if (commands.some((other, place) => place < nth && other.name === name)) return 'twice'
  const isHint = hint.trim() !== '' && hint.trim().length <= STARTER_LIMITS.hint && !EMOJI.test(hint)
  return isHint ? null : 'hint'
}

export const isSound = ({ prompts, commands }: StartersWish): boolean =>
  prompts.every((_, nth) => promptProblem(prompts, nth) === null) && commands.every((_, nth) => commandProblem(commands, nth) === null)
