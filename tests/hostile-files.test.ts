import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { FileReader } from '#platform/files/file-reader.ts'
import { preparePicture } from '#platform/files/picture.ts'
import { type HostileFile, hostileFiles } from './world/hostile-files.ts'
import { externalDocx } from './world/hostile-parts.ts'

/** More time than a busy machine needs: what each costs by itself is measured by `npm run bench:files`. */
const reader = new FileReader({ ms: 120_000 })
const { signal } = new AbortController()

const read = ({ sentAs }: Pick<HostileFile, 'sentAs'>, bytes: Uint8Array) =>
  sentAs === 'picture' ? preparePicture(bytes) : reader.read(sentAs === 'audio' ? 'audio' : 'any', bytes, signal)

describe('a file that is meant to do harm', () => {
  test.each(Object.entries(hostileFiles()))('%s', async (_name, file) => {
    const bytes = await file.make()
    const verdict = await read(file, bytes).then(
      (found) => ({ read: found }),
      (error: { reason?: string; cause?: unknown }) => ({ refused: error.reason, cause: String(error.cause) }),
    )
    expect(verdict).toMatchObject(file.ends)
    // A verdict comes of the file itself, within a bounded amount of work, and not of the time being over.
    expect('cause' in verdict ? verdict.cause : '').not.toMatch(/timeout/i)
  })
})

test('a document that names files of another server makes no call', async () => {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url!)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  expect(await read({ sentAs: 'document' }, externalDocx(url))).toMatchObject({ texts: ['Read me'] })
  server.close()
  expect(calls).toEqual([])
})
