/** What the model was asked, newest first; the oldest are forgotten. */
export function createModelRequests() {
  const mostKept = 50
  let requests: { at: string; body: unknown }[] = []
  return {
    add(body: unknown) {
      const kept = JSON.parse(JSON.stringify(body, withoutFiles)) as unknown
      requests = [{ at: new Date().toISOString(), body: kept }, ...requests].slice(0, mostKept)
    },
    list: () => requests,
    clear() {
      requests = []
    },
  }
}

export type ModelRequests = ReturnType<typeof createModelRequests>

/** Longer than any words: a file in base64, which is of no use to read. */
const longestText = 200_000

function withoutFiles(_name: string, value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= longestText) return value
  return `${value.slice(0, 40)}… (${value.length} characters)`
}
