import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Log } from '#platform/runtime/log.ts'
import { within } from '#platform/runtime/pass.ts'
import { workload } from '#platform/runtime/workload.ts'
import type { Place } from './deliver.ts'
import type { FormattedText } from './formatted-text.ts'
import { GrowingText } from './markdown/growing.ts'
import type { Pacing } from './pacing.ts'
import { draftStage, inlineStage, type MessageStage, messageStage, showTyping, type Stage } from './stage.ts'
import { judge } from './telegram-error.ts'

/** Telegram shows "typing" for five seconds. */
const typingMs = 4_500
/** A model that has been silent for so long is shown to be thinking: soon by a draft, which leaves no trace, later by a message. */
const thinkingAfterMs = { draft: 700, message: 6_000 }
/** For so long from its first words an answer grows in quick steps; then there is enough to read. */
const beginningMs = 1_500
/** Formatting a monster of an answer must not keep the process busy: it takes at most this share of the time. */
const formattingShare = 0.1
/** However dear the formatting is, and however much the process has to do, something new is shown this often. */
const longestGapMs = 5_000
/** A step that hangs may keep the final text waiting no longer than this; a draft that comes late only vanishes late. */
const lastStepMs = { message: 6_000, draft: 1_000 }

export type ProgressOptions = Usual & (OfOurs | Inline)

interface Usual {
  /** Without retries, because what comes too late is not worth sending. */
  api: Api
  place: Place
  /** Drafts are for private chats only; anywhere else, and where Telegram refuses them, edits take their place. */
  mode: 'drafts' | 'edits' | 'off'
  /**
   * What a message shows while the model says nothing; without it there is no message before the first word. `doing` is said
   * instead where something is done before the model begins, by drafts too, and at once.
   */
  texts?: { thinking: string; doing?: string | undefined }
  /** Shared by all answers of the process. */
  pacing: Pacing
  log: Log
}

/** A message that the answer sends itself. */
interface OfOurs {
  isPrivate: boolean
  /** By this Telegram says which draft a person has stopped; not zero. */
  draftId: number
  /** Under a message that grows by edits; a draft has a button of its own. */
  stopButton: InlineKeyboardMarkup
  /** The message exists from now on: the program that takes over after a crash should know it. */
  onMessage(messageId: number): Promise<void>
}

/** One that is there already, where the bot is no member. Of `place` only the pacing knows. */
interface Inline {
  inlineMessageId: string
}

/**
 * An answer growing before the person's eyes, from its making to `finish`. It may skip steps and never fails: the final text
 * does not depend on it.
 */
export class Progress {
  private readonly options: ProgressOptions
  private readonly message: MessageStage
  private stage: Stage
  private markdown = ''
  /** What the model tells of its reasoning before the first word; undefined: it tells nothing. */
  private summary: string | undefined
  /** What is being looked up before the first word, in lines. */
  private looking: string | undefined
  private growing = new GrowingText()
  private silentSince = performance.now()
  private shown: { markdown: string; key: string; at: number } | undefined
  /** When its first words came. */
  private begunAt: number | undefined
  private costMs = 0
  private over: boolean
  private busy = false
  private timer: NodeJS.Timeout | undefined
  private timerAt = 0
  private notBefore = 0
  private step: Promise<void> = Promise.resolve()
  private readonly clock: NodeJS.Timeout
  private readonly thinking: NodeJS.Timeout

  constructor(options: ProgressOptions) {
    const { api, place, mode, pacing } = options
    this.options = options
    this.over = mode === 'off'
    if ('inlineMessageId' in options) this.stage = this.message = inlineStage(api, options.inlineMessageId)
    else {
      this.message = messageStage(options)
      const drafts = mode === 'drafts' && options.isPrivate && pacing.takesDrafts(place.chatId)
      this.stage = drafts ? draftStage(api, place, options.draftId) : this.message
    }
    this.clock = setInterval(() => this.showLife(), typingMs)
    this.thinking = setTimeout(() => this.wake(), thinkingAfterMs.draft)
    this.showLife()
  }

  push(markdownSoFar: string): void {
    if (markdownSoFar !== '') this.begunAt ??= performance.now()
    if (markdownSoFar !== '') this.looking = undefined
    this.markdown = markdownSoFar
    this.wake()
  }

  /** The model reasons; what it tells of that gives way to the first word. */
  think(summary: string): void {
    this.summary = summary
    this.wake()
  }

  /** Something is looked up; what is said of that gives way to the first word. */
  lookUp(lines: string): void {
    this.looking = lines
    // Which pages the answer may lead to is known at its end.
    this.growing = new GrowingText([])
    this.wake()
  }

  /** What was written so far is void: the model begins anew. */
  restart(): void {
    this.markdown = ''
    this.summary = undefined
    this.looking = undefined
    this.growing = new GrowingText()
    // What is void should not go on standing there.
    this.silentSince = -Infinity
    this.wake()
  }

  /** A message that an earlier attempt has begun goes on growing, instead of a second one. */
  adopt(messageId: number | undefined): void {
    if (messageId === undefined) return
    this.message.adopt(messageId)
    this.stage = this.message
  }

  /** Ends the growing. Returns the message that shows the text so far, for the first part to take over; null for drafts. */
  async finish(): Promise<number | null> {
    this.over = true
    clearInterval(this.clock)
    clearTimeout(this.thinking)
    clearTimeout(this.timer)
    await within(this.stage === this.message ? lastStepMs.message : lastStepMs.draft, this.step)
    return this.message.messageId()
  }

