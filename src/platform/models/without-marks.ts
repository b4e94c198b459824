/** What looks like a mark of this name might confuse a model, though it ends nothing. */
export function withoutMarks(text: string, name: 'document' | 'result'): string {
  return text.replaceAll(new RegExp(String.raw`<(?=[\s\p{Cf}]*(?:\/[\s\p{Cf}]*)?${name})`, 'giu'), '‹')
}
