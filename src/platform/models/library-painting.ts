import { countOf } from './fields.ts'
import { BrokenAnswer } from './failure.ts'
import { libraryErrorOf } from './library-error.ts'
import { LibraryFetch } from './library-fetch.ts'
import type { LibraryProvider } from './library-providers.ts'
import type { PictureWire } from './painter.ts'

type Pictures = NonNullable<LibraryProvider['pictures']>

/** The way to a provider that makes pictures through its package of the AI SDK. */
export function libraryPainting({ pictures }: { pictures: Pictures }): PictureWire {
  return async ({ painter, order, longestBody }, signal) => {
    const { baseUrl, apiKey, model: id } = painter
    const way = new LibraryFetch(longestBody)
    const model = await pictures.open({ baseURL: baseUrl, apiKey, fetch: way.fetch }, id)
    try {
      const { images, usage } = await model.doGenerate({
        prompt: order.prompt,
        n: 1,
        size: undefined,
        aspectRatio: ratioOf(order),
        seed: undefined,
        files: order.source && [{ type: 'file', ...order.source }],
        mask: undefined,
        providerOptions: {},
        abortSignal: signal,
      })
      const [input, output] = [countOf(usage?.inputTokens), countOf(usage?.outputTokens)]
      const tokens = input === null || output === null ? undefined : { input, output }
      return { picture: images[0], tokens, paidByPicture: pictures.paidByPicture }
    } catch (error) {
      throw isFiltered(error)
        ? new BrokenAnswer('filtered', `The filter of ${painter.name} let nothing through`)
        : libraryErrorOf(error)
    } finally {
      way.leave(true)
    }
  }
}

/** Sizes are given to these providers by their shape. */
function ratioOf({ width, height }: { width: number; height: number }): `${number}:${number}` {
  let [a, b] = [width, height]
  while (b > 0) [a, b] = [b, a % b]
  return `${width / a}:${height / a}`
}

/** xAI's library says it in words only. */
function isFiltered(error: unknown): boolean {
  return error instanceof Error && /content policy violation/i.test(error.message)
}
