import type { AnswerEvent } from '#platform/models/answer.ts'
import { noUsage } from '#platform/models/usage.ts'
import type { Question } from '#modules/questions/question.ts'
import { splitAnswer } from '#modules/questions/suggestions.ts'
import type { RunningAnswer } from './running-answer.ts'

/** What an answer has come to. `isTranscript`: no model has answered, only what was said was written down. */
export type Done = Omit<Extract<AnswerEvent, { type: 'done' }>, 'type'> & {
  isTranscript?: boolean
  suggestions?: string[]
}

/** A question to which nothing was answered. */
export function nothingSaid({ model }: Question): Done {
  const times = { firstTokenMs: null, totalMs: 0 }
  return {
    text: '',
    model,
    provider: model,
    fellBack: false,
    finishReason: 'stop',
    usage: noUsage,
    tries: [],
    sources: [],
    searches: 0,
    foundTokens: 0,
    ...times,
  }
}

/** With what the model suggests to ask next, which only a whole answer has. */
export function withSuggestions(done: Done): Done {
  const { text, suggestions } = splitAnswer(done.text)
  return { ...done, text, suggestions: done.finishReason === 'stop' ? suggestions : [] }
}

/** A person who stops before the first word has got what was written down for them. */
export function withWhatWasHeard(done: Done, { heardWords }: RunningAnswer): Done {
  return done.text.trim() === '' && heardWords ? { ...done, text: heardWords, isTranscript: true } : done
}
