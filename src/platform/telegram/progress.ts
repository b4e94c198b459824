import { randomInt } from 'node:crypto'
import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Log } from '#platform/runtime/log.ts'
import type { Place } from './deliver.ts'
import type { FormattedText } from './formatted-text.ts'
import { GrowingText } from './markdown/growing.ts'
import { createPacing, type Pacing } from './pacing.ts'
import { draftStage, messageStage, showTyping, type Stage } from './stage.ts'
import { judge } from './telegram-error.ts'

/** An answer growing before the person's eyes. It may skip steps and never fails: the final text does not depend on it. */
export interface Progress {
  push(markdownSoFar: string): void
  /** What was written so far is void: the model begins anew. */
  restart(): void
  /** A message that an earlier attempt has begun goes on growing, instead of a second one. */
  adopt(messageId: number | undefined): void
  /** Ends the growing. Returns the message that shows the text so far, for the first part to take over; null for drafts. */
  finish(): Promise<number | null>
}

/** Telegram shows "typing" for five seconds. */
const typingMs = 4_500
/** A model that has been silent for so long is shown to be thinking: soon by a draft, which leaves no trace, later by a message. */
const thinkingAfterMs = { draft: 700, message: 6_000 }
/** Formatting a monster of an answer must not keep the process busy: it takes at most this share of the time. */
const formattingShare = 0.1
/** However dear the formatting is, something new is shown this often. */
const longestGapMs = 5_000
/** A step that hangs may keep the final text waiting no longer than this; a draft that comes late only vanishes late. */
const lastStepMs = { message: 6_000, draft: 1_000 }

export function startProgress(options: {
  /** Without retries, because what comes too late is not worth sending. */
  api: Api
  place: Place
  isPrivate: boolean
  /** Drafts are for private chats only; anywhere else, and where Telegram refuses them, edits take their place. */
  mode?: 'drafts' | 'edits' | 'off'
  /** By this Telegram says which draft a person has stopped; not zero. */
  draftId?: number
  /** Under a message that grows by edits; a draft has a button of its own. */
  stopButton: InlineKeyboardMarkup
  /** What a message shows while the model says nothing; without it there is no message before the first word. */
  texts?: { thinking: string }
  /** Shared by all answers of the process. */
  pacing?: Pacing
  /** The message exists from now on: whoever takes over after a crash should know it. */
  onMessage(messageId: number): Promise<void>
  log: Log
}): Progress {
  const { api, place, mode = 'edits', log } = options
  const pacing = options.pacing ?? createPacing()
  const message = messageStage(options)
  const drafts = mode === 'drafts' && options.isPrivate && pacing.takesDrafts(place.chatId)
  let stage: Stage = drafts ? draftStage(api, place, options.draftId ?? randomInt(1, 2 ** 31)) : message
  let markdown = ''
  let growing = new GrowingText()
  let silentSince = performance.now()
  let shown: { markdown: string; key: string; at: number } | undefined
  let costMs = 0
  let over = mode === 'off'
  let busy = false
  let timer: NodeJS.Timeout | undefined
  let timerAt = 0
  let notBefore = 0
  let step: Promise<void> = Promise.resolve()

  const clock = setInterval(beat, typingMs)
  const thinking = setTimeout(wake, thinkingAfterMs.draft)
  beat()

  /** Signs of life, for the time in which nothing new can be shown. */
  function beat() {
    if (!pacing.isPaused(place.chatId))
      showTyping(api, place).catch((error: unknown) => log.debug({ err: error }, 'Typing could not be shown'))
    wake()
  }

  /** Looks at the latest after this time; an earlier look that is already planned stays. */
  function wake(inMs = 0) {
    const at = Math.max(performance.now() + inMs, notBefore)
    if (over || busy || (timer && timerAt <= at)) return
    clearTimeout(timer)
    timerAt = at
    timer = setTimeout(look, Math.max(0, at - performance.now()))
  }

  function look() {
    timer = undefined
    const text = dueOrNothing()
    if (!text) return
    const waitMs = pacing.progressIn(place.chatId, stage.gapMs, shown === undefined)
    if (waitMs > 0) return wake(waitMs)
    busy = true
    step = show(text, markdown).finally(() => {
      busy = false
      notBefore = performance.now() + Math.min(Math.max(stage.gapMs, costMs / formattingShare), longestGapMs)
      wake()
    })
  }

  /** A step of one answer that cannot be formatted is left out: an exception in a timer would end the whole program. */
  function dueOrNothing(): FormattedText | undefined {
    try {
      return due()
    } catch (error) {
      log.error({ err: error }, 'A step of the growing answer could not be formatted')
      return undefined
    }
  }

  /** What should stand there and does not. */
  function due(): FormattedText | undefined {
    const isOld = shown !== undefined && performance.now() - shown.at >= stage.keepAliveMs
    if (shown?.markdown === markdown && markdown !== '' && !isOld) return undefined
    const begun = performance.now()
    const text = markdown === '' ? waiting() : growing.show(markdown)
    costMs = performance.now() - begun
    if (!text || (text.text === '' && !stage.showsEmpty)) return undefined
    return shown?.key === keyOf(text) && !isOld ? undefined : text
  }

  function waiting(): FormattedText | undefined {
    const { texts } = options
    const silentMs = performance.now() - silentSince
    if (stage.showsEmpty) return silentMs >= thinkingAfterMs.draft ? { text: '', entities: [] } : undefined
    return texts && silentMs >= thinkingAfterMs.message ? { text: texts.thinking, entities: [] } : undefined
  }

  async function show(text: FormattedText, source: string) {
    try {
      await stage.show(text)
      shown = { markdown: source, key: keyOf(text), at: performance.now() }
    } catch (error) {
      log.debug({ err: error }, 'A step of the growing answer could not be shown')
      const verdict = judge(error)
      if (verdict.kind === 'unchanged') shown = { markdown: source, key: keyOf(text), at: performance.now() }
      else if (verdict.kind === 'flood') pacing.pause(place.chatId, verdict.retryAfterSeconds * 1000)
      else if (stage === message) over = !mayChange(verdict)
      else if (verdict.kind === 'refused' && verdict.reason === 'blocked') over = true
      else if (verdict.kind !== 'outage') {
        pacing.refuseDrafts(place.chatId)
        stage = message
      }
    }
  }

  /** A message that may have arrived must not be sent a second time; what is refused or deleted is left to the final text. */
  function mayChange(verdict: ReturnType<typeof judge>): boolean {
    if (verdict.kind === 'refused' || verdict.kind === 'gone') return false
    return message.messageId() !== null || (verdict.kind === 'outage' && !verdict.mayHaveArrived)
  }

  return {
    push(markdownSoFar) {
      markdown = markdownSoFar
      wake()
    },
    restart() {
      markdown = ''
      growing = new GrowingText()
      // What is void should not go on standing there.
      silentSince = -Infinity
      wake()
    },
    adopt(known) {
      if (known === undefined) return
      message.adopt(known)
      stage = message
    },
    async finish() {
      over = true
      clearInterval(clock)
      clearTimeout(thinking)
      clearTimeout(timer)
      await within(step, stage === message ? lastStepMs.message : lastStepMs.draft)
      return message.messageId()
    },
  }
}

async function within(step: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([step, new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)))])
  clearTimeout(timer)
}

function keyOf({ text, entities }: FormattedText): string {
  return JSON.stringify([text, entities])
}
