import { Api } from 'grammy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { languageCodes } from '#texts/codes.ts'
import { textsIn } from '#texts/languages.ts'
import { introduce } from './introduce.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

/** A bot that starts, and what it changed at Telegram. */
async function start(): Promise<{ api: Api; changed: string[] }> {
  const api = new Api(sandbox.botToken, { apiRoot: sandbox.url })
  const changed: string[] = []
  api.config.use((call, method, payload, signal) => {
    if (method.startsWith('set'))
      changed.push(`${method} ${(payload as { language_code?: string }).language_code ?? ''}`)
    return call(method, payload, signal)
  })
  await introduce(api, new AbortController().signal)
  return { api, changed }
}

describe('the introduction of the bot', () => {
  test('has commands and descriptions in each language, and the English ones for all other apps', async () => {
    const { api } = await start()
    for (const code of languageCodes) {
      const where = code === 'en' ? {} : { language_code: code as 'uk' }
      const t = textsIn(code)
      const named = ({ command, description }: { command: string; description: string }) => [command, description]
      expect((await api.getMyCommands(where)).map(named)).toEqual(Object.entries(t.commands))
      const inGroups = await api.getMyCommands({ ...where, scope: { type: 'all_group_chats' } })
      expect(inGroups.map(named)).toEqual(Object.entries(t.groupCommands))
      expect((await api.getMyDescription(where)).description).toBe(t.description)
      expect((await api.getMyShortDescription(where)).short_description).toBe(t.shortDescription)
    }
  })

  test('is not said again by the next start, except for what somebody has changed', async () => {
    const { api, changed } = await start()
    expect(changed).toEqual([])
    await api.setMyDescription('Something else', { language_code: 'tr' })
    await api.setMyCommands([], { language_code: 'kk' })
    expect((await start()).changed).toEqual(['setMyCommands kk', 'setMyDescription tr'])
  })
})
