import { expect, test } from 'vitest'
import { BodyReader, type Read } from './read-body.ts'
import { speakers } from './testing-speakers.ts'

function readAll(pieces: Uint8Array[]): string {
  const reader = new BodyReader(1_000_000)
  const reads: Read[] = [...pieces.flatMap((piece) => [...reader.take(piece)]), ...reader.end()]
  return JSON.stringify(reads)
}

const bodies: [string, string][] = [
  ['chat', speakers.chat.bodyOf('День', '🙂')],
  ['responses', speakers.responses.bodyOf('День', '🙂')],
]

test.each(
  bodies.flatMap(([wire, body]): [string, string, string][] => [
    [wire, 'LF', body],
    [wire, 'CRLF', `: comment\n\n${body}`.replaceAll('\n', '\r\n')],
    [wire, 'CR', body.replaceAll('\n', '\r')],
  ]),
)('a stream by %s with lines that end with %s says the same wherever it is cut', (_wire, _ends, body) => {
  const bytes = Buffer.from(body)
  const whole = readAll([bytes])
  expect(whole).toContain('🙂')
  const places = Array.from(bytes, (_byte, at) => at)
  expect(places.filter((at) => readAll([bytes.subarray(0, at), bytes.subarray(at)]) !== whole)).toEqual([])
  expect(readAll([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole)
})

test('an event of very many lines is read once, when it is whole', () => {
  const reader = new BodyReader(16_000_000)
  const lines = `data: [{}\n${'data: ,{}\n'.repeat(1_000_000)}data: ]\n\n`
  const reads = [...reader.take(Buffer.from(lines))]
  expect(reads.map((read) => read !== 'over' && (read.value as unknown[]).length)).toEqual([1_000_001])
})

test('an event without end is no answer', () => {
  const reader = new BodyReader(1_000)
  expect(() => [...reader.take(Buffer.from('data: [\n'.repeat(1_000)))]).toThrow('without end')
})
