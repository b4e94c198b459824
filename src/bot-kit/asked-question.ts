import type { FollowUp } from '#modules/questions/contract.ts'
import type { Refused } from '#modules/charging/contract.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import type { ReplyTo } from './reply-in.ts'
import type { Part } from './whole-question.ts'

/** A question on its way to the backend. */
export interface AskedQuestion {
  /** Either what it is made of or what is wanted of an earlier answer. */
  parts?: Part[]
  /** Whether only what is said in it is wanted, word for word. */
  transcriptOnly?: boolean
  followUp?: { kind: FollowUp; questionId: number; suggestion?: number; shown: Price | null }
  /** Or the question that nothing had paid for, or whose price had to be agreed to, at the price that was shown, perhaps by another model. Without one a price above the usual is told first. */
  waiting?: { updateId: number; shown?: Price }
  model?: string | undefined
  /** It is asked by the clock, at most at the price that was agreed to. */
  scheduled?: {
    shown: Price
    /** Does what follows when it is refused; false: the usual follows. */
    whenRefused: (refused: Refused) => Promise<boolean>
  }
  /** The words on the button by which it is asked: they stand above the answer. */
  pressed?: string | undefined
  /** The message in which it was asked, or under which the button stands. */
  messageId: number
  /** Whether that message says all of it, so that the question can be asked again from there. */
  inOneMessage: boolean
  /** The message that the answer replies to; absent: it simply comes next. */
  answerTo?: number | undefined
  /** What it replies to. */
  replyTo?: ReplyTo | undefined
  /** It was asked where the bot is no member: the message that answers it, and its chat as the pacing knows it. */
  guest?: { inlineMessageId: string; pacedAs: number }
}
