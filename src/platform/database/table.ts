/**
 * What a module says about its tables and views, in its `tables.ts`: one entry each. The rights of the programs' role, the
 * export of a person's data and its deletion follow from it.
 */
export type Tables = Readonly<Record<string, Table>>

type Table = OfNobody | OfPerson

interface Claimed {
  /** What the running programs may do with it beside reading it. */
  rights: readonly Right[]
}
type Right = 'insert' | 'update' | 'delete'

/** A table without rows about one person. */
interface OfNobody extends Claimed {
  of: 'nobody'
}

export interface OfPerson extends Claimed {
  /** The condition of a person's rows, `$person` in it standing for the Telegram id. */
  of: `${string}$person${string}`
  export: { as: string; rows: 'one' | 'many'; without?: readonly string[] } | { hides: string }
  /** `rows`: they are deleted. Else what is set in them, or why they stay as they are. */
  deletion: 'rows' | { sets: string } | { keeps: string }
}
