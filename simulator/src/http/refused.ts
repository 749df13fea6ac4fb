/** A call on our own APIs (/api, /control) that cannot be served. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const notFound = (what: string): Refused => new Refused(404, 'not_found', `No such ${what}`)
