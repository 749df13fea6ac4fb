/** Text with variables, filled with the parameters of a request as Meta checks them. */
import { isObject, word } from '../call.ts'
import { GraphRefusal, missing, wrong } from '../refusal.ts'
import { type Fields, words } from './check.ts'

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

export function variablesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(VARIABLE), (match) => match[1] ?? ''))]
}

export const mismatch = (where: string, expected: number, received: number): GraphRefusal =>
  new GraphRefusal(
    132000,
    `${where}: number of localizable_params (${received}) does not match the expected number of params (${expected})`,
  )

export function filledText(
  text: string,
  parameters: readonly Fields[],
  { named, where }: { readonly named: boolean; readonly where: string },
): string {
  const names = variablesOf(text)
  if (names.length !== parameters.length) throw mismatch(where, names.length, parameters.length)
  const values = new Map<string, string>()
  parameters.forEach((parameter, index) => {
    const name = named ? parameter.parameter_name : String(index + 1)
    if (!named && parameter.parameter_name !== undefined) {
      throw new GraphRefusal(132012, `${where}: this template has numbered variables, parameter_name is not allowed`)
    }
    if (typeof name !== 'string') throw new GraphRefusal(132012, `${where}: parameter_name is required, the template has named variables`)
    if (!names.includes(name)) throw new GraphRefusal(132018, `${where}: the template has no variable named ${name}`)
    values.set(name, parameterText(parameter, where))
  })
  return text.replaceAll(VARIABLE, (_, name: string) => values.get(name) ?? '')
}

const UNTIDY = /[\n\r\t]| {5,}/

function parameterText(parameter: Fields, where: string): string {
  const { type } = parameter
  if (type === 'currency' || type === 'date_time') {
    const content = parameter[type]
    if (!isObject(content)) throw missing(`${where}.${type}`)
    return words(content.fallback_value, `${where}.${type}.fallback_value`, 1024)
  }
  if (type !== 'text') throw new GraphRefusal(132012, `${where}: Format mismatch, expected TEXT, received ${word(type).toUpperCase()}`)
  const { text } = parameter
  if (typeof text !== 'string' || text === '') throw missing(`${where}.parameters.text`)
  if (UNTIDY.test(text)) {
    throw new GraphRefusal(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces')
  }
  if (text.length > 32_768) throw wrong(`${where}: parameter text is too long`)
  return text
}
