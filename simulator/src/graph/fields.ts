/** `fields=a,b{c},d.limit(2)`: which parts of a node are asked for. */
import { parameter } from './refusal.ts'

export interface Field {
  readonly name: string
  readonly inner: string | null
}

export function parseFields(written: string): Field[] {
  const fields: Field[] = []
  let depth = 0
  let current = ''
  for (const character of `${written},`) {
    if (character === ',' && depth === 0) {
      if (current.trim() !== '') fields.push(field(current.trim()))
      current = ''
      continue
    }
    if (character === '{' || character === '(') depth++
    if (character === '}' || character === ')') depth--
    if (depth < 0) break
    current += character
  }
  if (depth !== 0) throw parameter('Syntax error "Expected end of string" in the fields parameter.')
  return fields
}

function field(written: string): Field {
  const name = /^\w+/.exec(written)?.[0] ?? written
  const inner = /\{(.*)\}$/s.exec(written)?.[1] ?? null
  return { name, inner }
}

type Node = Readonly<Record<string, unknown>>

/** A node always shows its id; a field it does not have is an error, as on Graph. */
export function project(node: Node, kind: string, asked: string | undefined, shown: readonly string[]): Node {
  if (asked === undefined || asked.trim() === '') return pick(node, shown)
  const chosen: Record<string, unknown> = {}
  for (const { name, inner } of parseFields(asked)) {
    if (!(name in node)) throw parameter(`Tried accessing nonexisting field (${name}) on node type (${kind})`)
    if (node[name] !== undefined) chosen[name] = inner === null ? node[name] : inside(node[name], inner)
  }
  return 'id' in node ? { ...chosen, id: node.id } : chosen
}

function pick(node: Node, names: readonly string[]): Node {
  return Object.fromEntries(names.filter((name) => node[name] !== undefined).map((name) => [name, node[name]]))
}

function inside(value: unknown, inner: string): unknown {
  if (Array.isArray(value)) return value.map((each) => inside(each, inner))
  if (typeof value !== 'object' || value === null) return value
  const names = parseFields(inner).map(({ name }) => name)
  const object = Object.fromEntries(Object.entries(value))
  if (Array.isArray(object.data)) return { ...object, data: inside(object.data, inner) }
  return pick(object, 'id' in object ? [...new Set([...names, 'id'])] : names)
}
