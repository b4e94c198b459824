import { Button } from '@mantine/core'
import { saveCsv } from '#web/kit/csv-button.tsx'
import { useTexts } from '#web/language.ts'

export function SaveCsv({ name, rows }: { name: string; rows: readonly object[] }) {
  const { csv } = useTexts()
  return (
    <div>
      <Button variant="default" size="xs" onClick={() => saveCsv(name, rows)}>
        {csv}
      </Button>
    </div>
  )
}
