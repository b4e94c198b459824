import type { AnswerReply } from '#modules/questions/contract.ts'
import type { Texts } from '#texts/languages.ts'
import { plain } from '#texts/plain.ts'

/** The pages that an answer names, each as a link with its number. */
export function sourcesUnder({ search }: Texts, { answer, sources }: Pick<AnswerReply, 'answer' | 'sources'>): string {
  if (sources.length === 0) return ''
  const lines = sources.map(({ number, title, url }) => `[${number}] [${plain(title)}](<${destination(url)}>)`)
  // A program that was cut off would go on with them.
  const isInCode = (answer.match(/^ {0,3}```/gm)?.length ?? 0) % 2 === 1
  return `${isInCode ? '\n```' : ''}\n\n**${search.sources}**\n\n${lines.join('\n')}`
}

/** As it stands in a link of Markdown. */
function destination(url: string): string {
  const signs: Record<string, string> = { '<': '%3C', '>': '%3E', '\\': '%5C', '&': '&amp;' }
  return url.replaceAll(/[<>\\&]/g, (sign) => signs[sign]!).replaceAll(/\s/g, '%20')
}
