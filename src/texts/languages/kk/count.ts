/** Behind a number a word stays in the singular. */
export function kazakh(count: number, word: string): string {
  return `${count.toLocaleString('kk')} ${word}`
}
