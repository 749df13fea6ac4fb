import type { FileView, Ground, RehearsalView, RoadView } from '@recado/contract/road'
import type { Permission } from '@recado/contract/road-items'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { holdLocale } from '../i18n/setup.ts'
import { useMe } from '../session/me.ts'
import { rehearsalQuery, roadQuery } from './queries.ts'
import { recordScreen } from './record-screen.ts'
import { setTake, type Take } from './studio-state.ts'
import { uploadFile } from './upload.ts'

export const VIDEO_ITEM = {
  whatsapp_business_messaging: 'review.videomessaging',
  whatsapp_business_management: 'review.videomanagement',
} as const satisfies Record<Permission, string>

/** Looks again at the video's item, so that the checklist knows. */
function useJudged(): (ground: Ground, permission: Permission) => Promise<void> {
  const client = useQueryClient()
  return async (ground, permission) => {
    client.setQueryData(roadQuery(ground).queryKey, await api.post<RoadView>(`/road/${ground}/checks`, { items: [VIDEO_ITEM[permission]] }))
    await client.invalidateQueries({ queryKey: rehearsalQuery(ground, permission).queryKey })
  }
}

export function useBegin(ground: Ground, permission: Permission) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (mode: 'rehearse' | 'record') => {
      const stop = mode === 'record' ? await recordScreen(permission, () => undefined) : null
      const started = await api.post<RehearsalView>(`/road/${ground}/rehearsals/${permission}/start`)
      client.setQueryData(rehearsalQuery(ground, permission).queryKey, started)
      if (stop !== null) await holdLocale('en')
      setTake({ ground, permission, stop })
    },
  })
}

/** Ends the take; a recording becomes the permission's video. */
export function useEnd(take: Take) {
  const { user } = useMe()
  const judged = useJudged()
  return useMutation({
    mutationFn: async () => {
      const { ground, permission, stop } = take
      const file = stop === null ? null : await stop()
      await api.post(`/road/${ground}/rehearsals/${permission}/end`)
      if (file !== null) await uploadFile(ground, VIDEO_ITEM[permission], file)
      await judged(ground, permission)
    },
    onSettled: async () => {
      setTake(null)
      await holdLocale(null, user.locale)
    },
  })
}

export function useAttach(ground: Ground, permission: Permission) {
  const judged = useJudged()
  return useMutation({
    mutationFn: async (file: File): Promise<FileView> => {
      const view = await uploadFile(ground, VIDEO_ITEM[permission], file)
      await judged(ground, permission)
      return view
    },
  })
}

export function useSayScene(ground: Ground, permission: Permission) {
  const client = useQueryClient()
  const judged = useJudged()
  return useMutation({
    mutationFn: (said: { scene: string; said: boolean }) => api.put<RehearsalView>(`/road/${ground}/rehearsals/${permission}/scenes`, said),
    onSuccess: async (view) => {
      client.setQueryData(rehearsalQuery(ground, permission).queryKey, view)
      await judged(ground, permission)
    },
  })
}
