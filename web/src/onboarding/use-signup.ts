/** One go at Meta's popup: opens it, collects its two answers, and says which came. */
import type { SignupResult, SignupStart, SignupTrouble } from '@recado/contract/onboarding'
import { useEffect, useRef, useState } from 'react'
import { openPopup } from './meta-sdk.ts'
import { isPopupOrigin, type PopupWord, popupWord } from './popup-message.ts'

export type PopupEnd =
  | { readonly code: string; readonly claimed: SignupResult['claimed'] }
  | { readonly code: null; readonly trouble: Omit<SignupTrouble, 'ground' | 'mode'> }

/** The ids may come a moment after the code, which lives for 30 seconds. Without them the server finds the account by itself. */
const WORD_PATIENCE_MS = 2_000
/** No person closes a window so soon: it never opened. */
const NEVER_OPENED_MS = 150

export function useSignup(start: SignupStart | null): { readonly isOpen: boolean; open(): Promise<PopupEnd> } {
  const [isOpen, setOpen] = useState(false)
  const heard = useRef<{ word: PopupWord | null; tell: () => void }>({ word: null, tell: () => undefined })
  const ground = start?.ground
  useEffect(() => {
    if (ground === undefined) return
    const hear = (event: MessageEvent) => {
      const word = isPopupOrigin(event.origin, ground, location.origin) ? popupWord(event.data) : null
      if (word === null) return
      heard.current.word = word
      heard.current.tell()
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [ground])

  async function open(): Promise<PopupEnd> {
    if (start === null) return { code: null, trouble: { problem: 'sdk_blocked' } }
    const word = new Promise<void>((tell) => {
      heard.current = { word: null, tell }
    })
    setOpen(true)
    const { code, tookMs } = await openPopup(start)
    if (code !== null && heard.current.word === null)
      await Promise.race([word, new Promise((resolve) => setTimeout(resolve, WORD_PATIENCE_MS))])
    setOpen(false)
    return endOf(code, heard.current.word, tookMs)
  }
  return { isOpen, open }
}

function endOf(code: string | null, word: PopupWord | null, tookMs: number): PopupEnd {
  if (code !== null) {
    const { wabaId = null, phoneNumberId = null } = word?.kind === 'finished' ? word : {}
    return { code, claimed: { ...(wabaId !== null && { wabaId }), ...(phoneNumberId !== null && { phoneNumberId }) } }
  }
  if (word?.kind === 'cancelled') return { code: null, trouble: { problem: 'cancelled', ...(word.step !== null && { step: word.step }) } }
  if (word?.kind === 'reported') {
    const { message, errorId, sessionId } = word
    const facts = { ...(message !== null && { message }), ...(errorId !== null && { errorId }), ...(sessionId !== null && { sessionId }) }
    return { code: null, trouble: { problem: 'reported', ...facts } }
  }
  return { code: null, trouble: { problem: tookMs < NEVER_OPENED_MS ? 'popup_blocked' : 'popup_closed' } }
}
