import { REFUSALS, type RefusalCode } from '@recado/contract/errors'

/** A request that is refused for a reason the caller can understand. Anything else that is thrown is a bug: 500, logged, counted. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly details: Readonly<Record<string, unknown>>

  /** @param message English, for developers; screens translate the code */
  constructor(code: RefusalCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  get httpStatus(): number {
    return REFUSALS[this.code]
  }
}
