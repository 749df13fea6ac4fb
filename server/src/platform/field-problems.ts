/** What is wrong with a request, field by field, with codes that stay whatever the validator calls them. */
import { type FieldCode, fieldCode } from '@recado/contract/errors'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'

export interface FieldProblem {
  /** `interactive.action.buttons.0.reply.title` */
  readonly path: string
  readonly code: FieldCode
  readonly message: string
}

/** One issue of zod, as fastify-type-provider-zod hands it over. Unknown fields are named one by one. */
export function fieldProblems({ keyword, instancePath, message, params }: FastifySchemaValidationError): FieldProblem[] {
  const path = instancePath.slice(1).replaceAll('/', '.')
  if (keyword === 'unrecognized_keys' && Array.isArray(params.keys)) {
    return params.keys.map((key) => ({ path: path === '' ? String(key) : `${path}.${key}`, code: 'unknown_field', message: 'is unknown' }))
  }
  return [{ path, code: codeOf(keyword, params, message), message: message ?? 'is not valid' }]
}

type Params = FastifySchemaValidationError['params']

function codeOf(issue: string, params: Params, message: string | undefined): FieldCode {
  switch (issue) {
    case 'invalid_type':
      return message?.endsWith('received undefined') === true ? 'required' : 'wrong_type'
    case 'too_big':
      return sized(params, { string: 'too_long', array: 'too_many', other: 'too_big' })
    case 'too_small':
      return sized(params, { string: params.minimum === 1 ? 'required' : 'too_short', array: 'too_few', other: 'too_small' })
    case 'invalid_format':
      return 'wrong_format'
    case 'invalid_value':
    case 'invalid_union':
      return 'not_an_option'
    case 'custom':
      return fieldCode.safeParse(customCode(params)).data ?? 'not_valid'
    default:
      return 'not_valid'
  }
}

const sized = ({ origin }: Params, codes: Readonly<Record<'string' | 'array' | 'other', FieldCode>>): FieldCode =>
  origin === 'string' || origin === 'array' ? codes[origin] : codes.other

/** A refinement's own word, see the schemas of packages/contract/src/send. */
function customCode({ params }: Params): unknown {
  return typeof params === 'object' && params !== null && 'code' in params ? params.code : undefined
}
