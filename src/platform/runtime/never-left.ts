/** Whether no connection was made, so that nothing was asked of anybody. */
export function neverLeft(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code))
}

const codes = new Set([
  'ECONNREFUSED',
  'ECONNTIMEOUT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
