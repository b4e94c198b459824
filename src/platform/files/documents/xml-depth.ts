import { UnreadableFile } from '#platform/files/unreadable-file.ts'

/** No document of Office's own comes near; a parser's work grows with the square of it. */
const mostDepth = 1000
const [less, greater, slash, question, exclamation] = Buffer.from('<>/?!')

/** @throws UnreadableFile when elements stand in one another deeper than any program writes them */
export function checkDepth(xml: Uint8Array): void {
  let depth = 0
  for (let open = xml.indexOf(less!); open !== -1; open = xml.indexOf(less!, open + 1)) {
    const close = xml.indexOf(greater!, open)
    if (close === -1) return
    const first = xml[open + 1]
    if (first === slash) depth -= 1
    else if (first !== question && first !== exclamation && xml[close - 1] !== slash) depth += 1
    if (depth > mostDepth) throw new UnreadableFile('damaged')
  }
}
