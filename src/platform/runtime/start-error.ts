/** Why a program cannot start, in one sentence for the person who started it; it needs no stack. */
export class StartError extends Error {
  override name = 'StartError'
}

/** Wrong or missing settings: one sentence each, which names the setting and shows no secret. */
export class SettingsError extends StartError {
  override name = 'SettingsError'
  readonly faults: readonly string[]

  constructor(faults: string | readonly string[], options?: ErrorOptions) {
    const list = [...new Set(typeof faults === 'string' ? [faults] : faults)]
    super(list.join('\n'), options)
    this.faults = list
  }
}

/**
 * Makes several checks and throws what all of them found, so that a person mends their settings once.
 * @throws SettingsError with the faults of every check
 */
export function checkAll<Results extends unknown[]>(
  ...checks: { [Index in keyof Results]: () => Results[Index] }
): Results {
  const faults: string[] = []
  const results = checks.map((check) => {
    try {
      return check()
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      faults.push(...error.faults)
      return undefined
    }
  })
  if (faults.length > 0) throw new SettingsError(faults)
  return results as Results
}