  /** For the time in which nothing new can be shown. */
  private showLife(): void {
    const { api, place, pacing, log } = this.options
    if (!('inlineMessageId' in this.options) && !pacing.isPaused(place.chatId) && !this.hasJustGrown())
      showTyping(api, place).catch((error: unknown) => log.debug({ err: error }, 'Typing could not be shown'))
    this.wake()
  }

  /** A growing draft says by itself that the bot is writing. */
  private hasJustGrown(): boolean {
    return this.stage !== this.message && this.shown !== undefined && performance.now() - this.shown.at < longestGapMs
  }

  /** Looks at the latest after this time; an earlier look that is already planned stays. */
  private wake(inMs = 0): void {
    const at = Math.max(performance.now() + inMs, this.notBefore)
    if (this.over || this.busy || (this.timer && this.timerAt <= at)) return
    clearTimeout(this.timer)
    this.timerAt = at
    this.timer = setTimeout(() => this.look(), Math.max(0, at - performance.now()))
  }

  private look(): void {
    const { place, pacing } = this.options
    this.timer = undefined
    const text = this.dueOrNothing()
    if (!text) return
    const waitMs = pacing.progressIn(place.chatId, this.gapMs(), this.shown === undefined)
    if (waitMs > 0) return this.wake(waitMs)
    this.busy = true
    this.step = this.show(text, this.markdown).finally(() => {
      this.busy = false
      const crowdedMs = workload.stretched({ usual: this.gapMs(), longest: longestGapMs })
      const gapMs = Math.min(Math.max(crowdedMs, this.costMs / formattingShare), longestGapMs)
      this.notBefore = performance.now() + gapMs
      this.wake()
    })
  }

  private gapMs(): number {
    const isBeginning = this.begunAt === undefined || performance.now() - this.begunAt < beginningMs
    return this.stage.gapMs[isBeginning ? 'first' : 'later']
  }

  /** A step of one answer that cannot be formatted is left out: an exception in a timer would end the whole program. */
  private dueOrNothing(): FormattedText | undefined {
    try {
      return this.due()
    } catch (error) {
      this.options.log.error({ err: error }, 'A step of the growing answer could not be formatted')
      return undefined
    }
  }

  /** What should stand there and does not. */
  private due(): FormattedText | undefined {
    const { shown, markdown, stage } = this
    const isOld = shown !== undefined && performance.now() - shown.at >= stage.keepAliveMs
    if (shown?.markdown === markdown && markdown !== '' && !isOld) return undefined
    const begun = performance.now()
    const text = markdown === '' ? this.waiting() : this.growing.show(markdown)
    this.costMs = performance.now() - begun
    if (!text || (text.text === '' && !stage.showsEmpty)) return undefined
    return shown?.key === keyOf(text) && !isOld ? undefined : text
  }

  private waiting(): FormattedText | undefined {
    const { texts } = this.options
    if (this.looking !== undefined) return { text: this.looking, entities: [] }
    if (texts && this.summary !== undefined) return thinkingText(texts.thinking, this.summary)
    const silentMs = performance.now() - this.silentSince
    if (this.stage.showsEmpty && texts?.doing) return { text: texts.doing, entities: [] }
    if (this.stage.showsEmpty) return silentMs >= thinkingAfterMs.draft ? { text: '', entities: [] } : undefined
    const text = texts?.doing ?? texts?.thinking
    return text && silentMs >= thinkingAfterMs.message ? { text, entities: [] } : undefined
  }

  private async show(text: FormattedText, source: string): Promise<void> {
    const { pacing, place, log } = this.options
    try {
      await this.stage.show(text)
      this.shown = { markdown: source, key: keyOf(text), at: performance.now() }
    } catch (error) {
      log.debug({ err: error }, 'A step of the growing answer could not be shown')
      const verdict = judge(error)
      if (verdict.kind === 'unchanged') this.shown = { markdown: source, key: keyOf(text), at: performance.now() }
      else if (verdict.kind === 'flood') pacing.pause(place.chatId, verdict.retryAfterSeconds * 1000)
      else if (this.stage === this.message) this.over = !this.mayChange(verdict)
      else if (verdict.kind === 'refused' && verdict.reason === 'blocked') this.over = true
      else if (verdict.kind !== 'outage') {
        pacing.refuseDrafts(place.chatId)
        this.stage = this.message
      }
    }
  }

  /** A message that may have arrived must not be sent a second time; what is refused or deleted is left to the final text. */
  private mayChange(verdict: ReturnType<typeof judge>): boolean {
    if (verdict.kind === 'refused' || verdict.kind === 'gone') return false
    return this.message.isThere() || (verdict.kind === 'outage' && !verdict.mayHaveArrived)
  }
}

const longestSummary = 300

/** Only the latest that a model tells of its reasoning: a person cannot read all of it as it comes. */
function thinkingText(title: string, summary: string): FormattedText {
  const latest = summary
    .replaceAll('**', '')
    .trim()
    .split(/\n{2,}/)
    .at(-1)!
  const words = latest.length > longestSummary ? `…${latest.slice(-longestSummary).toWellFormed()}` : latest
  if (words === '') return { text: title, entities: [] }
  const text = `${title}\n\n${words}`
  return { text, entities: [{ type: 'italic', offset: text.length - words.length, length: words.length }] }
}

function keyOf({ text, entities }: FormattedText): string {
  return JSON.stringify([text, entities])
}
