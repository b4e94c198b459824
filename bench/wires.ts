/**
 * What an answer costs this process for its wire: `npm run bench:wires`. A server in a process of its own writes 200 pieces
 * to each of 100 questions at once, one every 5 ms; what is counted is the processor time of the process that asks, in
 * the cheapest of some rounds.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answer } from '#platform/models/answer.ts'
import { Prompt } from '#platform/models/prompt.ts'
import { type Provider, type WireName, wireNames } from '#platform/models/provider.ts'
import { speakers } from '#platform/models/testing-speakers.ts'
import { wires } from '#platform/models/wires.ts'
import { print } from './figures.ts'

const pieces = 200
const pieceMs = 5
const atOnce = 100
const rounds = 6
const kept = new Agent({ keepAlive: true })
const caller = { person: 'p', conversation: 'c' }
const prompt = new Prompt({ system: 'Be kind.', referred: null, asked: [{ type: 'text', text: 'hello' }] })

if (process.send) await serve()
else await measure()

async function measure(): Promise<void> {
  const server = fork(import.meta.filename)
  const [address] = (await once(server, 'message')) as [string]
  print(`${atOnce} answers at once of ${pieces} pieces, one every ${pieceMs} ms`)
  const bare = await cost(() => askBare(`${address}/chat/chat/completions`))
  print(`  bare reading, lines and JSON.parse: ${bare.toFixed(1)} ms of processor an answer`)
  for (const wire of wireNames) {
    const own = await cost(() => readWire(wire, address))
    const all = await cost(() => ask(wire, address))
    print(`  ${wire}: ${own.toFixed(1)} ms its wire, ${all.toFixed(1)} ms with all that is done above it`)
  }
  server.kill()
}

/** What other programs of the machine take from it makes a round dearer, never cheaper. */
async function cost(asking: () => Promise<void>): Promise<number> {
  const costs: number[] = []
  for (let n = 0; n < rounds; n += 1) costs.push(await round(asking))
  return Math.min(...costs)
}

/** Milliseconds of processor for each of many answers at once. */
async function round(asking: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await Promise.all(Array.from({ length: atOnce }, asking))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / atOnce
}

function providerOf(wire: WireName, address: string): Provider {
  const about = { apiKey: 'k', model: 'm', contextTokens: 9_000, maxOutputTokens: 4_000 }
  return { name: wire, wire, baseUrl: `${address}/${wire}`, ...about }
}

async function readWire(wire: WireName, address: string): Promise<void> {
  const provider = providerOf(wire, address)
  const turns = await prompt.fit(provider, { lessPast: false, sees: true })
  const events = wires[wire]({ provider, turns, caller, longestLine: 1_000_000 }, new AbortController().signal)
  let said = 0
  for await (const event of events) if (typeof event === 'object') said += wordsIn(event.text)
  if (said < pieces / 2) throw new Error(`Only ${said} pieces came`)
}

async function ask(wire: WireName, address: string): Promise<void> {
  const { signal } = new AbortController()
  let said = 0
  for await (const event of answer({ providers: [providerOf(wire, address)], prompt, caller, signal })) {
    if (event.type === 'delta') said += wordsIn(event.text)
    if (event.type === 'done' && said < pieces / 2) throw new Error(`Only ${said} pieces came`)
  }
}

/** Each piece is one, and several may come as one. */
function wordsIn(text: string): number {
  return text.split('word').length - 1
}

/** Each piece read as it comes, and nothing else. */
async function askBare(address: string): Promise<void> {
  const asked = request(address, { method: 'POST', agent: kept }).end('{}')
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let rest = ''
  response.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) if (line.startsWith('data: {')) JSON.parse(line.slice(6))
  })
  await once(response, 'end')
}

async function serve(): Promise<void> {
  const server = createServer((request, response) => {
    const wire = wireNames.find((name) => request.url!.startsWith(`/${name}/`))!
    const { grammar } = speakers[wire]
    request.resume().once('end', () => {
      void (async () => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write(speakers[wire].lines(grammar.begin))
        for (let n = 0; n < pieces; n += 1) {
          response.write(speakers[wire].lines(grammar.text(`word${n} `)))
          await sleep(pieceMs)
        }
        response.end(speakers[wire].lines(grammar.end('stop', { input: 9, cached: 0, output: pieces, reasoning: 0 })))
      })()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send!(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
}
