export interface ChosenPages {
  fromPage: number
  toPage: number
}

/** What is longer names no pages, and its spaces could be shared out in many ways. */
const longest = 100

/** Pages as people write them: "3", "2-5", "2–5", "с 2 по 5", "from 2 to 5". Undefined for anything else. */
export function chosenPages(text: string): ChosenPages | undefined {
  if (text.length > longest) return undefined
  const [, first, last = first] =
    /^(?:стр(?:аниц[аыу])?\.?|p(?:p|ages?)?\.?)?\s*(?:с|от|from)?\s*(\d{1,4})(?:\s*(?:[-–—−]|по|до|to|\.\.\.?|…)\s*(\d{1,4}))?\.?$/i.exec(
      text.trim(),
    ) ?? []
  if (first === undefined || last === undefined) return undefined
  const [fromPage, toPage] = [Number(first), Number(last)]
  return fromPage >= 1 && fromPage <= toPage ? { fromPage, toPage } : undefined
}
