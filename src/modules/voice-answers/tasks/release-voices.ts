import { dropSound, releaseForgotten } from '#modules/voice-answers/outcome.ts'
import type { TaskTools } from '#modules/task-tools.ts'

/** Longer than an update is tried again in which something failed. */
const silentForMs = 60 * 60_000
const batch = 200
const keepHours = 24

/** Gives back what was reserved for voice answers that were not brought into the chat, and deletes the sound of old ones. */
export async function releaseVoices({ sql, log }: TaskTools): Promise<void> {
  const released = await releaseForgotten(sql, { silentForMs, limit: batch })
  if (released > 0) log.warn({ released }, 'Voice answers that nobody finished were released')
  await dropSound(sql, { keepHours })
}
