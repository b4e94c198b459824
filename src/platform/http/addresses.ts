import { lookup } from 'node:dns/promises'

/** All addresses of a name, now. */
export type LookUp = (hostname: string) => Promise<string[]>

/** How long the addresses of a name are believed: copies of the backend come and go. */
const believedMs = 5_000

/** The copies of a server behind one name, asked in turn: the system alone would always give the same address first. */
export class Addresses {
  private readonly hostname: string
  private readonly lookUp: LookUp
  private known: string[] = []
  private believedUntil = -Infinity
  private asking: Promise<void> | undefined
  /** Where no program listened lately, and until when it is asked last. */
  private readonly away = new Map<string, number>()
  private turn = Math.floor(Math.random() * 1_000)

  constructor(hostname: string, lookUp: LookUp = everyAddress) {
    // A URL writes an IPv6 address in brackets.
    this.hostname = hostname.replace(/^\[(.*)\]$/, '$1')
    this.lookUp = lookUp
  }

  /**
   * Every address once, beginning with the next in turn; those where no program listened lately come last.
   * @throws the error of the lookup when no address was ever known
   */
  async next(): Promise<string[]> {
    if (performance.now() > this.believedUntil) await (this.asking ??= this.refresh())
    const now = performance.now()
    const isAway = (address: string) => (this.away.get(address) ?? -Infinity) > now
    const there = this.known.filter((address) => !isAway(address))
    const first = (this.turn += 1) % Math.max(there.length, 1)
    return [...there.slice(first), ...there.slice(0, first), ...this.known.filter(isAway)]
  }

  /** No program listens at this address: the next call resolves the name again. */
  missed(address: string): void {
    this.believedUntil = -Infinity
    this.away.set(address, performance.now() + believedMs)
  }

  private async refresh(): Promise<void> {
    try {
      const found = await this.lookUp(this.hostname)
      if (found.length > 0) this.known = [...new Set(found)].toSorted()
      for (const address of this.away.keys()) if (!this.known.includes(address)) this.away.delete(address)
      this.believedUntil = performance.now() + believedMs
    } catch (error) {
      // Who was there a moment ago is probably there still.
      if (this.known.length === 0) throw error
    } finally {
      this.asking = undefined
    }
  }
}

async function everyAddress(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address)
}
