/** What a message is, finely enough that two of one kind are drawn by the same code. Pure. */
interface Said {
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly marks: Readonly<Record<string, unknown>> | null
  /** A message it answers; not one that it reacts to or changes. */
  readonly answers: boolean
}

/** Its type with what its content calls itself, then each thing WhatsApp says beside it: `interactive/list_reply`, `+referral`. */
export function kindsOf({ type, content, marks, answers }: Said): string[] {
  return [typeOf(type, content), ...Object.keys(marks ?? {}).map((mark) => `+${mark}`), ...(answers ? ['+quote'] : [])]
}

function typeOf(type: string, content: Said['content']): string {
  if (type === 'reaction') return content['emoji'] ? 'reaction' : 'reaction/removed'
  const inner = type === 'interactive' || type === 'system' ? content['type'] : undefined
  return typeof inner === 'string' ? `${type}/${inner}` : type
}
