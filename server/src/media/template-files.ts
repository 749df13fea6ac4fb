/** The files inside a template: a header's, or one on each card. Each is named by our id until Meta's takes its place on the way out. */
import type { TemplateContent } from '@recado/contract/messages'
import { z } from 'zod'
import type { TxScope } from '../platform/scope.ts'
import { withIds } from '../platform/with-ids.ts'
import { type HeldFile, lendToMessage, takeFile } from './attach.ts'
import { copyFile } from './copy.ts'

const KINDS = ['image', 'video', 'document'] as const
const ours = z.uuid()

interface NamedFile {
  readonly kind: (typeof KINDS)[number]
  readonly id: string
}

/** What is not ours, an address or an id of Meta's own, goes as it is. */
export function filesNamedIn(content: unknown): NamedFile[] {
  const found = new Map<string, NamedFile>()
  visit(content, (parameter) => {
    for (const kind of KINDS) {
      const { id } = isObject(parameter[kind]) ? parameter[kind] : {}
      if (parameter.type === kind && ours.safeParse(id).success) found.set(String(id), { kind, id: String(id) })
    }
  })
  return [...found.values()]
}

/** Somebody else's, one already sent, and a missing one are the same answer. */
export async function takeTemplateFiles(scope: TxScope, sent: TemplateContent, conversationId: string): Promise<HeldFile[]> {
  const taken: HeldFile[] = []
  for (const file of filesNamedIn(sent.components)) taken.push(await takeFile(scope, file, conversationId))
  return taken
}

/** @returns Meta's ids by ours; null while Meta does not have all of them, and then somebody is on the way to bring them */
export async function giveTemplateFiles(
  scope: TxScope,
  files: readonly HeldFile[],
  to: { readonly messageId: string; readonly conversationId: string; readonly numberId: string },
): Promise<Readonly<Record<string, string>> | null> {
  const ids: Record<string, string> = {}
  for (const file of files) {
    const known = await lendToMessage(scope, file, to)
    if (known !== null) ids[file.row.id] = known
  }
  return Object.keys(ids).length === files.length ? ids : null
}

/** A template that failed is sent once more with files of its own, of the same bytes. */
export async function copyTemplateFiles(scope: TxScope, sent: TemplateContent): Promise<TemplateContent> {
  const copies: Record<string, string> = {}
  for (const { id } of filesNamedIn(sent.components)) copies[id] = await copyFile(scope, id)
  return { ...sent, ...(sent.components && { components: withIds(sent.components, copies) }) }
}

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

function visit(value: unknown, see: (fields: Fields) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see)
  if (!isObject(value)) return
  see(value)
  for (const one of Object.values(value)) visit(one, see)
}
