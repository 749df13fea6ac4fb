/** Who a bulk change is about: those that were marked one by one, or everybody the filter finds, on screen or not. */
export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'found' }

export const NOBODY: Selection = { kind: 'none' }

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'found' || (selection.kind === 'some' && selection.ids.has(id))
}

/** Taking one out of "everybody found" leaves those on screen. */
export function toggled(selection: Selection, ids: readonly string[], onScreen: readonly string[]): Selection {
  const before = selection.kind === 'found' ? onScreen : selection.kind === 'some' ? [...selection.ids] : []
  const isAll = ids.every((id) => before.includes(id))
  const next = new Set(isAll ? before.filter((id) => !ids.includes(id)) : [...before, ...ids])
  return next.size === 0 ? NOBODY : { kind: 'some', ids: next }
}
