import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Offer, Paid, Subscription } from '#sandbox/page/types.ts'
import type { Chat, Person } from '#sandbox/telegram/state.ts'
import { changeSubscription, pay } from '#sandbox/telegram/payments.ts'
import { changeMessage, type Telegram } from '#sandbox/telegram/telegram.ts'
import { chatIn, messageIn, type Path, personIn } from './lookup.ts'
import { PersonError, readBody } from './request.ts'

/** Play Stars, invoices and what they buy, subscriptions. */
export async function moneyRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  const { state } = telegram

  app.get<Path>('/person/users/:id/invoice', async (request): Promise<Offer> => {
    const person = personIn(telegram, request.params)
    const { link, message_id, chat_id } = request.query as Record<string, string | undefined>
    const invoice = state.invoices[link ?? `${chat_id ?? person.id}:${message_id}`]
    if (!invoice) throw new PersonError('There is no such invoice')
    const { payload: _, ...offer } = invoice
    return { ...offer, stars: person.stars }
  })

  app.post<Path>('/person/users/:id/stars', async (request) => {
    const person = personIn(telegram, request.params)
    person.stars += readBody(request, { amount: z.int() }).amount
    state.save()
    return { stars: person.stars }
  })

  app.post<Path>('/person/users/:id/pay', async (request): Promise<Paid> => {
    const person = personIn(telegram, request.params)
    const { message_id, link, chat_id } = readBody(request, {
      message_id: z.int().optional(),
      link: z.string().optional(),
      chat_id: z.int().optional(),
    })
    const invoice = state.invoices[link ?? `${chat_id ?? person.id}:${message_id}`]
    if (!invoice) throw new PersonError('There is no such invoice')
    const outcome = await pay(telegram, person, invoice)
    if (outcome.paid && message_id)
      offerReceipt(telegram, chatIn(telegram, person, chat_id ?? person.id), message_id, person)
    return outcome
  })

  app.get<Path>('/person/users/:id/subscriptions', async (request): Promise<Subscription[]> => {
    const person = personIn(telegram, request.params)
    return state.starSubscriptions.filter(({ personId }) => personId === person.id)
  })

  app.post<Path>('/person/users/:id/subscriptions', async (request) => {
    const person = personIn(telegram, request.params)
    const { charge_id, canceled } = readBody(request, { charge_id: z.string(), canceled: z.boolean() })
    const found = state.starSubscriptions.find(
      ({ chargeId, personId }) => chargeId === charge_id && personId === person.id,
    )
    if (!found || found.over) throw new PersonError('There is no such subscription')
    if (!canceled && found.canceledBy === 'bot') throw new PersonError('The bot has cancelled this subscription')
    changeSubscription(telegram, found, canceled, 'person')
    return found
  })
}

/** What is paid cannot be paid again: the key under it opens the receipt, the newest one in the chat. */
function offerReceipt(telegram: Telegram, chat: Chat, invoiceId: number, { language_code }: Person) {
  const receipt = chat.messages.findLast((message) => message.successful_payment)?.message_id
  const text = language_code.startsWith('ru') ? 'Чек' : 'Receipt'
  const reply_markup = { inline_keyboard: [[{ text, receipt }]] }
  changeMessage(telegram, chat, messageIn(chat, invoiceId), { reply_markup })
}
