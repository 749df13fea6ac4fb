/** Answers what the components ask of a server, from the page itself, so that the gallery needs none. */
import type { InboxState } from '@recado/contract/events'
import type { MediaLink } from '@recado/contract/media'
import type { MeView } from '@recado/contract/team'
import { inbox, ME } from '../src/inbox/test/made.ts'
import { COLOURS } from '../src/theme/tokens.ts'
import { RECEIVED } from './specimens.ts'
import { SENT } from './specimens-sent.ts'

const { workspace } = inbox()
const ME_VIEW: MeView = {
  user: { id: ME, name: 'Bia Souza', email: 'bia@example.com', locale: 'pt-BR', isOperator: false },
  workspaces: [{ id: workspace.id, name: workspace.name, role: 'owner' }],
  active: { workspace, role: 'owner', abilities: ['conversations.read', 'contacts.edit', 'workspace.manage'] },
}

export async function pretendServer(): Promise<void> {
  const picture = await drawing()
  const media = [...RECEIVED, ...SENT].flatMap(({ messages }) => messages.flatMap((message) => message.media ?? []))
  const links = new Map(
    media.map((view): [string, MediaLink] => {
      const isPicture = view.state === 'ready' && (view.kind === 'image' || view.kind === 'sticker')
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      return [view.id, { ...view, url: isPicture ? picture : null, previewUrl: null, downloadUrl: null, expiresAt }]
    }),
  )
  const answers: Readonly<Record<string, (url: URL) => unknown>> = {
    '/api/v1/session': () => ME_VIEW,
    '/api/v1/inbox': (): InboxState => inbox(),
    '/api/v1/templates': () => ({ items: [], nextCursor: null }),
    '/api/v1/media': (url) => ({ items: (url.searchParams.get('ids') ?? '').split(',').flatMap((id) => links.get(id) ?? []) }),
  }
  globalThis.fetch = async (input) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    const answer = answers[url.pathname]
    if (answer) return Response.json(answer(url))
    return Response.json({ code: 'not_found', detail: 'the gallery has no server' }, { status: 404 })
  }
  globalThis.EventSource = Silent
}

/** A stream on which nothing ever happens. */
class Silent extends EventSource {
  constructor() {
    super('data:text/event-stream,')
    this.close()
  }
}

/** A picture that nobody took. */
async function drawing(): Promise<string> {
  const canvas = new OffscreenCanvas(800, 600)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws nothing')
  const sky = pen.createLinearGradient(0, 0, 800, 600)
  sky.addColorStop(0, COLOURS.warn[1])
  sky.addColorStop(1, COLOURS.warn[0])
  pen.fillStyle = sky
  pen.fillRect(0, 0, 800, 600)
  pen.fillStyle = COLOURS['warn-soft'][0]
  for (const [x, y, r] of [
    [400, 330, 170],
    [250, 420, 90],
    [560, 430, 100],
  ] as const) {
    pen.beginPath()
    pen.arc(x, y, r, 0, 7)
    pen.fill()
  }
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }))
}
