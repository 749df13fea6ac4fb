/** What is handed to Meta, gathered: in English, because App Review reads English. */
import type { LegalFacts } from '@recado/contract/legal'
import { type Ground, missingForReview, type RehearsalView, type RoadSettings, type TextView } from '@recado/contract/road'
import { PERMISSIONS, type Permission } from '@recado/contract/road-items'
import { escapeHtml, toHtml } from '../legal/markup.ts'
import { readFacts } from '../legal/texts.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import type { RoadDeps } from './deps.ts'
import { readRehearsal } from './rehearsal.ts'
import { accessRoad, openReviewerPassword } from './store.ts'
import { readTexts } from './texts.ts'
import { readItems } from './view.ts'

export interface PackMaterial {
  readonly ground: Ground
  readonly publicUrl: string
  readonly at: Date
  readonly settings: RoadSettings
  readonly legal: LegalFacts
  readonly reviewerPassword: string | null
  readonly texts: readonly TextView[]
  readonly rehearsals: readonly RehearsalView[]
  readonly missing: readonly string[]
}

export async function gatherPack(scope: Scope, deps: RoadDeps, ground: Ground): Promise<PackMaterial> {
  const { road, legal, texts, items } = await inTransaction(scope, async (tx) => {
    const found = await accessRoad(tx, ground)
    const { facts } = await readFacts(tx.db)
    const material = { legal: facts, settings: found.settings, routes: deps.routesOnAir }
    return { road: found, legal: facts, texts: await readTexts(tx.db, ground, material), items: await readItems(tx.db, ground, tx.now) }
  })
  return {
    ground,
    publicUrl: deps.config.PUBLIC_URL,
    at: scope.now,
    settings: road.settings,
    legal,
    reviewerPassword: await openReviewerPassword(deps.vault, road),
    texts,
    rehearsals: await Promise.all(PERMISSIONS.map((permission) => readRehearsal(deps, ground, permission))),
    missing: missingForReview(items),
  }
}

const textOf = (pack: PackMaterial, permission: Permission, locale: 'en' | 'pt-BR'): string =>
  pack.texts.find((text) => text.permission === permission && text.locale === locale)?.body ?? ''

export function videoName({ video }: RehearsalView): string | null {
  return video && (video.mimeType === 'video/mp4' ? 'video.mp4' : 'video.webm')
}

export function reviewerInstructions({ settings, publicUrl, reviewerPassword }: PackMaterial): string {
  const steps = settings.reviewerSteps
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const walk = steps.length > 0 ? steps : DEFAULT_STEPS
  return [
    `Address:  ${publicUrl}/sign-in`,
    `E-mail:   ${settings.reviewerEmail}`,
    `Password: ${reviewerPassword ?? ''}`,
    'There is no second factor for this account, and it can be used from any country.',
    'A WhatsApp Business account is connected already, by a system user token of this app: no Meta login is shown.',
    '',
    ...walk.map((line, place) => `${place + 1}. ${line.replace(/^\d+[.)]\s*/, '')}`),
  ].join('\n')
}

const DEFAULT_STEPS = [
  'Sign in with the account above.',
  'Open "Conversations", choose the conversation at the top, type a reply and send it.',
  'The ticks under the message show when WhatsApp accepted and delivered it.',
  'Open "Templates", write a template, and submit it: its status appears in the list.',
  'Open "Numbers" to see the connected number, its quality and its webhooks.',
]

const POLICIES = {
  legality: 'Requests from authorities are examined for their legality.',
  challenge: 'Unlawful requests are challenged.',
  minimise: 'Only the minimum required is disclosed.',
  record: 'Requests, answers and reasons are documented.',
} as const

export function handlingAnswers({ settings: { handling }, legal }: PackMaterial): string {
  return [
    'Who processes the data on our behalf (hosting, storage, e-mail, others)?',
    handling.processors,
    '',
    'Who is responsible for the data, and in which country?',
    `${handling.responsible} (${handling.country})`,
    '',
    'Were data given to public authorities for reasons of national security in the last 12 months?',
    handling.authorityRequests === 'none' ? 'No.' : handling.authorityRequests === 'some' ? `Yes. ${handling.authorityDetails}` : '',
    '',
    'Which policies are in place for such requests?',
    ...handling.policies.map((policy) => `- ${POLICIES[policy]}`),
    '',
    `Contact for data protection: ${legal.privacyContact || legal.contactEmail}`,
  ].join('\n')
}

