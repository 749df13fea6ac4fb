/** The files that are being put together for a conversation: each is uploaded as soon as it is clear what it is sent as. */
import type { MediaView } from '@recado/contract/media'
import type { MediaKind } from '@recado/contract/media-rules'
import { useSyncExternalStore } from 'react'
import { isProblem } from '../api.ts'
import { newUuid } from '../ids.ts'
import { useInboxStore } from '../inbox/use-inbox.ts'
import { upload } from '../upload.ts'
import { fateOf, typeOfFile } from './chosen-file.ts'
import { sidesOf, smallerPicture } from './smaller-picture.ts'
import { shelfOf, type TrayItem } from './tray-shelf.ts'

export const MOST_FILES = 10

export interface Tray {
  readonly items: readonly TrayItem[]
  add(files: readonly File[]): void
  remove(key: string): void
  again(key: string): void
  /** The remedy that the file's fate offers. */
  mend(key: string): void
  caption(key: string, text: string): void
  /** Takes what is ready out of the tray. */
  takeReady(): readonly (TrayItem & { media: MediaView })[]
}

export function useTray(conversationId: string): Tray {
  const { items: latest, change: changeAll, subscribe, underWay } = shelfOf(useInboxStore(), conversationId)
  const items = useSyncExternalStore(subscribe, latest)

  const change = (key: string, next: Partial<TrayItem>) =>
    changeAll((now) => now.map((item) => (item.key === key ? { ...item, ...next } : item)))

  const send = async (key: string, file: File, kind: MediaKind) => {
    const controller = new AbortController()
    underWay.set(key, controller)
    change(key, { state: 'uploading', kind, fate: null, progress: 0, error: null })
    try {
      const typed = new Blob([file], { type: typeOfFile(file) })
      const query = { kind, conversationId, fileName: file.name.slice(-240) }
      const media = await upload<MediaView>('/media', typed, {
        query,
        signal: controller.signal,
        onProgress: (progress) => change(key, { progress }),
      })
      change(key, { state: 'ready', media, progress: 1 })
    } catch (problem) {
      if (controller.signal.aborted) return
      change(key, { state: 'failed', error: isProblem(problem) ? problem.code : 'unexpected' })
    } finally {
      underWay.delete(key)
    }
  }

  const look = async (key: string, file: File) => {
    const isWebp = file.type === 'image/webp'
    const fate = fateOf(file, isWebp ? await sidesOf(file) : null)
    if (fate.problem === null) return send(key, file, fate.kind)
    change(key, { state: 'problem', fate, kind: fate.kind })
  }

  const itemOf = (key: string) => latest().find((item) => item.key === key)
  return {
    items,
    add(files) {
      const free = MOST_FILES - latest().length
      const added = files.slice(0, Math.max(0, free)).map((file): TrayItem => {
        const picture = /^image\/(jpeg|png|webp|gif)$/.test(file.type) ? URL.createObjectURL(file) : null
        return {
          key: newUuid(),
          file,
          picture,
          kind: null,
          state: 'looking',
          fate: null,
          progress: 0,
          media: null,
          caption: '',
          error: null,
        }
      })
      changeAll((now) => [...now, ...added])
      for (const { key, file } of added) void look(key, file)
    },
    remove(key) {
      underWay.get(key)?.abort()
      const gone = itemOf(key)
      if (gone?.picture) URL.revokeObjectURL(gone.picture)
      changeAll((now) => now.filter((item) => item.key !== key))
    },
    again(key) {
      const item = itemOf(key)
      if (item?.kind) void send(key, item.file, item.kind)
    },
    mend(key) {
      const item = itemOf(key)
      if (!item) return
      change(key, { state: 'looking', error: null })
      void smallerPicture(item.file, item.file.name).then((file) => {
        if (!file) return change(key, { state: 'problem', error: 'broken' })
        change(key, { file })
        return send(key, file, 'image')
      })
    },
    caption: (key, caption) => change(key, { caption }),
    takeReady() {
      const ready = latest().flatMap((item) => (item.state === 'ready' && item.media ? [{ ...item, media: item.media }] : []))
      const keys = new Set(ready.map((item) => item.key))
      for (const item of ready) if (item.picture) URL.revokeObjectURL(item.picture)
      changeAll((now) => now.filter((item) => !keys.has(item.key)))
      return ready
    },
  }
}
