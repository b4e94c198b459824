import { startSandbox } from '#sandbox/sandbox.ts'
import { callsTo } from '#tests/world/call.ts'

/** A sandbox without a bot of ours: the test says what a bot would. */
export interface BareSandbox {
  url: string
  bot(method: string, parameters?: object): Promise<never>
  /** The person API and the control API. */
  call(method: string, path: string, body?: object): Promise<never>
  /** One more person, who has pressed Start. */
  person(about?: { first_name?: string; language_code?: string }): Promise<{ id: number }>
  /** Everything goes away and, after this, comes back at the same address. */
  restart(meanwhile: () => Promise<unknown>): Promise<void>
  stop(): Promise<void>
}

export async function startBareSandbox(stateFile?: string): Promise<BareSandbox> {
  let sandbox = await startSandbox(stateFile ? { stateFile } : {})
  const { url, botToken } = sandbox
  const call = callsTo(url) as BareSandbox['call']
  return {
    url,
    call,
    async bot(method, parameters = {}) {
      const answer: { ok: boolean; result: never; description?: string } = await call(
        'POST',
        `/bot${botToken}/${method}`,
        parameters,
      )
      if (!answer.ok) throw new Error(answer.description)
      return answer.result
    },
    async person(about = {}) {
      const person: { id: number } = await call('POST', '/person/users', {
        first_name: 'Аня',
        language_code: 'ru',
        ...about,
      })
      await call('POST', `/person/users/${person.id}/start`, {})
      return person
    },
    async restart(meanwhile) {
      await sandbox.stop()
      await meanwhile()
      sandbox = await startSandbox({ port: Number(new URL(url).port), ...(stateFile ? { stateFile } : {}) })
    },
    stop: () => sandbox.stop(),
  }
}
