import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createMetrics } from '#programs/bot/metrics.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-certificate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const name = 'pomogator_certificate_expires_timestamp_seconds'

async function toldOf(file: string | undefined): Promise<number | undefined> {
  const metrics = createMetrics()
  if (file !== undefined) metrics.watchCertificate(file)
  const text = await metrics.registry.getSingleMetricAsString(name)
  const value = new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]
  return value === undefined ? undefined : Number(value)
}

test('the bot tells when the certificate of the webhook expires', async () => {
  const file = join(folder, 'fullchain.pem')
  const order = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30']
  execFileSync(
    'openssl',
    [...order, '-subj', '/CN=bot.example.com', '-keyout', join(folder, 'key.pem'), '-out', file],
    { stdio: 'ignore' },
  )
  expect(Math.round(((await toldOf(file))! - Date.now() / 1000) / 86_400)).toBe(30)
})

test.each([
  ['there is none', () => join(folder, 'nothing.pem')],
  [
    'it is not one',
    () => {
      writeFileSync(join(folder, 'words.pem'), 'words')
      return join(folder, 'words.pem')
    },
  ],
  ['nobody said where it is', () => undefined],
])('says nothing of a certificate when %s', async (_, file) => {
  expect(await toldOf(file())).toBeUndefined()
})
