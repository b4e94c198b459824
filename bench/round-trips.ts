import { startPassage } from '#tests/world/passage.ts'
import { statementReader } from '#tests/world/statements.ts'

/** Passes everything on to PostgreSQL and counts the statements, each of which waits for its answer. */
export async function countRoundTrips(databaseUrl: string) {
  let count = 0
  const passage = await startPassage(databaseUrl, () => statementReader(() => (count += 1)))
  return { url: passage.url, count: () => count, stop: () => passage.cut() }
}
