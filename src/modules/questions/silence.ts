/** Tells now and then that nothing has happened yet, until the work is done: a connection that is silent looks dead. */
export async function* silenceDuring<Result>(
  work: Promise<Result>,
  everyMs: number,
): AsyncGenerator<{ type: 'silence' }, Result> {
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<'silence'>((resolve) => {
      timer = setTimeout(() => resolve('silence'), everyMs)
    })
    try {
      const done = await Promise.race([silence, work.then((result) => ({ result }))])
      if (done !== 'silence') return done.result
    } finally {
      clearTimeout(timer)
    }
    yield { type: 'silence' }
  }
}
