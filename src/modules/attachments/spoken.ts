import type { Attachment } from './attachment.ts'

/**
 * What was said in the voice messages of a question, as it stands in its words: what the person has said as it is, another's
 * words quoted line by line, so that they are not taken for the person's own.
 */
export function spokenIn(files: Attachment[]): string {
  const speech = files.filter(({ kind, texts }) => kind === 'speech' && texts)
  return speech
    .map(({ forwarded, texts }) => (forwarded ? quoted(texts!.join('\n')) : texts!.join('\n')))
    .filter(Boolean)
    .join('\n\n')
}

function quoted(text: string): string {
  return text === '' ? '' : `🎤 ${text.replaceAll(/[\v\f\u0085]/g, '\n')}`.replaceAll(/^/gm, '> ')
}
