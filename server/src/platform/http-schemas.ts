/** One zod schema per shape: it validates what comes in, shapes what goes out, and documents both. */
import fastJsonStringify, { type Schema } from 'fast-json-stringify'
import type { FastifyPluginAsync, FastifySchemaCompiler, FastifySerializerCompiler, RawServerDefault } from 'fastify'
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** What every `xxxRoutes(deps)` returns. */
export type Routes = FastifyPluginAsync<Record<never, never>, RawServerDefault, ZodTypeProvider>

export const validate: FastifySchemaCompiler<z.ZodType> = validatorCompiler

/**
 * Answers are written by a function compiled from the schema: faster than JSON.stringify, and fields the schema does not name do not
 * leave the building. Compiled when first used, so that start does not wait for it.
 */
export const serialize: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  let write: ((value: unknown) => string) | undefined
  return (value) => {
    write ??= fastJsonStringify(shapeOf(schema))
    return write(value)
  }
}

function shapeOf(schema: z.ZodType): Schema {
  const shape = z.toJSONSchema(schema, {
    io: 'output',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => simplify(jsonSchema),
  })
  return shape as Schema // both describe JSON Schema draft 7
}

/** Writing needs shapes, not rules; and telling an object from null must not cost a validation. */
function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  for (const rule of ['format', 'pattern', 'propertyNames', 'minLength', 'maxLength']) delete schema[rule]
  const other = schema.anyOf?.find((branch) => branch.type !== 'null')
  if (!other || schema.anyOf?.length !== 2 || !schema.anyOf.some((branch) => branch.type === 'null')) return
  delete schema.anyOf
  Object.assign(schema, other, { nullable: true })
}
