/** With its measure word, which goes by the thing and not by the number: "3 条消息". */
export function chinese(count: number, word: string): string {
  return `${count.toLocaleString('zh')} ${word}`
}
