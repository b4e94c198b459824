/** Behind a number a word stays in the singular. */
export function uzbek(count: number, word: string): string {
  return `${count.toLocaleString('uz')} ${word}`
}
