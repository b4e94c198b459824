import type { CallPiece, ToolCall } from './tool.ts'

/** More at once is no sensible wish. */
const mostAtOnce = 8
const longestInput = 16_000

/** The calls of one try, put together from pieces. */
export class ToolCalls {
  private readonly open: (ToolCall & { index: number })[] = []

  take(pieces: readonly CallPiece[]): void {
    for (const { index, id, name, input, extra } of pieces) {
      const known = this.open.findLast((call) => call.index === index)
      // Some servers give every call the same index.
      const isNew = known === undefined || (id !== '' && known.id !== '' && id !== known.id)
      if (isNew) this.open.push({ index, id, name, input, ...(extra === undefined ? {} : { extra }) })
      else {
        known.id ||= id
        known.name ||= name
        if (known.input.length < longestInput) known.input += input
        if (extra !== undefined) known.extra = extra
      }
    }
  }

  /** Those with a name, each with an id of its own. */
  get list(): ToolCall[] {
    return this.open
      .filter(({ name }) => name !== '')
      .slice(0, mostAtOnce)
      .map(({ id, name, input, extra }, place) => ({
        id: id || `call_${place}`,
        name,
        input,
        ...(extra === undefined ? {} : { extra }),
      }))
  }
}
