/** An error in the words of `/report_error`. */
export function describeError(error: unknown): { message: string; stack?: string } {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 2000) }
  return {
    message: `${error.name}: ${error.message}`.slice(0, 2000),
    ...(error.stack ? { stack: error.stack.slice(0, 8000) } : {}),
  }
}
