import { describe, expect, test } from 'vitest'
import { SettingsError } from '#platform/runtime/environment.ts'
import { readConfig } from './config.ts'

const enough = {
  BOT_TOKEN: '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  DATABASE_URL: 'postgres://someone@127.0.0.1:5432/pomogator',
  BACKEND_TOKEN: 'sixteen-letters-or-more',
}
const webhook = { WEBHOOK_URL: 'https://bot.example.com/telegram/webhook', WEBHOOK_SECRET: 'sixteen_letters_or-more' }
const complaint = (more: Record<string, string>) => {
  try {
    readConfig({ ...enough, ...more })
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return undefined
}

describe('the settings of the bot', () => {
  test('are few: the rest has good defaults', () => {
    expect(readConfig(enough)).toMatchObject({
      apiRoot: 'https://api.telegram.org',
      webhook: null,
      backendUrl: 'http://127.0.0.1:8081',
      concurrency: 500,
    })
  })

  test('choose the webhook when there is an address for it, unless told otherwise', () => {
    expect(readConfig({ ...enough, ...webhook }).webhook).toEqual({
      url: webhook.WEBHOOK_URL,
      secret: webhook.WEBHOOK_SECRET,
    })
    expect(readConfig({ ...enough, ...webhook, TELEGRAM_MODE: 'polling' }).webhook).toBeNull()
  })

  test('are refused with a sentence that names what is missing or wrong', () => {
    expect(complaint({})).toBeUndefined()
    expect(complaint({ BOT_TOKEN: '' })).toMatch(/^BOT_TOKEN is not set/)
    expect(complaint({ BOT_TOKEN: 'nonsense' })).toMatch(/^BOT_TOKEN is wrong/)
    expect(complaint({ BACKEND_TOKEN: 'short' })).toMatch(/^BACKEND_TOKEN is wrong/)
    expect(complaint({ TELEGRAM_MODE: 'pigeon' })).toMatch(/^TELEGRAM_MODE is wrong/)
    expect(complaint({ TELEGRAM_MODE: 'webhook' })).toMatch(/^WEBHOOK_URL is not set/)
    expect(complaint({ WEBHOOK_URL: webhook.WEBHOOK_URL })).toMatch(/^WEBHOOK_SECRET is not set/)
    expect(complaint({ ...webhook, WEBHOOK_SECRET: 'no spaces allowed here' })).toMatch(/^WEBHOOK_SECRET is wrong/)
    expect(complaint({ BOT_CONCURRENCY: '0' })).toMatch(/^BOT_CONCURRENCY is wrong/)
  })

  test('never show a secret in a complaint', () => {
    expect(complaint({ WEBHOOK_URL: webhook.WEBHOOK_URL, WEBHOOK_SECRET: 'hush hush' })).not.toContain('hush')
  })

  test('turn a name of the owner into a link, and leave other words alone', () => {
    expect(readConfig({ ...enough, SUPPORT_CONTACT: '@owner' }).supportContact).toBe('[@owner](https://t.me/owner)')
    expect(readConfig({ ...enough, SUPPORT_CONTACT: 'help@example.com' }).supportContact).toBe('help@example.com')
    expect(readConfig(enough).supportContact).toBeUndefined()
  })
})
