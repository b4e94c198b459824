import { LRUCache } from 'lru-cache'
import pg from 'pg'
import { camelKey } from '#platform/runtime/camel-key.ts'

type Row = Record<string, unknown>

interface Column {
  name: string
  type: number
  /** As our code calls it. */
  key: string
  parse: (text: string) => unknown
}

interface Shape {
  columns: Column[]
  empty: Row
}

/**
 * A statement whose rows have the names of our code: columns are snake_case, and this is the one place where they change. By
 * itself pg looks for names and parsers of all columns each time, and its rows are slow to read when they are wide.
 */
export class RowsQuery extends pg.Query {
  readonly found: Row[] = []
  /** Why a value could not be read. */
  fault: Error | undefined
  private readonly statement: string
  private shape: Shape | undefined

  constructor(statement: pg.QueryConfig) {
    super(statement)
    this.statement = statement.text
  }

  /** Called by pg, as is the next one. */
  handleRowDescription({ fields }: { fields: pg.FieldDef[] }): void {
    this.shape = shapeOf(this.statement, fields)
  }

  handleDataRow({ fields: values }: { fields: (string | null)[] }): void {
    const { columns, empty } = this.shape!
    const row = { ...empty }
    try {
      for (const [index, { key, parse }] of columns.entries()) {
        const text = values[index]!
        // Of two columns with one name the last counts, also when it is null.
        row[key] = text === null ? null : parse(text)
      }
    } catch (error) {
      this.fault = error as Error
    }
    this.found.push(row)
  }
}

const known = new LRUCache<string, Shape>({ max: 2_000 })

/** Of a statement it is known after the first time, unless a migration has changed a table since. */
function shapeOf(statement: string, fields: pg.FieldDef[]): Shape {
  const before = known.get(statement)
  if (before && isOf(before, fields)) return before
  const shape = newShape(fields)
  known.set(statement, shape)
  return shape
}

function isOf({ columns }: Shape, fields: pg.FieldDef[]): boolean {
  return (
    columns.length === fields.length &&
    columns.every(({ name, type }, index) => name === fields[index]!.name && type === fields[index]!.dataTypeID)
  )
}

function newShape(fields: pg.FieldDef[]): Shape {
  const columns = fields.map(({ name, dataTypeID: type }) => ({
    name,
    type,
    key: camelKey(name),
    parse: parserOf(type) as (text: string) => unknown,
  }))
  // An object that V8 makes from JSON keeps quick keys, however many; one that is filled key by key does not.
  const empty = JSON.parse(JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, null])))) as Row
  return { columns, empty }
}

const bigintArray = 1016

/** Whole numbers as numbers: Telegram's ids and our counts are far below 2^53, and one that is not must not be rounded. */
export const parserOf: pg.CustomTypesConfig['getTypeParser'] = (id, format) => {
  if (id === pg.types.builtins.INT8) return wholeNumber
  const usual = pg.types.getTypeParser(id, format)
  return (id as number) === bigintArray ? (text: string) => (usual(text) as string[]).map(wholeNumber) : usual
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a JavaScript number`)
  return value
}
