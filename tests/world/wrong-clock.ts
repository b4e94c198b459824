/** Loaded before a program: its clock is wrong by CLOCK_WRONG_BY_MS, and on SIGUSR2 it jumps to the other side. */
const rightDate = Date
let wrongByMs = Number(process.env['CLOCK_WRONG_BY_MS'])
process.on('SIGUSR2', () => (wrongByMs = -wrongByMs))
const now = () => rightDate.now() + wrongByMs

globalThis.Date = new Proxy(rightDate, {
  construct: (date, given: unknown[]) => Reflect.construct(date, given.length === 0 ? [now()] : given) as object,
  get: (date, name) => (name === 'now' ? now : (Reflect.get(date, name) as unknown)),
})
