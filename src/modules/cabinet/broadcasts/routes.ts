import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import {
  type Act,
  type Broadcast,
  changeDraft,
  createDraft,
  deleteDraft,
  findBroadcast,
  listBroadcasts,
  pictureOf,
  sendBroadcast,
  steerBroadcast,
} from '#modules/broadcasts/broadcasts.ts'
import { deletableMinutes, hasDeletable } from '#modules/broadcasts/recipients.ts'
import { readPicture, refuseUnsendable } from '#modules/broadcasts/sendable.ts'
import { countSegment, estimateSegment } from '#modules/broadcasts/segment.ts'
import { deleteSegment, findSegment, listSegments, saveSegment, segmentNamed } from '#modules/broadcasts/segments.ts'
import { lastToDo } from '#modules/cabinet/audit/audit.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import type { Session } from '#modules/cabinet/session/sessions.ts'
import { say } from '#modules/notifications/outbox.ts'
import { broadcastsEndpoints } from '#modules/cabinet/browser/broadcasts.ts'
import { languageCodes } from '#texts/codes.ts'

type Input<Name extends keyof typeof broadcastsEndpoints> = HandlerInput<(typeof broadcastsEndpoints)[Name]>

/** What the pages of broadcasts show and change. */
export async function broadcastPageRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: SessionKeeper },
): Promise<void> {
  serve(app, broadcastsEndpoints.broadcasts, async () => ({ broadcasts: (await listBroadcasts(sql)).map(lineOf) }))
  serve(app, broadcastsEndpoints.broadcast, async ({ id }) => {
    const broadcast = await broadcastOf(sql, id)
    const { revision, texts, conditions, quiet } = broadcast
    const picture = await pictureOf(sql, id)
    const address = picture && `data:image/jpeg;base64,${picture.toString('base64')}`
    const sentBy = broadcast.state === 'draft' ? null : await doerOf(sql, 'broadcast_send', id)
    const mayDelete = await canDelete(sql, broadcast)
    return { ...lineOf(broadcast), revision, texts, conditions, quiet, picture: address, sentBy, mayDelete }
  })
  serve(app, broadcastsEndpoints.segments, async () => ({
    segments: await listSegments(sql),
    languages: [...languageCodes],
  }))
  serve(app, broadcastsEndpoints.countSegment, ({ conditions }) => estimateSegment(sql, conditions))
  serveRequest(app, broadcastsEndpoints.saveBroadcast, (input, request) => save(sql, keeper.sessionOf(request), input))
  serveRequest(app, broadcastsEndpoints.dropBroadcast, (input, request) => drop(sql, keeper.sessionOf(request), input))
  serveRequest(app, broadcastsEndpoints.tryBroadcast, (input, request) => tryOut(sql, keeper.sessionOf(request), input))
  serveRequest(app, broadcastsEndpoints.sendBroadcast, (input, request) => send(sql, keeper.sessionOf(request), input))
  serveRequest(app, broadcastsEndpoints.steerBroadcast, (input, request) =>
    steer(sql, keeper.sessionOf(request), input),
  )
  serveRequest(app, broadcastsEndpoints.deleteSent, (input, request) =>
    deleteSent(sql, keeper.sessionOf(request), input),
  )
  serveRequest(app, broadcastsEndpoints.saveSegment, (input, request) =>
    keepSegment(sql, keeper.sessionOf(request), input),
  )
  serveRequest(app, broadcastsEndpoints.deleteSegment, (input, request) =>
    dropSegment(sql, keeper.sessionOf(request), input),
  )
}

async function save(sql: Sql, session: Session, input: Input<'saveBroadcast'>) {
  const { id, revision, title, texts, conditions, quiet } = input
  const picture = await readPicture(input.picture)
  return change(sql, session, 'broadcast_save', input, {
    async act(sql) {
      const before = id === undefined ? undefined : await broadcastOf(sql, id)
      const hasPicture = picture === undefined ? (before?.hasPicture ?? false) : picture !== null
      refuseUnsendable(texts, hasPicture)
      const draft = { title, texts, picture, conditions, quiet }
      const saved = await store(sql, before?.id, { ...draft, revision, by: session.telegramId })
      return {
        subject: String(saved.id),
        before: before ? describe(before.texts, before.hasPicture) : {},
        after: describe(texts, hasPicture),
        reply: saved,
      }
    },
  })
}

async function store(sql: Sql, id: number | undefined, draft: Parameters<typeof changeDraft>[2] & { by: number }) {
  if (id === undefined) return { id: await createDraft(sql, draft), revision: 1 }
  const outcome = await changeDraft(sql, id, draft)
  if ('refused' in outcome) throw new Refusal(outcome.refused)
  return { id, revision: outcome.revision }
}

/** No words on record. */
function describe(texts: Broadcast['texts'], hasPicture: boolean) {
  return { letters: Object.fromEntries(texts.map(({ language, text }) => [language, text.length])), hasPicture }
}

function drop(sql: Sql, session: Session, input: Input<'dropBroadcast'>) {
  return change(sql, session, 'broadcast_drop', input, {
    question: async (sql) => {
      const { title, revision } = await broadcastOf(sql, input.id)
      return { title, revision }
    },
    async act(sql) {
      const { id, state, texts, hasPicture } = await broadcastOf(sql, input.id)
      if (!(await deleteDraft(sql, id))) throw new Refusal('broadcast_state')
      return { subject: String(id), before: { state, ...describe(texts, hasPicture) }, after: {}, reply: {} }
    },
  })
}

