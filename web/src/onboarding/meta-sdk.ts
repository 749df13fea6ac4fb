/** Meta's JavaScript SDK: loaded when a page needs it, and only on a page whose policy lets it in. */
import type { SignupStart } from '@recado/contract/onboarding'
import { useEffect, useState } from 'react'
import { currentLocale } from '../i18n/setup.ts'

interface LoginAnswer {
  authResponse?: { code?: string } | null
}
interface MetaSdk {
  init(options: { appId: string; autoLogAppEvents: boolean; xfbml: boolean; version: string }): void
  login(answered: (answer: LoginAnswer) => void, options: object): void
}
declare global {
  interface Window {
    FB?: MetaSdk
    fbAsyncInit?: () => void
  }
}

const META_LOCALES = { 'pt-BR': 'pt_BR', en: 'en_US', es: 'es_LA' } as const

export type SdkState = 'loading' | 'ready' | 'blocked'

/** @param start null, or one with something missing: nothing is loaded */
export function useMetaSdk(start: SignupStart | null): SdkState {
  const [state, setState] = useState<SdkState>('loading')
  const wanted = start !== null && start.missing.length === 0
  const { appId = '', version = '', sdkUrl = '' } = start ?? {}
  useEffect(() => {
    if (!wanted) return
    const init = () => {
      window.FB?.init({ appId, autoLogAppEvents: true, xfbml: false, version })
      setState(window.FB ? 'ready' : 'blocked')
    }
    if (window.FB) return init()
    window.fbAsyncInit = init
    const script = document.createElement('script')
    script.src = sdkUrl.replace('{locale}', META_LOCALES[currentLocale()])
    script.async = true
    script.crossOrigin = 'anonymous'
    script.onerror = () => setState('blocked')
    document.head.append(script)
  }, [wanted, appId, version, sdkUrl])
  return state
}

/**
 * The code that Meta's popup ends with; null when it ended otherwise. Must be called from a click, or the browser opens no window.
 * @returns with it how long the popup took; what the page was busy with afterwards does not count
 */
export function openPopup(start: SignupStart): Promise<{ code: string | null; tookMs: number }> {
  const began = performance.now()
  return new Promise((resolve) => {
    window.FB?.login((answer) => resolve({ code: answer.authResponse?.code ?? null, tookMs: performance.now() - began }), {
      config_id: start.configurationId,
      response_type: 'code',
      override_default_response_type: true,
      extras: start.extras,
    })
  })
}

/**
 * The policy that lets the SDK in came with the document, and moving inside the app brings no other: whoever came here without loading
 * this very address loads it now.
 */
export function useOwnDocument(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  const isOwn = entry === undefined || new URL(entry.name).pathname === location.pathname
  useEffect(() => {
    if (!isOwn) location.reload()
  }, [isOwn])
  return isOwn
}
