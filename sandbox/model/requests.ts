/** What the model was asked, newest first; the oldest are forgotten. */
export function createModelRequests() {
  const mostKept = 50
  let requests: { at: string; body: unknown }[] = []
  return {
    add(body: unknown) {
      requests = [{ at: new Date().toISOString(), body }, ...requests].slice(0, mostKept)
    },
    list: () => requests,
    clear() {
      requests = []
    },
  }
}

export type ModelRequests = ReturnType<typeof createModelRequests>
