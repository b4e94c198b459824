/** What a person may have written as an example, and what is a picture for no reader. In characters. */
const longExample = 1_000
const address = /\b(data:[a-z]+\/[\w.+-]+(?:;[\w=-]+)*,)[\w+/=%-]*/gi

/** Whether an address holds a file instead of leading to one. */
export function isData(url: string): boolean {
  return /^\s*data:/i.test(url)
}

/** Without the files that a model has written into a text as letters: people cannot read them. */
export function withoutData(markdown: string): string {
  if (markdown.length < longExample || !/data:/i.test(markdown)) return markdown
  return markdown.replaceAll(address, (whole, head: string) => (whole.length > longExample ? `${head}…` : whole))
}
