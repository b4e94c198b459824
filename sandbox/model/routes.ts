import type { FastifyInstance } from 'fastify'
import { chatCompletions } from './chat-completions.ts'
import { messages } from './messages.ts'
import { editImage, generateImage } from './paint.ts'
import { responses } from './responses.ts'
import { sayAloud } from './say-aloud.ts'
import type { DemoTools } from './speak.ts'
import { transcriptions } from './transcriptions.ts'
import { readForm } from '#sandbox/read-form.ts'

/** A model that needs no AI: it says that it is a demo and answers what it can, by three wires, writes down speech, speaks and draws. */
export async function modelRoutes(app: FastifyInstance, tools: DemoTools): Promise<void> {
  app.addContentTypeParser(/^multipart\/form-data/, { parseAs: 'buffer' }, (request, body, done) => {
    readForm(request, body as Buffer).then((form) => done(null, form), done)
  })
  app.get('/v1/models', async () => ({
    object: 'list',
    data: [{ id: 'demo', object: 'model', created: 0, owned_by: 'sandbox' }],
  }))
  app.post('/v1/chat/completions', ({ body }, reply) => chatCompletions(body, reply, tools))
  app.post('/v1/responses', ({ body }, reply) => responses(body, reply, tools))
  app.post('/v1/messages', ({ body }, reply) => messages(body, reply, tools))
  app.post('/v1/audio/transcriptions', ({ body }, reply) => transcriptions(body, reply, tools))
  app.post('/v1/images/generations', ({ body }, reply) => generateImage(body, reply, tools))
  app.post('/v1/images/edits', ({ body }, reply) => editImage(body, reply, tools))
  app.post('/v1/audio/speech', ({ body }, reply) => sayAloud(body, reply, tools))
}
