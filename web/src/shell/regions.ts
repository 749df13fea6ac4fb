/** F6 goes round the parts of the screen that say `data-region`, in the order they stand. */
export function focusNextRegion(back: boolean): void {
  const regions = Array.from(document.querySelectorAll<HTMLElement>('[data-region]')).filter((region) => region.offsetParent !== null)
  if (regions.length === 0) return
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(at + (back ? -1 : 1) + regions.length) % regions.length] ?? regions[0]
  if (!next) return
  const inside = next.querySelector<HTMLElement>('[data-region-focus], [tabindex="0"], a[href], button:not(:disabled), input, textarea')
  const target = inside ?? next
  if (!inside && !next.hasAttribute('tabindex')) next.tabIndex = -1
  target.focus()
}
