/** What the app's own fields say: Meta's reviewers read the same ones. */
import type { CheckedItem } from '@recado/contract/road-items'
import type { z } from 'zod'
import type { CallResult } from '../../outbound/graph-client.ts'
import { type Check, type CheckContext, isRehearsal } from '../context.ts'
import { imageFacts } from '../image-facts.ts'
import { judgePage } from '../page-says.ts'
import { appFields } from '../questions.ts'
import { failed, isTokenError, judged, NO_APP, passed, unknown, type Verdict } from '../verdict.ts'

/** One field of the app at a time: one that Meta does not know must not hide the others. */
function field<T>({ app, ask }: CheckContext, name: string, shape: z.ZodType<T>): Promise<CallResult<T>> | null {
  return app && ask.node(app.target, app.id, name, shape)
}

const onField =
  <T>(name: string, shape: z.ZodType<T>, judge: (value: T, context: CheckContext) => Verdict): Check =>
  async (context) => {
    const asked = field(context, name, shape)
    return asked === null ? NO_APP : judged(await asked, (value) => judge(value, context))
  }

/** Meta refuses its own names, and words that pass for them. */
const META_WORDS = /\b(whats\s?app|whats|zap\s?zap|wpp|facebook|fb|instagram|insta|meta|messenger)\b/i

const credentials: Check = async (context) => {
  const asked = field(context, 'name', appFields.name)
  if (asked === null) return failed('app_missing')
  const result = await asked
  if (!result.ok && isTokenError(result.error)) return failed('app_refused', { meta: result.error?.title ?? '' })
  return judged(result, ({ name }) => passed('app_answers', { name, id: context.app?.id ?? '' }))
}

const plain = (text: string) => text.trim().toLocaleLowerCase('en')

const name = onField('name', appFields.name, ({ name: shown }, { own }) => {
  const word = META_WORDS.exec(shown)?.[0]
  if (word !== undefined) return failed('name_has_meta_word', { name: shown, word })
  const { productName } = own.legal
  if (productName === '') return failed('name_not_told', { name: shown })
  return plain(productName) === plain(shown)
    ? passed('name_good', { name: shown })
    : failed('name_differs', { name: shown, ours: productName })
})

const LEAST_SIDE = 512
const MOST_BYTES = 5 * 1024 * 1024

const icon: Check = async (context) => {
  const large = field(context, 'logo_url', appFields.logo_url)
  const small = field(context, 'icon_url', appFields.icon_url)
  if (large === null || small === null) return NO_APP
  const [logo, other] = await Promise.all([large, small])
  const url = (logo.ok ? logo.value.logo_url : null) ?? (other.ok ? other.value.icon_url : null)
  // Only when both were answered, and neither names a picture, is there none.
  if (!url) return judged(logo.ok ? other : logo, () => failed('icon_missing'))
  const picture = await context.probe.look(url)
  // The picture lies at Meta: that it could not be had says nothing about it.
  if (picture.kind === 'failed') return unknown('icon_unreadable', { cause: picture.cause })
  if (picture.status !== 200) return unknown('icon_unreadable', { cause: `http_${picture.status}` })
  const facts = imageFacts(picture.body)
  if (!facts) return unknown('icon_unreadable', { cause: 'no_picture' })
  const { width, height, hasAlpha } = facts
  if (width < LEAST_SIDE || height < LEAST_SIDE) return failed('icon_small', { width, height })
  if (width !== height) return failed('icon_not_square', { width, height })
  if (picture.body.length > MOST_BYTES) return failed('icon_heavy', { megabytes: Math.round(picture.body.length / 1024 ** 2) })
  return hasAlpha ? failed('icon_transparent', { width, height }) : passed('icon_good', { width, height })
}

const category = onField('category', appFields.category, ({ category: shown }) =>
  shown ? passed('category_set', { category: shown }) : failed('category_missing'),
)

const page = (kind: 'privacy' | 'terms', shown: (context: CheckContext) => Promise<CallResult<string | null>> | null): Check => {
  return async (context) => {
    const asked = shown(context)
    if (asked === null) return NO_APP
    const result = await asked
    if (!result.ok) return judged(result, () => NO_APP)
    const url = result.value
    if (!url) return failed('url_missing', { ours: `${context.publicUrl}/legal/${kind}` })
    if (!url.startsWith('https://') && !isRehearsal(context, url)) return failed('url_not_https', { url })
    return judgePage(kind, url, await context.probe.look(url))
  }
}

const privacyUrl = appFields.privacy_policy_url.transform(({ privacy_policy_url: url }) => url ?? null)
const termsUrl = appFields.terms_of_service_url.transform(({ terms_of_service_url: url }) => url ?? null)

const contact = onField('contact_email', appFields.contact_email, ({ contact_email: shown }) => {
  if (!shown) return failed('contact_missing')
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(shown) ? passed('contact_good', { email: shown }) : failed('contact_wrong', { email: shown })
})

const website: Check = async (context) => {
  const address = field(context, 'website_url', appFields.website_url)
  const platforms = field(context, 'supported_platforms', appFields.supported_platforms)
  if (address === null || platforms === null) return NO_APP
  const [asked, added] = await Promise.all([address, platforms])
  return judged(asked, ({ website_url: shown }) => {
    if (!shown) return failed('website_missing')
    if (!shown.startsWith('https://') && !isRehearsal(context, shown)) return failed('url_not_https', { url: shown })
    return judged(added, ({ supported_platforms: have }) =>
      have?.includes('WEB') ? passed('website_good', { url: shown }) : failed('platform_missing', { url: shown }),
    )
  })
}

const domains = onField('app_domains', appFields.app_domains, ({ app_domains: shown }, { publicUrl }) => {
  const { hostname } = new URL(publicUrl)
  const covers = (domain: string) => hostname === domain || hostname.endsWith(`.${domain}`)
  return shown?.some(covers)
    ? passed('domains_good', { host: hostname })
    : failed('domains_lack', { host: hostname, have: shown?.join(', ') || '–' })
})

const restrictions = onField('restrictions', appFields.restrictions, ({ restrictions: shown }) => {
  const isRestricted = typeof shown === 'object' && shown !== null && Object.keys(shown).length > 0
  return isRestricted ? failed('restricted', { what: Object.keys(shown).join(', ') }) : passed('not_restricted')
})

export const APP_CHECKS = {
  'app.credentials': credentials,
  'app.name': name,
  'app.icon': icon,
  'app.category': category,
  'app.privacy': page('privacy', (context) => field(context, 'privacy_policy_url', privacyUrl)),
  'app.terms': page('terms', (context) => field(context, 'terms_of_service_url', termsUrl)),
  'app.contact': contact,
  'app.website': website,
  'app.domains': domains,
  'app.restrictions': restrictions,
} as const satisfies Partial<Record<CheckedItem, Check>>
