/** Reads what a client tells PostgreSQL. @param onStatement called with the text of each statement that is carried out */
export function statementReader(onStatement: (text: string) => void) {
  const prepared = new Map<string, string>()
  return messageReader((type, body) => {
    if (type === 'Q') onStatement(textAt(body, 0))
    if (type === 'P') prepared.set(textAt(body, 0), textAt(body, textAt(body, 0).length + 1))
    if (type === 'B') onStatement(prepared.get(textAt(body, textAt(body, 0).length + 1)) ?? '')
  })
}

/** Calls back with every message of the frontend; the first one, of the startup, has no type. */
function messageReader(onMessage: (type: string, body: Buffer) => void) {
  let waiting = Buffer.alloc(0)
  let started = false
  return (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    for (;;) {
      const head = started ? 1 : 0
      if (waiting.length < head + 4) return
      const end = head + waiting.readInt32BE(head)
      if (waiting.length < end) return
      if (started) onMessage(String.fromCharCode(waiting[0]!), waiting.subarray(head + 4, end))
      started = true
      waiting = waiting.subarray(end)
    }
  }
}

/** A text of the protocol, which a zero ends; its characters before the first are ASCII names. */
function textAt(body: Buffer, from: number): string {
  return body.toString('latin1', from, body.indexOf(0, from))
}
