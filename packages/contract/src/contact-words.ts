/** What a tag or an attribute may be. Without schemas, which a browser need not load. */

export const TAG_COLORS = ['blue', 'pink', 'ochre', 'teal', 'slate', 'brown', 'olive', 'indigo'] as const

export const ATTRIBUTE_KINDS = ['text', 'number', 'date', 'boolean', 'choice'] as const
