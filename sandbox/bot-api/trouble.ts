/** Trouble made on demand: the next calls of a method (or of all) fail in one way or another. */
export interface Trouble {
  /** A method's name, or `*`. */
  method: string
  /** How many calls; absent: until the trouble is cleared. */
  times?: number | undefined
  kind: 'flood' | 'error' | 'reset' | 'slow' | 'silent' | 'blocked'
  /** Seconds for `flood`. */
  retryAfter?: number | undefined
  /** HTTP status for `error`. */
  status?: number | undefined
  /** Milliseconds for `slow`. */
  ms?: number | undefined
}

export function createTroubles() {
  let troubles: Trouble[] = []
  return {
    add(trouble: Trouble) {
      troubles.push({ ...trouble })
    },
    list: () => troubles,
    clear() {
      troubles = []
    },
    /** The trouble this call meets, if any; counts it. */
    meet(method: string): Trouble | undefined {
      const trouble = troubles.find(
        (candidate) => candidate.method === '*' || candidate.method.toLowerCase() === method.toLowerCase(),
      )
      if (trouble?.times !== undefined && --trouble.times <= 0) troubles = troubles.filter((other) => other !== trouble)
      return trouble
    },
  }
}

export type Troubles = ReturnType<typeof createTroubles>
