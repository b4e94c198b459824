import { InlineKeyboard } from 'grammy'
import { deleteGuestQueries, noteGuestMessage, openMessages } from '#modules/guests/guest-query.ts'
import { botName } from '#modules/starts/bot-name.ts'
import type { TaskTools } from '#modules/task-tools.ts'
import { waitingUpdates } from '#platform/inbox/waiting-updates.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import { textsIn } from '#texts/languages.ts'

/** An update that is being handled or tried again is in the inbox; this is for the moments between two steps of it. */
const olderThanMs = 60_000
const batch = 100
/** Longer than an update is kept from coming twice. */
const keepDays = 7

/** No message goes on saying that an answer comes: what its update has left behind is told to have failed. */
export async function endGuestQueries({ sql, telegram, log }: TaskTools): Promise<void> {
  await deleteGuestQueries(sql, { keepDays })
  if (!telegram) return
  const open = await openMessages(sql, { olderThanMs, limit: batch })
  const waiting = await waitingUpdates(
    sql,
    open.map(({ updateId }) => updateId),
  )
  const left = open.filter(({ updateId }) => !waiting.has(updateId))
  const name = left.length > 0 ? await botName(sql) : null
  for (const { inlineMessageId, language, ...query } of left) {
    const { guest, buttons } = textsIn(language)
    const keyboard = new InlineKeyboard().url(buttons.privateChat, `https://t.me/${name}`)
    try {
      await telegram.editMessageTextInline(inlineMessageId, guest.failed, name ? { reply_markup: keyboard } : {})
    } catch (error) {
      const { kind } = judge(error)
      if (kind === 'flood' || kind === 'outage' || kind === 'unknown')
        return log.warn({ err: error }, 'Messages to guests stay open: Telegram cannot be asked now')
    }
    await noteGuestMessage(sql, { ...query, ended: true })
    log.warn({ updateId: query.updateId }, 'A guest was told that no answer comes')
  }
}
