import { attachmentsIn } from './attachments.ts'
import { formatAnswer, formatUnfinishedMarkdown } from './markdown/format.ts'
import { GrowingText } from './markdown/growing.ts'
import { richMessage } from './rich/rich-message.ts'
import { splitFormatted } from './split.ts'

/** How much an answer grows from one step to the next. */
export const everyCharacters = 4_000

/** All that is done with the text of an answer. */
export const works = {
  'formatted and divided': (text: string) => splitFormatted(formatAnswer(text)),
  'formatted while it is unfinished': (text: string) => formatUnfinishedMarkdown(text),
  'made a rich message': (text: string) => richMessage(`$x^2$\n\n${text}`),
  'looked through for files': (text: string) => attachmentsIn(text),
  'shown growing': (text: string) => {
    const growing = new GrowingText()
    for (let length = everyCharacters; length <= text.length; length += everyCharacters)
      growing.show(text.slice(0, length))
  },
}
