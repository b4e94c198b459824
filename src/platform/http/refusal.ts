import { type ErrorCode, errorCodes } from './error-codes.ts'

/** A "no" on its way to the caller: a code of the contract and what the caller may want to know. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, details?: Record<string, unknown>) {
    super(errorCodes[code].meaning)
    this.code = code
    this.details = details
  }
}
