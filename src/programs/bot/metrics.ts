import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Transformer } from 'grammy'
import { Counter, Gauge, Registry } from 'prom-client'
import type { Consumer } from '#platform/inbox/consumer.ts'

/** What the owner watches of one bot process; figures of the whole product come from the backend. */
export function createMetrics() {
  const registry = new Registry()
  const calls = new Counter({
    name: 'pomogator_telegram_calls_total',
    help: 'Calls of Telegram, every try counted: ok, the status of a refusal, or lost',
    labelNames: ['method', 'result'],
    registers: [registry],
  })
  let certificateFile: string | undefined
  new Gauge({
    name: 'pomogator_certificate_expires_timestamp_seconds',
    help: 'When the certificate of the webhook expires; absent where there is none to read',
    registers: [registry],
    collect() {
      const expires = certificateFile && expiryOf(certificateFile)
      if (expires) this.set(expires)
      else this.remove()
    },
  })
  const watched: Transformer = async (previous, method, payload, signal) => {
    try {
      const reply = await previous(method, payload, signal)
      calls.inc({ method, result: reply.ok ? 'ok' : String(reply.error_code) })
      return reply
    } catch (error) {
      calls.inc({ method, result: 'lost' })
      throw error
    }
  }
  return {
    registry,
    watched,
    /** The certificate that the world is shown, where this process can read it. */
    watchCertificate(file: string) {
      certificateFile = file
    },
    watchConsumer(consumer: Consumer) {
      new Gauge({
        name: 'pomogator_lanes_at_work',
        help: 'Lanes of the inbox that this process works on now',
        labelNames: ['kind'],
        registers: [registry],
        collect() {
          for (const [kind, busy] of Object.entries(consumer.busy())) this.set({ kind }, busy)
        },
      })
    },
  }
}

function expiryOf(file: string): number | undefined {
  try {
    return new X509Certificate(readFileSync(file)).validToDate.getTime() / 1000
  } catch {
    return undefined
  }
}