export function packReadme(pack: PackMaterial): string {
  return [
    `App Review of ${pack.legal.productName}`,
    `Made on ${pack.at.toISOString()} at ${pack.publicUrl}`,
    ...(pack.ground === 'sandbox' ? ['REHEARSAL: made on the sandbox. Nothing in here may be handed to Meta.'] : []),
    '',
    ...(pack.missing.length > 0
      ? ['Still missing before it may be submitted:', ...pack.missing.map((item) => `- ${item}`), '']
      : ['Nothing is missing.', '']),
    'One folder per permission: description.txt is pasted into App Review, the video is uploaded, page.html is both to read and to print.',
    'reviewer-instructions.txt holds a password: hand it to Meta only.',
  ].join('\n')
}

const SCENES_IN_ENGLISH: Readonly<Record<string, string>> = {
  signin: 'Signing in from a signed-out state',
  sent: 'A reply is typed and sent; WhatsApp accepts it',
  delivered: 'The message is delivered',
  phone: 'The same message on the customer’s phone',
  answered: 'The customer answers',
  shown: 'The answer appears in the inbox',
  list: 'The list of templates',
  created: 'A template is written and submitted',
  reviewed: 'Its review status is shown',
  ready: 'The approved template can be chosen',
  numbers: 'Numbers and webhooks',
}

const STYLE = `body{font:15px/1.55 system-ui,sans-serif;color:#1b2733;max-width:46rem;margin:2rem auto;padding:0 1.25rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3}p{margin:.5rem 0}ul,ol{margin:.5rem 0;padding-left:1.5rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #d5dce3;padding-bottom:.25rem}pre{white-space:pre-wrap;font:inherit}
.note{border:1px solid #9a6700;border-radius:8px;padding:.5rem 1rem}video{width:100%}@media print{body{margin:0}h2{break-after:avoid}video{display:none}}`

/** One permission on one page. @param video address of the video as the page sees it; null to leave it out */
export function permissionPage(pack: PackMaterial, permission: Permission, video: string | null): string {
  const rehearsal = pack.rehearsals.find((each) => each.permission === permission)
  const facts = rehearsal?.video
  const portuguese = textOf(pack, permission, 'pt-BR')
  const scenes = rehearsal?.scenes.filter(({ tick }) => tick !== null) ?? []
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(permission)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(pack.legal.productName)}: ${permission.replaceAll('_', '_<wbr>')}</h1>
${pack.ground === 'sandbox' ? '<p class="note">Rehearsal on the sandbox: not to be handed to Meta.</p>' : ''}
<h2>How the permission is used</h2>${toHtml(textOf(pack, permission, 'en'))}
<h2>Video</h2>${
    facts
      ? `<p>${facts.video?.width ?? '?'} × ${facts.video?.height ?? '?'}, ${Math.round(facts.video?.seconds ?? 0)} s, ${(facts.size / 1024 ** 2).toFixed(1)} MB</p>${video === null ? '' : `<video controls src="${escapeHtml(video)}"></video>`}`
      : '<p class="note">There is no video yet.</p>'
  }
<ol>${scenes.map(({ id }) => `<li>${escapeHtml(SCENES_IN_ENGLISH[id] ?? id)}</li>`).join('')}</ol>
<h2>Instructions for the reviewer</h2><pre>${escapeHtml(reviewerInstructions(pack))}</pre>
<h2>Data handling</h2><pre>${escapeHtml(handlingAnswers(pack))}</pre>
${portuguese === '' ? '' : `<section lang="pt-BR"><h2>Uso da permissão</h2>${toHtml(portuguese)}</section>`}
</body></html>
`
}

/** Names and contents of everything in the ZIP but the videos. */
export function packTexts(pack: PackMaterial): { readonly name: string; readonly text: string }[] {
  return [
    { name: 'README.txt', text: packReadme(pack) },
    { name: 'reviewer-instructions.txt', text: reviewerInstructions(pack) },
    { name: 'data-handling.txt', text: handlingAnswers(pack) },
    ...pack.rehearsals.flatMap((rehearsal) => {
      const { permission } = rehearsal
      return [
        { name: `${permission}/description.txt`, text: textOf(pack, permission, 'en') },
        { name: `${permission}/description.pt-BR.txt`, text: textOf(pack, permission, 'pt-BR') },
        { name: `${permission}/page.html`, text: permissionPage(pack, permission, videoName(rehearsal)) },
      ]
    }),
  ]
}
