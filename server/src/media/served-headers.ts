/** What a browser is told about a file that somebody else made. */
import { mayBeShown, UNKNOWN_TYPE } from './file-type.ts'
import type { LinkedPart } from './links.ts'

export interface ServedPart {
  readonly part: LinkedPart
  readonly mimeType: string
  readonly fileName: string | null
  /** null where it is not known without opening it */
  readonly size: number | null
}

/** Nothing runs, nothing is fetched, in an origin of its own. */
const INERT = "default-src 'none'; sandbox"
/** A browser's own viewer for PDF does not open in a sandbox; it is one itself. */
const PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

export function servedHeaders({ part, mimeType, fileName }: ServedPart): Record<string, string> {
  const isShown = part !== 'save' && mayBeShown(mimeType)
  const isViewer = isShown && mimeType === 'application/pdf'
  return {
    'content-type': isShown ? mimeType : mimeType.startsWith('text/') ? 'text/plain; charset=utf-8' : isSaved(mimeType),
    'content-disposition': disposition(isShown ? 'inline' : 'attachment', fileName),
    'content-security-policy': isViewer ? PDF_VIEWER : INERT,
    'x-content-type-options': 'nosniff',
    'x-frame-options': isViewer ? 'SAMEORIGIN' : 'DENY',
  }
}

/** Formats that browsers run or draw when a person opens what was saved are not named as such. */
const isSaved = (mimeType: string): string => (/svg|html|xml|script/.test(mimeType) ? UNKNOWN_TYPE : mimeType)

/** RFC 6266 with RFC 8187: an ASCII stand-in for old clients, and the name itself. */
function disposition(how: 'inline' | 'attachment', fileName: string | null): string {
  if (fileName === null) return how
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(fileName.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`
}
