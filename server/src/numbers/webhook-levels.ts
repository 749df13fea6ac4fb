/** Which of Meta's three addresses wins, and whether it is ours. Pure. Source: webhook overrides, number before account before app. */
import type { WebhookFacts } from '@recado/cloud-api/number-assets'
import type { NumberWebhooks } from '@recado/contract/number-assets'

type Found = Pick<NumberWebhooks, 'levels' | 'winner' | 'state'>

/** @param ours whether an address is one where this installation listens */
export function judgeWebhooks(facts: WebhookFacts, isSubscribed: boolean, ours: (url: string) => boolean): Found {
  const urls = [
    ['number', facts.phone_number],
    ['waba', facts.whatsapp_business_account],
    ['app', facts.application],
  ] as const
  const levels = urls.map(([level, url]) => ({ level, url, isOurs: url !== null && ours(url) }))
  const winner = levels.find(({ url }) => url !== null) ?? null
  const state = !isSubscribed ? 'not_subscribed' : winner === null ? 'no_address' : winner.isOurs ? 'ours' : 'elsewhere'
  return { levels, winner: winner?.level ?? null, state }
}

/** The sandbox calls us within this machine; Meta calls us by our public address alone. */
export function listensAt(callbackUrl: string, kind: 'meta' | 'sandbox'): (url: string) => boolean {
  const plain = (url: string) => url.replace(/\/+$/, '')
  return (url) => {
    if (plain(url) === plain(callbackUrl)) return true
    if (kind !== 'sandbox' || !URL.canParse(url)) return false
    const { hostname, pathname } = new URL(url)
    return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname) && pathname === new URL(callbackUrl).pathname
  }
}
