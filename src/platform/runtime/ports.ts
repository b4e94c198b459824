import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { SettingsError, StartError } from './start-error.ts'

/** A port, the setting that chooses it, and the address on which a program listens there. */
export interface ListenAddress {
  setting: string
  host: string
  port: number
}

/** Why a program cannot listen there, in one sentence; undefined when it can. */
export async function findListenFault(address: ListenAddress): Promise<string | undefined> {
  try {
    await tryListening(address.host, address.port)
    return undefined
  } catch (error) {
    return listenFault(error, address)?.message ?? String(error)
  }
}

/** The error of a server that could not listen, as one sentence that names the setting; absent: another error. */
export function listenFault(error: unknown, { setting, host, port }: ListenAddress): StartError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const place = `${host}:${port}`
  const sentences: Record<string, string> = {
    EADDRINUSE: `${setting} is in use: another program listens at ${place}. Stop that one, or choose another port.`,
    EACCES: `${setting} is wrong: the system lets nobody but root listen at ${place}. Choose a port above 1023.`,
    EADDRNOTAVAIL: `${setting} is wrong: this machine has no address ${host}.`,
    ENOTFOUND: `${setting} is wrong: there is no host ${host}.`,
  }
  const sentence = sentences[code]
  return sentence === undefined ? undefined : new SettingsError(sentence, { cause: error })
}

/** Below the ports that systems lend to outgoing connections, of which one may take a port between the look and its use. */
const notLent = { from: 20_000, to: 30_000 }
const mostTries = 50

/** The usual port when it is free, else one that is free at this moment: a first start must not fail over a number. */
export async function freePort(usual = portNotLent()): Promise<number> {
  let port = usual
  for (let tries = 1; ; tries += 1)
    try {
      return await tryListening('127.0.0.1', port)
    } catch (error) {
      if (tries === mostTries) throw error
      port = portNotLent()
    }
}

function portNotLent(): number {
  return randomInt(notLent.from, notLent.to)
}

/** Listens there for a moment. Resolves with the port, which the system chooses for 0. @throws what listening throws */
export async function tryListening(host: string, port: number): Promise<number> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    const bound = server.address()
    return typeof bound === 'object' && bound ? bound.port : port
  } finally {
    server.close()
  }
}
