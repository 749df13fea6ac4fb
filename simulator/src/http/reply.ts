/** An answer as a value; the listener writes it. */
export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** Wait this long before answering. */
  readonly delayMs?: number
  /** Instead of a whole answer: cut the connection, say nothing for ever, or break off in the middle. */
  readonly fault?: 'reset' | 'hang' | 'truncate'
}

export const JSON_TYPE = 'application/json; charset=UTF-8'

export function json(body: unknown, status = 200, headers?: Readonly<Record<string, string>>): Reply {
  return { status, contentType: JSON_TYPE, body: JSON.stringify(body), ...(headers === undefined ? {} : { headers }) }
}

export const html = (status: number, title: string): Reply => ({
  status,
  contentType: 'text/html',
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
})
