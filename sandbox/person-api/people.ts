import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Person as Shown } from '#sandbox/page/types.ts'
import type { Person } from '#sandbox/telegram/state.ts'
import type { Update } from 'grammy/types'
import { addPerson, announce, describeChat, describePerson, type Telegram } from '#sandbox/telegram/telegram.ts'
import { chatIn, type Path, personIn } from './lookup.ts'
import { readBody } from './request.ts'

/** The people who play here, and what each may change of themselves. */
export async function peopleRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  const { state } = telegram

  app.get('/person/users', async (): Promise<Shown[]> => state.persons)
  app.post('/person/users', async (request) => {
    const about = readBody(request, {
      first_name: z.string().min(1).max(64),
      last_name: z.string().optional(),
      username: z.string().optional(),
      language_code: z.string().default('ru'),
      is_premium: z.literal(true).optional(),
      has_photo: z.boolean().default(true),
      rating_level: z.int().optional(),
    })
    const { has_photo: hasPhoto, rating_level: ratingLevel, ...names } = about
    return addPerson(telegram, { ...names, hasPhoto, ratingLevel })
  })

  app.patch<Path>('/person/users/:id', async (request) => {
    const person = personIn(telegram, request.params)
    const about = readBody(request, {
      first_name: z.string().min(1).max(64).optional(),
      language_code: z.string().min(2).max(10).optional(),
      forbids_voice: z.boolean().optional(),
    })
    const { forbids_voice: forbidsVoice, ...names } = about
    const changed = { ...names, forbidsVoice }
    Object.assign(person, Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)))
    state.save()
    announce(telegram, { chatId: person.id, type: 'reset' })
    return person
  })

  app.post<Path>('/person/users/:id/block', async (request) =>
    setBlocked(telegram, personIn(telegram, request.params), true),
  )
  app.post<Path>('/person/users/:id/unblock', async (request) =>
    setBlocked(telegram, personIn(telegram, request.params), false),
  )
}

function setBlocked(telegram: Telegram, person: Person, blocked: boolean) {
  if (person.blockedBot === blocked) return person
  person.blockedBot = blocked
  const chat = chatIn(telegram, person, person.id)
  const member = (status: string) => ({
    status,
    user: telegram.state.bot,
    ...(status === 'kicked' ? { until_date: 0 } : {}),
  })
  telegram.updates.push({
    my_chat_member: {
      chat: describeChat(telegram, chat),
      from: describePerson(person),
      date: telegram.clock.seconds(),
      old_chat_member: member(blocked ? 'member' : 'kicked'),
      new_chat_member: member(blocked ? 'kicked' : 'member'),
    },
  } as unknown as Omit<Update, 'update_id'>)
  telegram.state.save()
  announce(telegram, { chatId: chat.id, type: 'reset' })
  return person
}
