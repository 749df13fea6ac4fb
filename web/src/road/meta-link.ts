import type { RoadView } from '@recado/contract/road'
import type { Item } from '@recado/contract/road-items'

/** The page where an item is done: at Meta with the ids filled in, or one of ours. An id that is not known leads to the page before it. */
export function itemLink(item: Item, view: RoadView): string {
  const known: Readonly<Record<string, string | undefined>> = {
    app: view.appId ?? undefined,
    business: view.settings.businessId || undefined,
    waba: view.demo?.wabaId,
    number: view.demo?.phoneNumberId,
  }
  const [path = '', query] = item.link.split('?')
  const whole = fill(path, known)
  if (whole === null) return 'https://developers.facebook.com/apps/'
  const asked = query === undefined ? null : fill(query, known)
  return asked === null ? whole : `${whole}?${asked}`
}

function fill(template: string, known: Readonly<Record<string, string | undefined>>): string | null {
  let isWhole = true
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = known[name]
    if (value === undefined) isWhole = false
    return value ?? ''
  })
  return isWhole ? filled : null
}
