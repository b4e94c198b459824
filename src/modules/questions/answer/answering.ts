import { reasonOf } from '#platform/runtime/log.ts'
import type { ToAnswer } from '#modules/questions/ask/ask.ts'
import { extendLeases, shortenIfGone } from '#modules/questions/ask/lease.ts'
import type { Question } from '#modules/questions/question.ts'
import { answerQuestion } from './answer-question.ts'
import type { AnsweringTools } from './answering-tools.ts'
import { RunningAnswer } from './running-answer.ts'

/** A process that falls silent for this long has lost its questions to the next process that asks for them. */
export const leaseMs = 12_000
const heartbeatMs = 4_000
/** For how long the questions of a process that seems gone are left to it: perhaps only its connection has ended. */
const graceMs = 1_000

/** The answers that this process is writing. */
export class Answering {
  private readonly tools: AnsweringTools
  private readonly runs = new Map<number, RunningAnswer>()
  private readonly heartbeat: NodeJS.Timeout
  private isClosing = false

  constructor(tools: AnsweringTools) {
    this.tools = tools
    this.heartbeat = setInterval(() => void this.keepLeases(), heartbeatMs)
    tools.alive.whenRenamed((name) => this.extend(name))
  }

  /** Under which the questions of this process are written down. */
  get worker(): string {
    return this.tools.alive.name
  }

  /** A question that another process should be answering: perhaps that one is gone. */
  async lookAfter(question: Question): Promise<void> {
    if (this.tools.alive.mayJudge) await shortenIfGone(this.tools.sql, question, graceMs)
  }

  /** Whether this process takes no more questions, because it is stopping. */
  get closing(): boolean {
    return this.isClosing
  }

  get running(): number {
    return this.runs.size
  }

  /** Begins to answer, whether or not a caller goes on listening: what was paid for is finished and stored. */
  begin(asked: ToAnswer): RunningAnswer {
    const { question } = asked
    const run = new RunningAnswer(question)
    this.runs.set(question.id, run)
    void answerQuestion(this.tools, run, asked).finally(() => {
      if (this.runs.get(question.id) === run) this.runs.delete(question.id)
      run.finish()
    })
    return run
  }

  /** The run of a question that this process is answering now. */
  find(questionId: number): RunningAnswer | undefined {
    return this.runs.get(questionId)
  }

  /** A person's wish to stop: what is written so far becomes the answer. */
  stop(questionId: number): void {
    this.runs.get(questionId)?.stop('person')
  }

  /** Lets the runs finish for so long, then hands the rest to the next process. */
  async close(limitMs: number): Promise<void> {
    this.isClosing = true
    const everything = Promise.all([...this.runs.values()].map((run) => run.ended))
    await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, limitMs).unref())])
    for (const run of this.runs.values()) run.stop('handover')
    await everything
    clearInterval(this.heartbeat)
  }

  private async keepLeases(): Promise<void> {
    try {
      await this.extend(this.worker)
    } catch (error) {
      this.tools.log.warn(`The leases of running answers could not be extended. ${reasonOf(error)}`)
    }
  }

  private async extend(worker: string): Promise<void> {
    if (this.runs.size === 0) return
    const mine = [...this.runs.values()]
    const questions = mine.map((run) => run.question)
    const alive = await extendLeases(this.tools.sql, questions, { leaseMs, worker })
    // A run that has just stored its outcome is no longer pending either; stopping it then changes nothing.
    for (const run of mine) if (!alive.has(run.question.id)) run.stop('handover')
  }
}
