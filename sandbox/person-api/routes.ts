import type { FastifyInstance } from 'fastify'
import type { Telegram } from '#sandbox/telegram/telegram.ts'
import { serveChanges } from './changes.ts'
import { chatRoutes } from './chats.ts'
import { personFileRoutes } from './files.ts'
import { type Path, personIn } from './lookup.ts'
import { messageRoutes } from './messages.ts'
import { moneyRoutes } from './money.ts'
import { peopleRoutes } from './people.ts'
import { pressRoutes } from './press.ts'

/** What a person can do in Telegram, over HTTP: the page and the tests use the same. See sandbox/README.md. */
export async function personRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  for (const routes of [peopleRoutes, chatRoutes, messageRoutes, personFileRoutes, pressRoutes, moneyRoutes])
    await routes(app, telegram)

  app.get<Path>('/person/users/:id/events', async (request, reply) =>
    serveChanges(telegram, personIn(telegram, request.params), request, reply),
  )
}
