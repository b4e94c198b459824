/**
 * Does at once for many what each asks for by itself: what comes while one act is under way is gathered into the next. Alone
 * nothing waits. `act` returns a result for each item, in their order; when it throws, all of that act hear it.
 * @param most how many go into one act
 */
export function together<Item, Result>(
  act: (items: Item[]) => Promise<Result[]>,
  most = Infinity,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let isRunning = false
  async function run(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) await actFor(waiting.splice(0, most))
    isRunning = false
  }
  async function actFor(all: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await act(all.map(({ item }) => item))
      for (const [index, { done }] of all.entries()) done(results[index]!)
    } catch (error) {
      for (const { failed } of all) failed(error)
    }
  }
  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (!isRunning) void run()
    })
}

interface Waiting<Item, Result> {
  item: Item
  done: (result: Result) => void
  failed: (error: unknown) => void
}
