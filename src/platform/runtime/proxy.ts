import { Agent as HttpAgent, setGlobalProxyFromEnv } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { type Environment, SettingsError } from './environment.ts'

/** Telegram and models are asked through HTTPS_PROXY or HTTP_PROXY; this machine never is, nor what NO_PROXY names. */
export interface Proxy {
  HTTP_PROXY?: string
  HTTPS_PROXY?: string
  NO_PROXY?: string
}

const thisMachine = ['localhost', '.localhost', '127.0.0.1', '127.0.0.1-127.255.255.255', '::1', '[::1]', '0.0.0.0']

/**
 * The settings of a proxy under the names that other programs know: in capitals or small letters, ALL_PROXY for both.
 * @throws SettingsError with one sentence for each that is wrong
 */
export function readProxy(environment: Environment): Proxy {
  const faults: string[] = []
  const read = (name: 'HTTP_PROXY' | 'HTTPS_PROXY'): Proxy => {
    const names = [name, name.toLowerCase(), 'ALL_PROXY', 'all_proxy']
    const found = names.find((each) => environment[each]?.trim())
    if (found === undefined) return {}
    const value = environment[found]!.trim()
    if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
      faults.push(
        `${found} is wrong: expected an address like http://user:password@proxy:3128; SOCKS is not supported.`,
      )
    return { [name]: value }
  }
  const proxy = { ...read('HTTP_PROXY'), ...read('HTTPS_PROXY') }
  if (faults.length > 0) throw new SettingsError(faults)
  const own = environment['NO_PROXY'] ?? environment['no_proxy'] ?? ''
  return { ...proxy, NO_PROXY: [own, ...thisMachine].filter(Boolean).join(',') }
}

/** From here on every request of this process goes that way, but those that bring an agent of their own. */
export function useProxy(environment: Environment): Proxy {
  const proxy = readProxy(environment)
  setGlobalProxyFromEnv(proxy as NodeJS.ProcessEnv)
  agents = agentsFor(proxy)
  return proxy
}

/** How grammY reaches Telegram: by itself it brings agents of its own, which know of no proxy. */
export function telegramClient(apiRoot: string, timeoutSeconds: number) {
  return { apiRoot, timeoutSeconds, baseFetchConfig: { agent: outgoingAgent(new URL(apiRoot)), compress: true } }
}

/** For requests to a server outside: they go through the proxy, and their connections are kept for the next ones. */
export function outgoingAgent({ protocol }: URL): HttpAgent {
  return protocol === 'https:' ? agents.https : agents.http
}

/** The same over connections of which nothing is read while they are paused: Node's own go on until 64 KB are kept. */
export function pausableAgent({ protocol }: URL): HttpAgent {
  return protocol === 'https:' ? agents.pausableHttps : agents.pausableHttp
}

/** A connection that was idle for longer may be gone, and neither end was told. */
const longestIdleMs = 60_000

function agentsFor(proxy: Proxy) {
  const options = { keepAlive: true, timeout: longestIdleMs, proxyEnv: proxy as NodeJS.ProcessEnv }
  const pausable = { ...options, readableHighWaterMark: 1, highWaterMark: 1 }
  return {
    http: new HttpAgent(options),
    https: new HttpsAgent(options),
    pausableHttp: new HttpAgent(pausable),
    pausableHttps: new HttpsAgent(pausable),
  }
}

let agents = agentsFor({})
