import { giveReminderBack, type Reminder, takeReminders } from '#modules/notifications/reminders.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import { reminderText } from '#texts/worker.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const batch = 200

/** Says three days and one day before that a subscription ends, to those whom Telegram does not renew. */
export async function remindSubscribers({ sql, telegram, log }: TaskTools): Promise<void> {
  if (!telegram) return
  for (const reminder of await takeReminders(sql, batch)) {
    try {
      const { text, button } = reminderText(reminder.language, reminder.endsAt, reminder.daysBefore)
      await telegram.sendMessage(reminder.telegramId, text, {
        reply_markup: { inline_keyboard: [[{ text: button, callback_data: 'buy' }]] },
      })
    } catch (error) {
      await decide(error, reminder)
    }
  }

  async function decide(error: unknown, reminder: Reminder) {
    if (judge(error).kind === 'refused') return // has blocked the bot: no reason to knock again
    log.warn({ err: error, userId: reminder.telegramId }, 'A reminder could not be sent; trying again later')
    await giveReminderBack(sql, reminder)
  }
}