function tryOut(sql: Sql, session: Session, input: Input<'tryBroadcast'>) {
  const { telegramId, ...me } = session
  return change(sql, { telegramId, ...me }, 'broadcast_try', input, {
    async act(sql) {
      const { id, texts } = await broadcastOf(sql, input.id)
      const picture = await pictureOf(sql, id)
      for (const said of texts) {
        const key = `broadcast_preview:${telegramId}:${input.idempotencyKey}:${said.language}`
        await say(sql, { key, to: { telegramId }, picture, kind: 'broadcast_preview', data: { id, said } })
      }
      return { subject: String(id), before: {}, after: { to: telegramId }, reply: {} }
    },
  })
}

/** So long may it take to fill in the window and to say yes twice. */
const lateStartMs = 300_000

function send(sql: Sql, session: Session, input: Input<'sendBroadcast'>) {
  const { revision } = input
  const beginsAt = input.beginsAt === null ? null : new Date(input.beginsAt)
  return change(sql, session, 'broadcast_send', input, {
    question: async (sql) => {
      const { title, conditions, revision: present } = await broadcastOf(sql, input.id)
      if (beginsAt && isPast(beginsAt)) throw new Refusal('broadcast_past')
      // What was saved while this stood at the question was not read by who says yes.
      if (present !== revision) throw new Refusal('draft_changed')
      // Without the number of people, which changes while it is read: the page shows it beside the question.
      return { title, conditions, revision, beginsAt: input.beginsAt }
    },
    async act(sql) {
      const { id, state, conditions } = await broadcastOf(sql, input.id)
      const people = await countSegment(sql, conditions)
      const outcome = await sendBroadcast(sql, { id, revision, beginsAt })
      if ('refused' in outcome) throw new Refusal(outcome.refused)
      const begins = outcome.beginsAt.toISOString()
      const after = { state: 'scheduled', beginsAt: begins, people, conditions }
      return { subject: String(id), before: { state }, after, reply: { beginsAt: begins } }
    },
  })
}

function isPast(beginsAt: Date): boolean {
  return beginsAt.getTime() < Date.now() - lateStartMs
}

function steer(sql: Sql, session: Session, input: Input<'steerBroadcast'>) {
  return change(sql, session, `broadcast_${input.act}`, input, { act: (sql) => act(sql, input.id, input.act) })
}

/** What has ended long ago is not looked through: it may be a hundred thousand rows, all of them too old. */
async function canDelete(sql: Sql, { id, endedAt, figures }: Broadcast): Promise<boolean> {
  if (figures.sent === 0) return false
  if (endedAt && endedAt.getTime() < Date.now() - deletableMinutes * 60_000) return false
  return hasDeletable(sql, id)
}

function deleteSent(sql: Sql, session: Session, input: Input<'deleteSent'>) {
  return change(sql, session, 'broadcast_delete', input, {
    question: async (sql) => {
      const { title } = await broadcastOf(sql, input.id)
      return { title }
    },
    act: (sql) => act(sql, input.id, 'delete'),
  })
}

async function act(sql: Sql, id: number, what: Act) {
  const { state: before } = await broadcastOf(sql, id)
  const outcome = await steerBroadcast(sql, { id, act: what })
  if ('refused' in outcome) throw new Refusal(outcome.refused)
  const { state } = outcome
  return { subject: String(id), before: { state: before }, after: { state }, reply: { state } }
}

function keepSegment(sql: Sql, session: Session, input: Input<'saveSegment'>) {
  const { name, conditions } = input
  return change(sql, session, 'segment_save', input, {
    question: async (sql) => {
      const there = await segmentNamed(sql, name)
      return there && !isDeepStrictEqual(there.conditions, conditions)
        ? { name, replaced: there.conditions }
        : undefined
    },
    async act(sql) {
      const there = await segmentNamed(sql, name)
      const id = await saveSegment(sql, { name, conditions })
      return {
        subject: name,
        before: there ? { conditions: there.conditions } : {},
        after: { conditions },
        reply: { id },
      }
    },
  })
}

function dropSegment(sql: Sql, session: Session, input: Input<'deleteSegment'>) {
  return change(sql, session, 'segment_delete', input, {
    question: async (sql) => {
      const there = await findSegment(sql, input.id)
      if (!there) throw new Refusal('segment_not_found')
      return { name: there.name }
    },
    async act(sql) {
      const name = await deleteSegment(sql, input.id)
      if (name === undefined) throw new Refusal('segment_not_found')
      return { subject: name, before: { name }, after: {}, reply: {} }
    },
  })
}

async function broadcastOf(sql: Sql, id: number): Promise<Broadcast> {
  const broadcast = await findBroadcast(sql, id)
  if (!broadcast) throw new Refusal('broadcast_not_found', { deletedBy: await doerOf(sql, 'broadcast_drop', id) })
  return broadcast
}

/** A page on which a draft is still being written says who has sent or deleted it. */
function doerOf(sql: Sql, action: 'broadcast_send' | 'broadcast_drop', id: number) {
  return lastToDo(sql, { action, subject: String(id) })
}

function lineOf({ id, title, state, problem, beginsAt, createdAt, endedAt, refusedNews, figures }: Broadcast) {
  return {
    id,
    title,
    state,
    problem,
    beginsAt: beginsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    refusedNews,
    figures,
  }
}
