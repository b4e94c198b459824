import { describe, expect, test } from 'vitest'
import { attachmentsIn } from './attachments.ts'

const fence = (language: string, lines: string) => `\`\`\`${language}\n${lines}\n\`\`\``
const program = 'print("hello")\n'.repeat(300).trim()

describe('the files of an answer', () => {
  test('are its long programs, named by their language or by their first line', () => {
    const files = attachmentsIn(
      [
        fence('python', program),
        fence('', program),
        fence('ts', `// src/main.ts\n${program}`),
        fence('c++', program),
        fence('evil/../../x', program),
      ].join('\n\ntext\n\n'),
    )
    expect(files.map(({ name }) => name)).toEqual(['code-1.py', 'code-2.txt', 'main.ts', 'code-4.cpp', 'code-5.txt'])
    expect(files[0]!.content).toBe(`${program}\n`)
  })

  test('do not include what can be read where it stands', () => {
    expect(attachmentsIn(`${fence('python', 'print(1)')}\n\n| a | b |\n|---|---|\n| 1 | 2 |`)).toEqual([])
  })

  test('never lead out of the folder in which they are kept', () => {
    const [file] = attachmentsIn(fence('', `# ../../etc/cron.d/evil.sh\n${program}`))
    expect(file!.name).toMatch(/^[\w-][\w.-]*$/)
  })

  test('are long tables too, which no spreadsheet takes for formulas', () => {
    const rows = Array.from({ length: 25 }, (_, n) => `| ${n} | "имя", ${n} | =1+${n} | -${n},5 |`).join('\n')
    const [file] = attachmentsIn(`| № | Имя | Ф | Ч |\n|---|---|---|---|\n${rows}`)
    expect(file!.name).toBe('table-1.csv')
    const lines = file!.content.split('\r\n')
    expect(lines[0]).toBe('\uFEFF№,Имя,Ф,Ч')
    expect(lines[2]).toBe('1,"""имя"", 1",\'=1+1,"-1,5"')
    expect(lines).toHaveLength(27)
  })
})
