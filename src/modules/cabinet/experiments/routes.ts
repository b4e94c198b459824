import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { experimentsEndpoints } from '#modules/cabinet/browser/experiments.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import type { Session } from '#modules/cabinet/session/sessions.ts'
import type { ArmValue, ExperimentState } from '#modules/experiments/contract.ts'
import {
  changeDraft,
  createDraft,
  deleteDraft,
  endExperiment,
  type Experiment,
  lockExperiment,
  mayStart,
  type Plan,
  startExperiment,
  stopExperiment,
} from '#modules/experiments/experiments.ts'
import { compare, type CompareTools } from './compare.ts'
import { experimentsPage } from './page.ts'
import { publishWinner } from './publish-winner.ts'

type Context = CompareTools & { sql: Sql }
type Input<Name extends keyof typeof experimentsEndpoints> = HandlerInput<(typeof experimentsEndpoints)[Name]>

/** What is tried with new people: written as a draft, started, and ended by what everybody has from then on. */
export async function experimentRoutes(
  app: FastifyInstance,
  { keeper, ...context }: Context & { keeper: SessionKeeper },
): Promise<void> {
  serve(app, experimentsEndpoints.experiments, () => experimentsPage(context.sql, context))
  serveRequest(app, experimentsEndpoints.saveExperiment, (input, request) =>
    save(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, experimentsEndpoints.dropExperiment, (input, request) =>
    drop(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, experimentsEndpoints.startExperiment, (input, request) =>
    start(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, experimentsEndpoints.stopExperiment, (input, request) =>
    stop(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, experimentsEndpoints.endExperiment, (input, request) =>
    end(context, keeper.sessionOf(request), input),
  )
}

function save({ sql, ...tools }: Context, session: Session, input: Input<'saveExperiment'>) {
  const { id, title, value, percentB, peoplePerArm, mostDays } = input
  const plan: Plan = { title, value, percentB, peoplePerArm, mostDays }
  return change(sql, session, 'experiment_saved', input, {
    async act(sql) {
      const before = id === undefined ? undefined : await lockIn(sql, id, 'draft')
      await compare(sql, tools, value)
      if (before) await changeDraft(sql, before.id, plan)
      const saved = before?.id ?? (await createDraft(sql, plan))
      return {
        subject: String(saved),
        before: before ? describe(before) : {},
        after: describe(plan),
        reply: { id: saved },
      }
    },
  })
}

function drop({ sql }: Context, session: Session, input: Input<'dropExperiment'>) {
  const { id } = input
  return change(sql, session, 'experiment_dropped', input, {
    async act(sql) {
      const draft = await lockIn(sql, id, 'draft')
      await deleteDraft(sql, id)
      return { subject: String(id), before: describe(draft), after: {}, reply: {} }
    },
  })
}

function start({ sql, ...tools }: Context, session: Session, input: Input<'startExperiment'>) {
  const { id } = input
  const prepare = async (sql: Sql) => {
    const draft = await lockIn(sql, id, 'draft')
    if (!(await mayStart(sql, draft.value.subject))) throw new Refusal('experiment_running')
    return { draft, usual: await compare(sql, tools, draft.value) }
  }
  return change(sql, session, 'experiment_started', input, {
    async question(sql) {
      const { draft, usual } = await prepare(sql)
      const { title, value, percentB, peoplePerArm, mostDays } = draft
      return { title, usual, value, percentB, peoplePerArm, mostDays }
    },
    async act(sql) {
      const { draft, usual } = await prepare(sql)
      await startExperiment(sql, id, usual)
      return {
        subject: String(id),
        before: { state: 'draft' },
        after: { state: 'running', ...describe(draft) },
        reply: {},
      }
    },
  })
}

/** Before the stop rule is met; afterwards it is ended, for A or for B. */
function stop({ sql }: Context, session: Session, input: Input<'stopExperiment'>) {
  const { id } = input
  const prepare = async (sql: Sql) => {
    const running = await lockIn(sql, id, 'running')
    if (running.enoughAt) throw new Refusal('experiment_state')
    return running
  }
  return change(sql, session, 'experiment_stopped', input, {
    question: async (sql) => ({ title: (await prepare(sql)).title }),
    async act(sql) {
      await prepare(sql)
      await stopExperiment(sql, id)
      return { subject: String(id), before: { state: 'running' }, after: { state: 'stopped' }, reply: {} }
    },
  })
}

function end({ sql, source }: Context, session: Session, input: Input<'endExperiment'>) {
  const { id, publish, reason } = input
  const prepare = async (sql: Sql) => {
    const running = await lockIn(sql, id, 'running')
    if (!running.enoughAt) throw new Refusal('experiment_state')
    const publishing = { source, reason, by: session.telegramId }
    return { running, winner: publish === 'B' ? publishWinner(running.value, publishing) : undefined }
  }
  return change(sql, session, 'experiment_ended', input, {
    async question(sql) {
      const { running, winner } = await prepare(sql)
      const { title, usual, value } = running
      return { title, publish, usual, value, ...(await winner?.question(sql)) }
    },
    async act(sql) {
      const { running, winner } = await prepare(sql)
      const version = (await winner?.act(sql)) ?? null
      await endExperiment(sql, id, publish === 'B')
      return {
        subject: String(id),
        before: { state: 'running' },
        after: { state: 'ended', publish, version, value: shown(running.value) },
        reply: { version },
      }
    },
  })
}

/** @throws Refusal when there is none, or it is in another state */
async function lockIn(sql: Sql, id: number, state: ExperimentState): Promise<Experiment> {
  const experiment = await lockExperiment(sql, id)
  if (!experiment) throw new Refusal('experiment_not_found')
  if (experiment.state !== state) throw new Refusal('experiment_state')
  return experiment
}

function describe({ title, value, percentB, peoplePerArm, mostDays }: Plan) {
  return { title, value: shown(value), percentB, peoplePerArm, mostDays }
}

/** Of texts their lengths: the experiment keeps the words. */
function shown(value: ArmValue) {
  if (value.subject !== 'offer_text') return value
  const { subject, place, texts } = value
  return { subject, place, letters: Object.fromEntries(texts.map(({ language, text }) => [language, text.length])) }
}
