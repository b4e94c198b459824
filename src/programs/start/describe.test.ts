import { describe as suite, expect, test } from 'vitest'
import { describe } from './describe.ts'

const started = {
  given: {},
  backendUrl: 'http://127.0.0.1:8081',
  sandboxUrl: 'http://127.0.0.1:8080',
  dataDir: 'data',
  cabinetUrl: 'http://127.0.0.1:8081/cabinet',
  cabinetLink: undefined,
  firstOwnerLink: undefined,
}

suite('what is said at the start', () => {
  test('has the token that was made for this run, because the page of the API asks for it', () => {
    const said = describe({ ...started, atHome: { telegram: true, model: true }, ownToken: 'made-for-this-run' })
    expect(said).toMatch(/API: +http:\/\/127\.0\.0\.1:8081\/docs\n +API token: +made-for-this-run/)
  })

  test('has no token that the owner has set', () => {
    const given = { BACKEND_TOKEN: 'a-token-of-the-owner', BOT_TOKEN: '1:x' }
    const said = describe({ ...started, given, atHome: { telegram: false, model: true }, ownToken: undefined })
    expect(said).not.toContain('token')
  })
})
