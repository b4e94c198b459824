import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { BrowserInput, BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { useTexts } from '#web/language.ts'
import { csvOf } from './csv.ts'
import type { Paged } from './pages.ts'

const perCall = 500
/** A browser holds so many; who needs more asks the database. */
const mostRows = 50_000

interface CsvButtonProps<Each extends Paged> {
  name: Each
  input: Omit<BrowserInput<Each>, 'before' | 'limit'>
  rowsOf: (page: BrowserReply<Each>) => readonly object[]
}

/** Saves the whole list as it is filtered, not only what is shown. */
export function CsvButton<Each extends Paged>({ name, input, rowsOf }: CsvButtonProps<Each>) {
  const t = useTexts()
  const [isBusy, setBusy] = useState(false)
  const collect = async () => {
    const rows: object[] = []
    for (let before: string | undefined; ;) {
      const asked = { ...input, limit: perCall, ...(before ? { before } : {}) }
      const page = await read(name, asked as unknown as BrowserInput<Each>)
      rows.push(...rowsOf(page))
      before = (page as { next: string | null }).next ?? undefined
      if (!before || rows.length >= mostRows) return rows
    }
  }
  const begin = () => {
    setBusy(true)
    collect()
      .then((rows) => saveCsv(name, rows))
      .catch(() => notifications.show({ message: t.failed, color: 'red', withCloseButton: false }))
      .finally(() => setBusy(false))
  }
  return (
    <Button variant="default" size="xs" loading={isBusy} onClick={begin}>
      {t.csv}
    </Button>
  )
}

export function saveCsv(name: string, rows: readonly object[]): void {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
