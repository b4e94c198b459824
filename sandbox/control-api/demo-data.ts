import type { FastifyInstance } from 'fastify'
import { PersonError } from '#sandbox/person-api/request.ts'

/** How much was made. */
export interface DemoData {
  people: number
  questions: number
  payments: number
}

/** What fills the database behind the bot with an example, once. */
export class DemoOffer {
  private fill: (() => Promise<DemoData>) | undefined
  private filling: Promise<DemoData> | undefined

  make(fill: (() => Promise<DemoData>) | undefined): void {
    this.fill = fill
  }

  get state(): 'none' | 'offered' | 'filling' {
    if (this.filling) return 'filling'
    return this.fill ? 'offered' : 'none'
  }

  /** A second press meanwhile waits for the same. What failed is offered again. */
  async take(): Promise<DemoData> {
    if (!this.fill) throw new PersonError('There are no demo data to fill in, or they are there already')
    this.filling ??= this.fill().finally(() => (this.filling = undefined))
    const made = await this.filling
    this.fill = undefined
    return made
  }
}

/** Demo data, if the program that has started the sandbox offers them. */
export async function demoDataRoutes(app: FastifyInstance, offer: DemoOffer): Promise<void> {
  app.get('/control/demo-data', async () => ({ state: offer.state }))
  app.post('/control/demo-data', async () => offer.take())
}
