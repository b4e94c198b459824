/** Whether no connection was made, so that no server was asked. */
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
