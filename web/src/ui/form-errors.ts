import { ApiProblem } from '../api.ts'

/** Errors by field, as @mantine/form takes them. The server's own words are for developers; the page brings its own. */
export function fieldErrors(error: unknown, words: Readonly<Record<string, string>>): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {}
  const errors: Record<string, string> = {}
  for (const { path } of error.fields) {
    const field = path.split('.').at(-1) ?? path
    const text = words[field]
    if (text !== undefined) errors[field] = text
  }
  return errors
}

export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
export const PASSWORD_LENGTH = 10
