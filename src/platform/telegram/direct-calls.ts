import { HttpError, InputFile, type Transformer } from 'grammy'
import type { ApiResponse } from 'grammy/types'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps, type RequestOptions } from 'node:https'
import { urlToHttpOptions } from 'node:url'
import { bodyOf } from '#platform/runtime/body-of.ts'
import { outgoingAgent } from '#platform/runtime/proxy.ts'

interface Options {
  token: string
  apiRoot: string
  timeoutSeconds: number
}

/** Of the kind that grammY hands on: it has a declaration of its own. */
type Signal = Pick<AbortSignal, 'aborted' | 'reason' | 'addEventListener' | 'removeEventListener'>

/**
 * Makes the calls that carry no file itself, over connections that are kept: an answer has half a dozen of them, and
 * grammY's client, made for every runtime there is, takes twice as long for each. It stands first among the transformers.
 */
export function directCalls({ token, apiRoot, timeoutSeconds }: Options): Transformer {
  const url = new URL(apiRoot)
  const server = { ...urlToHttpOptions(url), method: 'POST' }
  const path = `${url.pathname.replace(/\/$/, '')}/bot${token}/`
  return async (previous, method, payload, signal) => {
    if (carriesFile(payload)) return previous(method, payload, signal)
    const body = JSON.stringify(payload)
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const options = { ...server, path: path + method, agent: outgoingAgent(url), headers }
    try {
      const reply = await post(options, body, { limitMs: timeoutSeconds * 1000, signal: signal as Signal | undefined })
      return JSON.parse(reply) as ApiResponse<never>
    } catch (error) {
      throw new HttpError(`Network request for '${method}' failed!`, error)
    }
  }
}

function carriesFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return value instanceof InputFile || Object.values(value).some(carriesFile)
}

/** @throws when no whole reply comes in time, or the reason of the signal */
function post(
  options: RequestOptions,
  body: string,
  { limitMs, signal }: { limitMs: number; signal: Signal | undefined },
) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  if (signal?.aborted) return Promise.reject(signal.reason as Error)
  const request = (options.protocol === 'https:' ? requestHttps : requestHttp)(options)
  const read = (reply: IncomingMessage) => bodyOf(reply).then(resolve, reject)
  const abort = () => request.destroy(signal!.reason as Error)
  const timer = setTimeout(() => request.destroy(new Error(`No reply within ${limitMs} ms`)), limitMs)
  signal?.addEventListener('abort', abort)
  request.on('response', (reply) => void read(reply)).on('error', reject)
  request.end(body)
  return promise.finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  })
}
