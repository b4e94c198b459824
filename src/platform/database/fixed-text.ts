/**
 * A statement whose text is put together from constants of our own code: what stands between the values. Made once, since a
 * statement is prepared by its identity.
 */
export function fixedText(...parts: string[]): TemplateStringsArray {
  return Object.assign(parts, { raw: parts })
}
