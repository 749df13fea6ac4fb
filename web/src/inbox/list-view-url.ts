/** The view of the list lives in the address, so that it can be kept, sent and gone back to. What is usual is left out. */
import { CHIPS, DEFAULT_VIEW, type ListView, SORTS, TABS, WINDOW_FILTERS } from './list-view.ts'

export interface InboxSearch {
  tab?: string
  status?: string
  sort?: string
  window?: string
  number?: string
  team?: string
  /** a message that was searched for, and from where to read so that it is there */
  message?: string
  from?: string
}

/** For the router: keeps only what we know. */
export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const { message, from } = search
  const isJump = typeof message === 'string' && typeof from === 'string' && /^[0-9a-f-]{36}$/.test(message)
  return { ...searchOf(viewOf(search)), ...(isJump ? { message, from } : {}) }
}

export function viewOf(search: Readonly<Record<string, unknown>> | InboxSearch): ListView {
  const given = new Map<string, unknown>(Object.entries(search))
  const one = <T extends string>(name: string, known: readonly T[]): T | undefined => known.find((word) => word === given.get(name))
  const id = (name: string) => {
    const value = given.get(name)
    return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : null
  }
  return {
    tab: one('tab', TABS) ?? DEFAULT_VIEW.tab,
    chip: one('status', CHIPS) ?? DEFAULT_VIEW.chip,
    sort: one('sort', SORTS) ?? DEFAULT_VIEW.sort,
    window: one('window', WINDOW_FILTERS) ?? null,
    numberId: id('number'),
    teamId: one('team', ['none']) ?? id('team'),
  }
}

export function searchOf(view: ListView): InboxSearch {
  return {
    ...(view.tab === DEFAULT_VIEW.tab ? {} : { tab: view.tab }),
    ...(view.chip === DEFAULT_VIEW.chip ? {} : { status: view.chip }),
    ...(view.sort === DEFAULT_VIEW.sort ? {} : { sort: view.sort }),
    ...(view.window ? { window: view.window } : {}),
    ...(view.numberId ? { number: view.numberId } : {}),
    ...(view.teamId ? { team: view.teamId } : {}),
  }
}
