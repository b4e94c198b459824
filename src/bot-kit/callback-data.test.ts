import { describe, expect, test } from 'vitest'
import { answerStyle, language } from '#modules/users/contract.ts'
import { theMessage } from './agreement.ts'
import { data, patterns } from './callback-data.ts'

const longestModelId = 'a'.repeat(24)
const longestCursor = '9999999999999999:question:999999999999999'
const everything = [
  ...Object.values(data).filter((value) => typeof value === 'string'),
  ...language.options.map(data.language),
  ...answerStyle.options.map(data.style),
  data.remember(true),
  data.remember(false),
  data.model(longestModelId),
  data.historyAfter(longestCursor),
  data.assistant('own_999999999999999'),
  data.startAssistant('own_999999999999999', { purse: 'credits', price: 999_999 }),
  data.agreeAndGoOn('0123456789ab', data.renameConversation(999_999_999_999_999)),
  data.firstQuestion(longestModelId, 3, { purse: 'credits', price: 999_999 }),
]

const ids = {
  files: 'files:',
  conversation: 'conversation:',
  renameConversation: 'conversation:rename:',
  deleteConversation: 'conversation:delete:',
  deleteConversationYes: 'conversation:delete-yes:',
  refund: 'refund:',
  refundYes: 'refund-yes:',
  followUp: 'ask:again:',
  assistant: 'assistant:own_',
  assistantTitle: 'assistant-title:',
  assistantPrompt: 'assistant-prompt:',
  deleteAssistant: 'assistant-delete:',
  deleteAssistantYes: 'assistant-delete-yes:',
  schedule: 'schedule:',
} as const

describe('what a button carries', () => {
  test.each(Object.entries(ids))('names something by an id that exists: %s', (name, prefix) => {
    const pattern = patterns[name as keyof typeof ids]
    for (const id of ['1', '42', '999999999999999']) expect(pattern.test(prefix + id), id).toBe(true)
    for (const id of ['0', '00', '01', '-1', '1e3', '1.0', ' 1', '', '9007199254740993', '9'.repeat(40)])
      expect(pattern.test(prefix + id), id).toBe(false)
  })

  test('stops also the answer to the first update there is', () => {
    expect(patterns.stop.test(data.stop(0))).toBe(true)
    for (const forged of ['stop:-1', 'stop:00', 'stop:9007199254740993']) expect(patterns.stop.test(forged)).toBe(false)
  })

  test('fits into the 64 bytes that Telegram gives it', () => {
    for (const carried of everything) expect(Buffer.byteLength(carried), carried).toBeLessThanOrEqual(64)
  })

  test('is different for every button', () => {
    expect(new Set(everything).size).toBe(everything.length)
  })

  test('is read back as it was written, for every language, style and model', () => {
    for (const option of language.options) expect(patterns.language.exec(data.language(option))?.[1]).toBe(option)
    for (const option of answerStyle.options) expect(patterns.style.exec(data.style(option))?.[1]).toBe(option)
    for (const on of [true, false]) expect(patterns.remember.exec(data.remember(on))?.[1]).toBe(on ? 'on' : 'off')
    expect(patterns.model.exec(data.model(longestModelId))?.[1]).toBe(longestModelId)
  })

  test('names a page of the history by its last entry, or by milliseconds as older releases did', () => {
    for (const cursor of [longestCursor, '1767225600000000:refund:1', '1767225600000'])
      expect(patterns.history.exec(data.historyAfter(cursor))?.[1]).toBe(cursor)
    expect(patterns.history.exec(data.history)?.[1]).toBeUndefined()
    for (const forged of ['history:', 'history:1:', 'history:1:x:1', 'history:1:grant:0', `history:${'9'.repeat(14)}`])
      expect(patterns.history.test(forged), forged).toBe(false)
  })

  test('goes on with what the person wanted to write, whatever that is', () => {
    const id = 999_999_999_999_999
    for (const goOn of [
      data.newAssistant,
      data.assistantTitle(id),
      data.assistantPrompt(id),
      data.changeFact(id),
      data.image,
      data.changeImage(id),
      data.writeInstructions,
      data.newSchedule,
      data.renameConversation(id),
      data.menu,
      theMessage,
    ])
      expect(patterns.agreeAndGoOn.exec(data.agreeAndGoOn('0123456789ab', goOn))?.[2]).toBe(goOn)
  })

  test('is not accepted with anything before, behind or instead', () => {
    for (const forged of ['language:xx', 'xlanguage:ru', 'language:ru ', 'language:ru\n', 'LANGUAGE:ru'])
      expect(patterns.language.test(forged), forged).toBe(false)
    for (const forged of ['model:', 'model:../secret', 'model:A', `model:${'a'.repeat(25)}`, 'model:a:b'])
      expect(patterns.model.test(forged), forged).toBe(false)
    for (const forged of ['style:rude', 'style:']) expect(patterns.style.test(forged), forged).toBe(false)
    for (const forged of ['remember:', 'remember:true']) expect(patterns.remember.test(forged), forged).toBe(false)
  })
})
