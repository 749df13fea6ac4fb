/** A name that is not free in a language: a template is called so, or one was until lately. */
import type { TakenName } from '../template-names.ts'
import type { DraftProblem } from './problem.ts'

export function judgeTaken(taken: readonly TakenName[], language: string): DraftProblem[] {
  const found = taken.find((one) => one.language === language)
  if (!found) return []
  return [found.until === null ? { place: 'name', rule: 'name_taken' } : { place: 'name', rule: 'name_held', until: found.until }]
}
