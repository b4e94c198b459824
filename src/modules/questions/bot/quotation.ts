import { InlineKeyboard } from 'grammy'
import type { AttachmentFacts } from '#modules/attachments/contract.ts'
import type { Quotation } from '#modules/questions/contract.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { priceLabel, withPrice } from '#bot-kit/price.ts'
import { say } from '#bot-kit/screen.ts'
import type { Texts } from '#texts/languages.ts'
import { plain } from '#texts/plain.ts'

/** What a question is found to hold and what it costs: it is asked when the person agrees. */
export async function showQuotation(
  ctx: BotContext,
  quotation: Quotation,
  { messageId, transcriptOnly = false }: { messageId?: number; transcriptOnly?: boolean },
): Promise<void> {
  await say(ctx, quotationText(ctx.t, quotation, transcriptOnly), keyboardFor(ctx, quotation), messageId)
}

function keyboardFor({ t, chat }: BotContext, { price, waiting, attachments }: Quotation): InlineKeyboard {
  const keyboard = new InlineKeyboard()
    .add({ text: withPrice(t, t.buttons.agree, price), callback_data: data.waiting(waiting, price), style: 'success' })
    .row()
  // What is typed for the bot is awaited in private chats only.
  if (chat?.type === 'private' && attachments.some(({ pages }) => (pages ?? 0) > 1))
    keyboard.text(t.buttons.somePages, data.pages(waiting)).row()
  return keyboard.text(t.buttons.decline, data.decline)
}

/** Such as "report.pdf: 12 pages, 5,400 words. A question about it: 2 credits." */
function quotationText(t: Texts, { price, attachments }: Quotation, transcriptOnly: boolean): string {
  const facts = factLines(t, attachments)
  const offer = offerFor(t, attachments, transcriptOnly)
  const costs = priceLabel(t, price) === '' ? `${offer}?` : `${offer}: ${t.receipt.price(price.purse, price.price)}.`
  return facts.length === 1 ? `${facts[0]!}. ${costs}` : [...facts, '', costs].join('\n')
}

function factLines(t: Texts, attachments: AttachmentFacts[]): string[] {
  const of = (kind: AttachmentFacts['kind']) => attachments.filter((one) => one.kind === kind)
  const pictures = of('picture').length
  const speeches = of('speech')
  const seconds = speeches.reduce((sum, one) => sum + (one.seconds ?? 0), 0)
  return [
    ...(pictures > 0 ? [`🖼 ${t.files.pictures(pictures)}`] : []),
    ...(speeches.length > 0 ? [`🎤 ${t.files.length(Math.floor(seconds / 60), seconds % 60)}`] : []),
    ...of('document').map((document) => `📄 ${documentLine(t, document)}`),
  ]
}

function documentLine({ files }: Texts, document: AttachmentFacts): string {
  const { name, pages, firstPages, words, fromPage, toPage } = document
  const facts = []
  if (fromPage !== null) facts.push(files.somePages(fromPage, toPage ?? fromPage))
  else if (pages !== null) facts.push(firstPages === null ? files.pages(pages) : files.firstPages(firstPages, pages))
  if (words) facts.push(files.words(words))
  const title = name === null ? files.nameless : plain(name)
  return facts.length === 0 ? title : `${title}: ${facts.join(', ')}`
}

function offerFor({ files: { offers } }: Texts, attachments: AttachmentFacts[], transcriptOnly: boolean): string {
  if (transcriptOnly) return offers.transcript
  const [first, ...others] = new Set(attachments.map(({ kind }) => kind))
  if (first === undefined || others.length > 0) return offers.mixed
  if (first === 'speech') return offers.speech
  return attachments.length > 1 ? offers.several : offers[first]
}
