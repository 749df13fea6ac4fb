import type { Locale, MeView } from '@recado/contract/team'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api } from '../api.ts'
import { LOCALES } from '../i18n/areas.ts'
import { currentLocale, setLocale } from '../i18n/setup.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { becomeMe, meQuery } from './me.ts'

export interface SessionActions {
  switchWorkspace(workspaceId: string): void
  changeLocale(locale: string): void
  signOut(): void
}

/** What the user menu and the command bar do. Each happens at once and says so only if it could not. */
export function useSessionActions(): SessionActions {
  const client = useQueryClient()
  const router = useRouter()
  const problemText = useProblemText()
  const say = (error: unknown) => {
    showToast(problemText(error), { tone: 'danger' })
  }

  const switchWorkspace = async (workspaceId: string) => {
    await api.put('/session/workspace', { workspaceId })
    await becomeMe(client, await api.get<MeView>('/session'))
    await router.navigate({ to: '/inbox/{-$conversationId}', params: {} })
    await router.invalidate()
  }
  const changeLocale = async (locale: Locale) => {
    await setLocale(locale)
    client.setQueryData(meQuery.queryKey, (me: MeView | undefined) => me && { ...me, user: { ...me.user, locale } })
    await api.patch('/session/profile', { locale })
  }
  const signOut = async () => {
    const scheme = localStorage.getItem('recado-color-scheme')
    await api.delete('/session')
    client.clear()
    // The server asks the browser to forget everything of ours; language and theme belong to the browser, not to the person.
    await setLocale(currentLocale())
    if (scheme !== null) localStorage.setItem('recado-color-scheme', scheme)
    await router.navigate({ to: '/sign-in' })
  }

  return {
    switchWorkspace: (workspaceId) => void switchWorkspace(workspaceId).catch(say),
    changeLocale: (value) => {
      const locale = LOCALES.find((known) => known === value)
      if (locale) void changeLocale(locale).catch(say)
    },
    signOut: () => void signOut().catch(say),
  }
}
