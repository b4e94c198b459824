import { Button, Card, Group, Stack, Table, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTexts } from '#web/language.ts'
import { saveCsv } from './csv-button.tsx'
import { useIsNarrow } from './narrow.ts'

interface Column<Row> {
  name: string
  cell: (row: Row) => ReactNode
}

interface RowsProps<Row> {
  /** What a screen reader calls the table. */
  label: string
  rows: readonly Row[]
  columns: Column<Row>[]
  keyOf: (row: Row) => string | number
  /** A long list begins with its first rows, and a button shows the others; not for lists that come a page at a time. */
  folds?: boolean
  /** The name of the file in which all rows are saved, or also what of each row; not for lists that come a page at a time. */
  csv?: string | { name: string; of: (row: Row) => object }
}

const atFirst = { narrow: 6, wide: 30 }

/** A table on a desk; on a phone a card for each row, so that nothing is wider than the screen. */
export function Rows<Row>({ rows, folds = false, csv, ...rest }: RowsProps<Row>) {
  const t = useTexts()
  const isNarrow = useIsNarrow()
  const [isUnfolded, setUnfolded] = useState(false)
  const most = folds && !isUnfolded ? atFirst[isNarrow ? 'narrow' : 'wide'] : rows.length
  const shown = rows.slice(0, most)
  return (
    <Stack gap="xs">
      {csv && <SaveCsv rows={rows} csv={csv} />}
      {isNarrow ? <Cards rows={shown} {...rest} /> : <Lines rows={shown} {...rest} />}
      {shown.length < rows.length && (
        <Group justify="center">
          <Button variant="default" onClick={() => setUnfolded(true)}>
            {t.moreOf(rows.length - shown.length)}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function SaveCsv<Row>({ rows, csv }: { rows: readonly Row[]; csv: NonNullable<RowsProps<Row>['csv']> }) {
  const t = useTexts()
  const { name, of } = typeof csv === 'string' ? { name: csv, of: (row: Row) => row as object } : csv
  return (
    <div>
      <Button variant="default" size="xs" onClick={() => saveCsv(name, rows.map(of))}>
        {t.csv}
      </Button>
    </div>
  )
}

/** What a row does not have is left out of its card. */
function Cards<Row>({ label, rows, columns, keyOf }: Omit<RowsProps<Row>, 'folds' | 'csv'>) {
  return (
    <Stack gap="xs" role="list" aria-label={label}>
      {rows.map((row) => (
        <Card key={keyOf(row)} withBorder padding="sm" role="listitem">
          {columns
            .map(({ name, cell }) => ({ name, value: cell(row) }))
            .filter(({ value }) => value !== nothing)
            .map(({ name, value }, index) => (
              <Group key={name} gap="xs" wrap="nowrap" justify="space-between" align="start">
                <Text size="sm" c="dimmed" miw={96}>
                  {name}
                </Text>
                <Text size="sm" ta="right" component="div" className="figure" {...(index === 0 ? { fw: 600 } : {})}>
                  {value}
                </Text>
              </Group>
            ))}
        </Card>
      ))}
    </Stack>
  )
}

/** What stands in a cell that has nothing to say. */
const nothing = '—'

function Lines<Row>({ label, rows, columns, keyOf }: Omit<RowsProps<Row>, 'folds' | 'csv'>) {
  return (
    <div className="table">
      <Table striped withTableBorder verticalSpacing="xs" aria-label={label} className="figure rows">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name }) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map(({ name, cell }) => (
                <Table.Td key={name}>{cell(row)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  fetchNextPage: () => unknown
}

export function More({ pages }: { pages: Paged }) {
  const t = useTexts()
  if (!pages.hasNextPage) return null
  return (
    <Group justify="center">
      {pages.isFetchNextPageError && (
        <Text size="sm" role="alert">
          {t.moreFailed}
        </Text>
      )}
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t.more}
      </Button>
    </Group>
  )
}
