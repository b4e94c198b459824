import { type Attachment, attachmentsIn } from './attachments.ts'
import type { FormattedText } from './formatted-text.ts'
import { withoutData } from './markdown/data-addresses.ts'
import { mostFormatted, partsOf, type Texts, unformattedPartsOf } from './parts.ts'
import { richMessage } from './rich/rich-message.ts'
import type { RichMessage } from './rich/shapes.ts'

/** What an answer is in a chat. */
export interface RenderedAnswer {
  /** Undefined where it would show nothing better than the parts. */
  rich: RichMessage | undefined
  parts: FormattedText[]
  /** Whether the parts do not hold all of it. */
  needsFile: boolean
  /** Whether some of it is better had as files. */
  hasFiles: boolean
}

/** Work whose time grows with the length of an answer. */
export const jobs = {
  answer({ markdown, ...texts }: { markdown: string } & Texts): RenderedAnswer {
    const isShort = withoutData(markdown).length <= mostFormatted
    return {
      rich: isShort ? richMessage(markdown, texts) : undefined,
      ...partsOf(markdown, texts),
      hasFiles: isShort && attachmentsIn(markdown).length > 0,
    }
  },
  files: ({ markdown }: { markdown: string }): Attachment[] => attachmentsIn(markdown),
}

/** What is left of each when it cannot be done: the words. */
export const withoutShape = {
  answer: ({ markdown, ...texts }: { markdown: string } & Texts): RenderedAnswer => ({
    rich: undefined,
    ...unformattedPartsOf(markdown, texts),
    hasFiles: false,
  }),
  files: (): Attachment[] => [],
}

export type Jobs = typeof jobs
export type Job = keyof Jobs
