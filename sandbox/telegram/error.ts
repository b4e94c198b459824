/** An error in Telegram's shape and words. */
export class BotApiError extends Error {
  override name = 'BotApiError'
  readonly code: number
  readonly parameters: { retry_after?: number } | undefined

  constructor(code: number, description: string, parameters?: { retry_after?: number }) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}
