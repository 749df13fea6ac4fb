import { useDebouncedValue } from '@mantine/hooks'
import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import { judgeTaken } from '@recado/contract/template-draft/name-rules'
import type { DraftProblem } from '@recado/contract/template-draft/problem'
import { judgeDraft } from '@recado/contract/template-draft/rules'
import type { TakenName } from '@recado/contract/template-names'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { api } from '../../api.ts'

export interface Judgement {
  /** In the order of the screen. */
  problemsOf(draft: TemplateDraft): readonly DraftProblem[]
  /** Some things go wrong with time alone. @returns the drafts that have a problem at this moment */
  wrongNow(drafts: readonly TemplateDraft[]): readonly TemplateDraft[]
}

const PAUSE_MS = 250

/** What Meta would refuse: by its form, and because the name is not free. @param account null: the name stays as it is */
export function useJudgement(name: string, account: string | null): Judgement {
  const [judgedAt, setJudgedAt] = useState(Date.now)
  const taken = useTakenNames(name, account)
  const judge = useCallback(
    (draft: TemplateDraft, at: number) => [...(draft.name === name ? judgeTaken(taken, draft.language) : []), ...judgeDraft(draft, at)],
    [name, taken],
  )
  return {
    problemsOf: useCallback((draft) => judge(draft, judgedAt), [judge, judgedAt]),
    wrongNow: (drafts) => {
      const now = Date.now()
      setJudgedAt(now)
      return drafts.filter((draft) => judge(draft, now).length > 0)
    },
  }
}

const FREE: readonly TakenName[] = []

/** In which languages the name is not free in the account. */
export function useTakenNames(name: string, account: string | null): readonly TakenName[] {
  const [asked] = useDebouncedValue(name, PAUSE_MS)
  const { data } = useQuery({
    queryKey: ['templates', 'names', account, asked],
    queryFn: ({ signal }) =>
      api.get<{ items: TakenName[] }>('/templates/names', { query: { name: asked, wabaId: account ?? undefined }, signal }),
    enabled: account !== null && /^[a-z0-9_]{1,512}$/.test(asked),
  })
  return asked === name ? (data?.items ?? FREE) : FREE
}
