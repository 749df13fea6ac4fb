import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { useLatest } from '../inbox/use-inbox.ts'

const TYPING_MS = 250

/** A field that asks once the person pauses. What was asked from elsewhere (cleared, gone back) replaces what was typed. */
export function useTyping(asked: string, ask: (text: string) => void) {
  const [text, setText] = useState<string | null>(null)
  const ours = useRef(asked)
  const askNow = useLatest(ask)
  useEffect(() => {
    if (text === null || text.trim() === ours.current) return
    const timer = setTimeout(() => {
      ours.current = text.trim()
      askNow(text.trim())
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, askNow])
  useEffect(() => {
    if (asked === ours.current) return
    ours.current = asked
    setText(null)
  }, [asked])
  return { value: text ?? asked, onChange: (event: ChangeEvent<HTMLInputElement>) => setText(event.currentTarget.value) }
}
