/** Behind a number a word stays in the singular. */
export function turkish(count: number, word: string): string {
  return `${count.toLocaleString('tr')} ${word}`
}
