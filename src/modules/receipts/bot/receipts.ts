import { InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { backTo, type Screen, show } from '#bot-kit/screen.ts'
import type { Title } from '#modules/catalog/contract.ts'
import type { Receipt } from '#modules/receipts/contract.ts'
import { money } from '#texts/money.ts'
import { beginning, capital, plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'

export const receipts = new Feature()

receipts.callbackQuery(patterns.history, async (ctx) => {
  await show(ctx, await historyScreen(ctx, ctx.match[1]))
})
receipts.callbackQuery(patterns.receipt, async (ctx) => {
  const [, of, id] = ctx.match
  await show(ctx, await receiptScreen(ctx, of as Receipt['of'], Number(id)))
})

/** What came and went: the last payments and movements of credits, and a button for each to see what it was for. */
async function historyScreen(ctx: BotContext, after: string | undefined): Promise<Screen> {
  const { t, tools, person } = ctx
  const { telegramId, language } = person
  const [{ entries, payments }, { receipts: found, next }] = await Promise.all([
    tools.backend.userHistory({ telegramId }),
    tools.backend.receipts({ telegramId, ...(after === undefined ? {} : { after }) }),
  ])
  const lines = [
    ...(payments.length > 0
      ? [
          `**${t.historyPayments}**`,
          ...payments.map((p) => t.paymentLine(p.at, money(language, p), p.status, nameOf(ctx, p))),
          '',
        ]
      : []),
    ...(entries.length > 0
      ? [`**${t.historyEntries}**`, ...entries.map((e) => t.entryLine(e.at, e.delta, e.balance, e.kind))]
      : []),
  ]
  const keyboard = new InlineKeyboard()
  for (const receipt of found) keyboard.text(labelOf(ctx, receipt), data.receipt(receipt.of, receipt.id)).row()
  if (next !== null) keyboard.text(t.receipt.older, data.historyAfter(next)).row()
  keyboard.text(t.buttons.back, data.balance)
  // Questions of a trial are no payments and move no credits.
  const hint = found.length > 0 ? [t.receipt.hint] : []
  const parts = [...(lines.length > 0 ? [lines.join('\n')] : []), ...hint]
  return { text: parts.length > 0 ? parts.join('\n\n') : t.historyEmpty, keyboard }
}

const longestLabel = 24
/** A picture, for example. */
const withoutWords = '📎'
const longestWords = 150

function labelOf(ctx: BotContext, receipt: Receipt): string {
  const { t } = ctx
  if (receipt.of === 'question') {
    const words =
      receipt.words === null
        ? t.receipt.deleted
        : beginning(receipt.words.replaceAll(/\s+/g, ' '), longestLabel) || withoutWords
    return t.receipt.label(receipt.at, t.receipt.price(receipt.purse, receipt.price), words)
  }
  if (receipt.of === 'voice')
    return t.receipt.label(receipt.at, t.receipt.price(receipt.purse, receipt.price), t.voice.receipt)
  if (receipt.of === 'image')
    return t.receipt.label(
      receipt.at,
      t.receipt.price(receipt.purse, receipt.price),
      t.image.receipt(receipt.words && beginning(receipt.words.replaceAll(/\s+/g, ' '), longestLabel)),
    )
  if (receipt.of === 'grant')
    return t.receipt.label(receipt.at, t.receipt.credits(receipt.delta), t.entryKinds[receipt.kind])
  if (isGiven(receipt)) return t.receipt.label(receipt.at, givenIn(ctx, receipt), t.entryKinds[receipt.kind])
  const title = nameOf(ctx, receipt)
  const price = money(ctx.person.language, receipt)
  return t.receipt.label(receipt.at, price, receipt.of === 'refund' ? t.receipt.refundOf(title) : title)
}

async function receiptScreen(ctx: BotContext, of: Receipt['of'], id: number): Promise<Screen> {
  const { t, tools, person } = ctx
  const keyboard = backTo(t, data.history)
  try {
    const receipt = await tools.backend.receipt({ telegramId: person.telegramId, of, id })
    return { text: [t.receipt.title, '', ...linesOf(ctx, receipt)].join('\n'), keyboard }
  } catch (error) {
    if (error instanceof BackendRefusal && error.code === 'receipt_not_found')
      return { text: t.receipt.notFound, keyboard }
    throw error
  }
}

function linesOf(ctx: BotContext, receipt: Receipt): string[] {
  const { t } = ctx
  const { language } = ctx.person
  const r = t.receipt
  if (receipt.of === 'question')
    return [
      r.question(receipt.words === null ? null : plain(beginning(receipt.words.replaceAll(/\s+/g, ' '), longestWords))),
      ...(receipt.assistantTitle ? [t.assistants.receipt(plain(titleIn(receipt.assistantTitle, language)))] : []),
      r.model(titleIn(receipt.modelTitle, language)),
      r.states[receipt.state](r.price(receipt.purse, receipt.price)),
      ...(receipt.search > 0 ? [t.search.receipt(r.price(receipt.purse, receipt.search))] : []),
      ...(receipt.tools > 0 ? [t.tools.receipt(r.price(receipt.purse, receipt.tools))] : []),
      r.sources[receipt.purse],
      r.when(receipt.at),
    ]
  if (receipt.of === 'voice') {
    const { seconds } = receipt
    return [
      seconds === null
        ? t.voice.receipt
        : `${t.voice.receipt}: ${t.files.length(Math.floor(seconds / 60), seconds % 60)}`,
      t.voice.states[receipt.state](r.price(receipt.purse, receipt.price)),
      r.sources[receipt.purse],
      r.when(receipt.at),
    ]
  }
  if (receipt.of === 'image')
    return [
      t.image.receipt(
        receipt.words === null ? null : plain(beginning(receipt.words.replaceAll(/\s+/g, ' '), longestWords)),
      ),
      t.image.states[receipt.state](r.price(receipt.purse, receipt.price)),
      r.sources[receipt.purse],
      r.when(receipt.at),
    ]
  if (receipt.of === 'grant')
    return [
      r.granted(capital(t.entryKinds[receipt.kind], language), r.credits(receipt.delta), receipt.balance),
      ...(receipt.kind === 'adjustment' ? [r.reason(plain(receipt.reason))] : []),
      r.when(receipt.at),
    ]
  if (isGiven(receipt))
    return [t.entryKinds[receipt.kind], plain(givenIn(ctx, receipt))]
      .map((line) => capital(line, language))
      .concat(r.when(receipt.at))
  return paymentLines(ctx, receipt)
}

function paymentLines(ctx: BotContext, receipt: Extract<Receipt, { of: 'payment' | 'refund' }>): string[] {
  const { receipt: r } = ctx.t
  const title = plain(nameOf(ctx, receipt))
  const price = money(ctx.person.language, receipt)
  if (receipt.of === 'refund')
    return [
      r.refund(receipt.id, title),
      r.returned(price),
      ...(receipt.credits > 0 ? [r.takenBack(receipt.credits)] : []),
      r.when(receipt.at),
    ]
  return [
    r.payment(receipt.id, title),
    r.paid(price),
    ...(receipt.credits > 0 ? [r.gotCredits(receipt.credits)] : []),
    ...(receipt.days > 0 ? [r.gotDays(receipt.days)] : []),
    ...(receipt.status === 'paid' ? [] : [r.statuses[receipt.status]]),
    r.when(receipt.at),
  ]
}

const daySeconds = 86_400

type Given = Extract<Receipt, { of: 'days' | 'trial' | 'discount' }>

function isGiven(receipt: Receipt): receipt is Given {
  return receipt.of === 'days' || receipt.of === 'trial' || receipt.of === 'discount'
}

/** What came, or was taken back, apart from credits. */
function givenIn({ t, person }: BotContext, given: Given): string {
  if (given.of === 'trial') return t.receipt.trialMessages(given.messages)
  if (given.of === 'discount') return t.receipt.percentOff(given.percent)
  const seconds = Math.abs(given.seconds)
  const days = t.gift.daysLeft(seconds < daySeconds ? 0 : Math.round(seconds / daySeconds))
  return t.receipt.plan(titleIn(given.planTitle, person.language), days)
}

/** What was bought, as it was called then. */
function nameOf(
  { t, person }: BotContext,
  { title, product }: { title: Title | null; product: string | null },
): string {
  return title ? titleIn(title, person.language) : (product ?? t.unknownPurchase)
}
