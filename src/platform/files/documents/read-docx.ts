import mammoth from 'mammoth'
import { textOfHtml } from './read-text.ts'
import { unpack } from './unpack.ts'
import { checkDepth } from './xml-depth.ts'

/** The words of a Word document, with its tables and lists. */
export async function readDocx(bytes: Uint8Array): Promise<{ pages: null; texts: string[] }> {
  // The library unpacks without a limit.
  for (const [name, file] of unpack(bytes)) if (name.endsWith('.xml')) checkDepth(file)
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { ignoreEmptyParagraphs: true })
  return { pages: null, texts: [textOfHtml(value)] }
}
