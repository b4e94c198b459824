import { Button, Card, Group, Stack, Table, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTexts } from '#web/language.ts'

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
}

/** A table on a desk; on a phone a card for each row, so that nothing is wider than the screen. */
export function Rows<Row>({ label, rows, columns, keyOf }: RowsProps<Row>) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  if (isNarrow)
    return (
      <Stack gap="xs" role="list" aria-label={label}>
        {rows.map((row) => (
          <Card key={keyOf(row)} withBorder padding="sm" role="listitem">
            {columns.map(({ name, cell }) => (
              <Group key={name} gap="xs" wrap="nowrap" justify="space-between" align="start">
                <Text size="sm" c="dimmed" miw={96}>
                  {name}
                </Text>
                <Text size="sm" ta="right" component="div" className="figure">
                  {cell(row)}
                </Text>
              </Group>
            ))}
          </Card>
        ))}
      </Stack>
    )
  return (
    <Table striped withTableBorder verticalSpacing="xs" aria-label={label} className="figure">
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
  )
}

interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

export function More({ pages }: { pages: Paged }) {
  const t = useTexts()
  if (!pages.hasNextPage) return null
  return (
    <Group justify="center">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t.more}
      </Button>
    </Group>
  )
}
