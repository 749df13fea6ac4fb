/** How files come into the composer: chosen, pasted, dropped, spoken. What they look like there is fetched when the first one comes. */
import type { MediaDraft } from '@recado/contract/messages'
import { type ClipboardEvent, lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useInboxStore } from '../inbox/use-inbox.ts'
import { shelfOf } from './tray-shelf.ts'

const AttachmentTray = lazy(() => import('./AttachmentTray.tsx'))
const VoiceRecorder = lazy(() => import('./VoiceRecorder.tsx'))
const DropHere = lazy(() => import('./DropHere.tsx'))

export type TakeContext = () => Pick<MediaDraft, 'context'>

export interface ComposerFiles {
  /** Opens the browser's own dialog. */
  pick(): void
  paste(event: ClipboardEvent): void
  record(): void
  isRecording: boolean
  /** Above the text field. */
  view: ReactNode
}

/** @param takeContext what the next message answers; asked once for each that is sent */
export function useComposerFiles(conversationId: string, takeContext: TakeContext): ComposerFiles {
  const input = useRef<HTMLInputElement>(null)
  const [added, setAdded] = useState<readonly File[]>([])
  const shelf = shelfOf(useInboxStore(), conversationId)
  const [wasUsed, setUsed] = useState(() => shelf.items().length > 0)
  const [isRecording, setRecording] = useState(false)
  const add = useCallback((files: readonly File[]) => {
    if (files.length === 0) return
    setUsed(true)
    setAdded(files)
  }, [])
  const taken = useCallback(() => setAdded([]), [])
  const isOver = useDrop(add)

  return {
    pick: () => input.current?.click(),
    paste: (event) => {
      const files = [...event.clipboardData.files]
      if (files.length === 0) return
      event.preventDefault()
      add(files)
    },
    record: () => setRecording(true),
    isRecording,
    view: (
      <>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = '' // the same file may be chosen again
          }}
        />
        <Suspense fallback={null}>
          {isOver ? <DropHere /> : null}
          {wasUsed ? <AttachmentTray conversationId={conversationId} added={added} taken={taken} takeContext={takeContext} /> : null}
          {isRecording ? (
            <VoiceRecorder conversationId={conversationId} takeContext={takeContext} close={() => setRecording(false)} />
          ) : null}
        </Suspense>
      </>
    ),
  }
}

/** Files dropped anywhere on the open thread. @returns whether some are held over it */
function useDrop(add: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const target = document.querySelector<HTMLElement>('[data-region="thread"]')
    if (!target) return
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(true)
    }
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      setOver(depth > 0)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      add([...(event.dataTransfer?.files ?? [])])
    }
    const stop = new AbortController()
    const { signal } = stop
    target.addEventListener('dragenter', enter, { signal })
    target.addEventListener('dragover', over, { signal })
    target.addEventListener('dragleave', leave, { signal })
    target.addEventListener('drop', drop, { signal })
    return () => stop.abort()
  }, [add])
  return isOver
}
