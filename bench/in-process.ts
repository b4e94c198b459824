import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '#sandbox/sandbox.ts'
import { startEverything } from '#programs/start/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import { callsTo } from '#tests/world/call.ts'
import { createPerson } from '#tests/world/person.ts'

/** A call of the bot's, as the sandbox has noted it. */
export interface Entry {
  at: number
  ms: number
  method: string
  status: number
  parameters: { chat_id?: number | string; text?: string; draft_id?: number }
}

/** Everything in this process against a sandbox, with a trial that nothing uses up. */
export async function startInProcess(more: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-bench-'))
  const sandbox = await startSandbox({})
  const product = await startEverything(
    {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
      OPENAI_BASE_URL: sandbox.modelBaseUrl,
      OPENAI_API_KEY: 'bench',
      TRIAL_MESSAGES: '10000',
      TRIAL_FIRST_MESSAGES: '10000',
      FREE_MESSAGES_PER_DAY: '10000000',
      BACKEND_PORT: '0',
      ...more,
    },
    createLog('bench', { level: 'error' }),
  )
  const call = callsTo(sandbox.url)
  return {
    call,
    newcomer: () => createPerson(call, { first_name: 'P', language_code: 'en' }),
    /** What the bot did in the chat with a person from a moment on, oldest first. */
    async journalOf(person: number, since: number): Promise<Entry[]> {
      const entries = (await call('GET', '/control/journal')) as Entry[]
      return entries
        .filter((entry) => entry.at >= since && Number(entry.parameters.chat_id) === person)
        .toSorted((a, b) => a.at - b.at)
    },
    async stop() {
      await product.stop()
      await sandbox.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
