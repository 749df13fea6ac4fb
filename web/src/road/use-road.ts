/** On which ground one stands: what the address says, else at Meta, else, where no app is known there, in the sandbox. */
import type { Ground, RoadView } from '@recado/contract/road'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { roadQuery } from './queries.ts'

const route = getRouteApi('/signed-in/shell/road')

export function useGround(): Ground | null {
  const { ground: asked } = route.useSearch()
  const meta = useQuery({ ...roadQuery('meta'), enabled: asked === undefined })
  if (asked !== undefined) return asked
  if (!meta.data) return meta.isError ? 'meta' : null
  return !meta.data.grounds.meta && meta.data.grounds.sandbox ? 'sandbox' : 'meta'
}

/** After a change whose answer is the whole road. */
export function useKeepRoad(): (view: RoadView) => void {
  const client = useQueryClient()
  return (view) => {
    client.setQueryData(roadQuery(view.ground).queryKey, view)
    void client.invalidateQueries({ queryKey: ['road', view.ground, 'history'] })
  }
}
