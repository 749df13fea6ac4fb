/**
 * Which of the simulator's doors an address means. Decided on the address as the simulator will understand it, dots and backslashes
 * resolved, so that nobody walks out of the account that was checked.
 */
const GRAPH = /^\/sandbox(\/graph\/.*)$/
const DIALOG = /^\/sandbox(\/dialog\/[a-z]+)$/
const PHONE = /^\/sandbox(\/api\/wabas\/(\d{1,20})(?:\/.*)?)$/

export function graphPath(url: string): string | null {
  const { pathname, search } = resolved(url)
  const path = GRAPH.exec(pathname)?.[1]
  return path === undefined ? null : path + search
}

export function dialogPath(url: string): string | null {
  const { pathname, search } = resolved(url)
  const path = DIALOG.exec(pathname)?.[1]
  return path === undefined ? null : path + search
}

export function phonePath(url: string): { wabaId: string; path: string } | null {
  const { pathname, search } = resolved(url)
  const [, path, wabaId] = PHONE.exec(pathname) ?? []
  return path === undefined || wabaId === undefined ? null : { wabaId, path: path + search }
}

const resolved = (url: string) => new URL(`http://sandbox${url}`)
