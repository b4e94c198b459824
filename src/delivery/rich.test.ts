import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chaos, document } from './markdown/testing-markdown.ts'
import { richMessage } from './rich.ts'

describe('a rich message', () => {
  test('is made of an answer with a table: every cell, aligned, with its marks', () => {
    expect(richMessage('Цены:\n\n| Что | **Цена** |\n|---|---:|\n| Чай | 10 |')).toEqual({
      skip_entity_detection: true,
      blocks: [
        { type: 'paragraph', text: 'Цены:' },
        {
          type: 'table',
          is_bordered: true,
          is_compact: true,
          cells: [
            [
              { text: 'Что', align: 'left', valign: 'top', is_header: true },
              { text: { type: 'bold', text: 'Цена' }, align: 'right', valign: 'top', is_header: true },
            ],
            [
              { text: 'Чай', align: 'left', valign: 'top' },
              { text: '10', align: 'right', valign: 'top' },
            ],
          ],
        },
      ],
    })
  })

  test('is made of an answer with formulas, in lines and by themselves', () => {
    expect(richMessage('Энергия $E = mc^2$ и\n\n$$\\int_0^1 x\\,dx$$')!.blocks).toEqual([
      {
        type: 'paragraph',
        text: ['Энергия ', { type: 'mathematical_expression', expression: 'E = mc^2' }, ' и'],
      },
      { type: 'mathematical_expression', expression: '\\int_0^1 x\\,dx' },
    ])
  })

  test('has lists in lists, tasks, numbers, quotes and programs beside them', () => {
    const { blocks } = richMessage('$a^2$\n\n2. два\n   - [x] готово\n\n> слова\n\n```py\nx\n```\n\n---')!
    expect(blocks.slice(1)).toEqual([
      {
        type: 'list',
        items: [
          {
            type: '1',
            value: 2,
            blocks: [
              { type: 'paragraph', text: 'два' },
              {
                type: 'list',
                items: [{ has_checkbox: true, is_checked: true, blocks: [{ type: 'paragraph', text: 'готово' }] }],
              },
            ],
          },
        ],
      },
      { type: 'blockquote', blocks: [{ type: 'paragraph', text: 'слова' }] },
      { type: 'pre', text: 'x', language: 'py' },
      { type: 'divider' },
    ])
  })

  test('is not made of what entities show as well, nor of what is too much for it', () => {
    expect(richMessage('**words** and `code`')).toBeUndefined()
    expect(richMessage(`$a^2$ ${'x'.repeat(33_000)}`)).toBeUndefined()
    expect(richMessage(`$a^2$\n\n${'- x\n'.repeat(300)}`)).toBeUndefined()
    const wide = '| a '.repeat(21)
    expect(richMessage(`${wide}|\n${'|---'.repeat(21)}|\n${wide}|`)).toBeUndefined()
    expect(richMessage(`$a^2$\n\n${'> '.repeat(20)}deep`)).toBeUndefined()
  })

  test('brings no button, no picture and no dangerous address, whatever a model writes', () => {
    const hostile =
      '$a^2$ <tg-button type="callback_data" data="forget:yes">x</tg-button> ![p](http://evil.example/?q=1) [l](javascript:alert(1))'
    const written = JSON.stringify(richMessage(hostile))
    expect(written).not.toMatch(/"type":"(?:photo|button|buttons|video|map)"/)
    expect(written).not.toContain('"url":"javascript')
    expect(written).toContain('<tg-button')
  })

  test('whatever the Markdown, keeps to the limits and loses no word', () => {
    fc.assert(
      fc.property(chaos, (markdown) => {
        const message = richMessage(`${markdown}\n\n$a^2$`)
        expect(JSON.stringify(message) ?? '').not.toMatch(/"(?:text|blocks|items)":(?:""|\[\]|null)/)
      }),
    )
    fc.assert(
      fc.property(document, ({ markdown, words }) => {
        const written = JSON.stringify(richMessage(`${markdown}\n\n$a^2$`))
        for (const word of words) expect(written).toMatch(new RegExp(`${word}(?!\\d)`))
      }),
    )
  })
})
