/** Trouble made on demand for the demo model's next answers. */
export interface ModelTrouble {
  kind: 'error' | 'cut' | 'silent' | 'slow' | 'empty' | 'garbage'
  /** How many answers; absent: until cleared. */
  times?: number | undefined
  /** HTTP status for `error`. */
  status?: number | undefined
  /** Milliseconds for `silent` (before the first word) and `slow` (between words). */
  ms?: number | undefined
}

export function createModelTroubles() {
  let troubles: ModelTrouble[] = []
  return {
    add(trouble: ModelTrouble) {
      troubles.push({ ...trouble })
    },
    list: () => troubles,
    clear() {
      troubles = []
    },
    meet(): ModelTrouble | undefined {
      const [trouble] = troubles
      if (trouble?.times !== undefined && --trouble.times <= 0) troubles = troubles.slice(1)
      return trouble
    },
  }
}

export type ModelTroubles = ReturnType<typeof createModelTroubles>
