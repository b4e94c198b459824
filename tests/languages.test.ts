import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageCodes } from '#texts/codes.ts'
import { languageTexts } from '#texts/languages.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { callsTo } from './world/call.ts'
import { eventually } from './world/eventually.ts'
import { createPerson, type Person } from './world/person.ts'
import { type Program, startProgram } from './world/program.ts'

const ownerId = 7_000_001
let copy: string
let program: Program
let sandbox: string

/** The sources with one folder more, and the whole product as it starts from them. */
beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'pomogator-languages-'))
  chmodSync(copy, 0o755) // PostgreSQL may have to run as another user
  for (const name of ['src', 'sandbox', 'package.json', 'tsconfig.json', 'pomogator.js', 'catalog.json'])
    cpSync(name, join(copy, name), { recursive: true })
  copyFileSync('known-models.json', join(copy, 'known-models.json'))
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
  mkdirSync(folder())
  copyFileSync('tests/world/marked-language.ts', join(folder(), 'index.ts'))
  for (const name of ['terms', 'privacy']) writeFileSync(join(folder(), `${name}.md`), `‹${name}›`)

  const [sandboxPort, backendPort] = [await freePort(), await freePort()]
  const settings = { DATA_DIR: join(copy, 'data'), SANDBOX_PORT: `${sandboxPort}`, BACKEND_PORT: `${backendPort}` }
  program = startProgram('start', { ...settings, ADMIN_IDS: `${ownerId}` }, copy)
  await program.says('Ctrl-C stops it')
  sandbox = `http://127.0.0.1:${sandboxPort}`
})
afterAll(async () => {
  await program.end('SIGTERM')
  rmSync(copy, { recursive: true, force: true })
})

const folder = () => join(copy, 'src/texts/languages/it')

const personWith = (language_code: string): Promise<Person> =>
  createPerson(callsTo(sandbox), { first_name: 'Anne', language_code })

describe('one more language, by one folder and nothing else', () => {
  test('is spoken to those whose app is in it: menus, answers to buttons, notices, documents, lists of commands', async () => {
    const owner = await personWith('ru')
    expect(owner.id).toBe(ownerId)
    await owner.say('/start')
    await owner.hears('Здравствуйте! Я Помогатор')

    const anne = await personWith('it')
    await anne.say('/start')
    await anne.hears('‹Hello! I am Pomogator')
    await anne.press('‹🎁 Try for free›')
    await anne.hears('‹Done: you have 10 messages')
    await anne.say('/help')
    await anne.hears('‹Help')
    await anne.say('/terms')
    await anne.hears('‹terms›')

    await owner.say(`/grant ${anne.id} 5 за терпение`)
    await anne.hears('‹The owner has given you 5 credits (за терпение). You now have 5 credits.›')

    await eventually(async () => {
      const { commands } = (await callsTo(sandbox)('GET', `/person/users/${anne.id}/chat`)) as {
        commands: { command: string; description: string }[]
      }
      expect(commands).toContainEqual({ command: 'settings', description: '‹Settings›' })
    })
  })

  test('is offered in the settings, and taken back there', async () => {
    const person = await personWith('ru')
    await person.say('/settings')
    await person.hears('Язык: русский')
    await person.press('🌐 Русский')
    expect((await person.buttons()).slice(0, -1).toSorted()).toEqual(
      ['✓ Русский', 'Italiano', ...languageCodes.slice(1).map((code) => languageTexts(code).name)].toSorted(),
    )
    await person.press('Italiano')
    await person.hears('‹Language: English›')
    await person.press('🌐 Italiano')
    expect(await person.buttons()).toEqual(expect.arrayContaining(['Русский', 'English', '✓ Italiano']))
    await person.press('Русский')
    await person.hears('Язык: русский')
  })

  test('tells the model how to answer, with the date as it is written in it', async () => {
    const person = await personWith('it')
    await person.say('/start')
    await person.press('‹🎁 Try for free›')
    await person.say('12 * 12')
    const answer = await person.hears('12 * 12 = 144')
    await person.post('/messages', { text: '3 + 4', reply_to: answer.message_id, quote: '144' })
    await person.hears('3 + 4 = 7')
    const requests = JSON.stringify(await callsTo(sandbox)('GET', '/control/model/requests'))
    expect(requests).toContain('‹You are Pomogator')
    expect(requests).toContain('‹I am writing about this message:›')
    expect(requests).toMatch(
      /‹Today is (lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica) .* \(time zone Europe\/Rome\)\.›/,
    )
  })

  test('shows titles of the price list that it has none for in English', async () => {
    const person = await personWith('it')
    await person.say('/model')
    await person.hears('Standard')
    await person.hears('Expert')
  })

  test('is refused by the types so long as it lacks a text', async () => {
    writeFileSync(
      join(folder(), 'incomplete.ts'),
      `import type { LanguageTexts } from '../ru/index.ts'
       import italian from './index.ts'
       const { askHint, ...person } = italian.person
       const { toGranted, ...owner } = italian.owner
       export const lacking: [LanguageTexts, LanguageTexts] = [{ ...italian, person }, { ...italian, owner }]`,
    )
    const found = await faults()
    const elsewhere = found.split('\n').filter((line) => /error TS/.test(line) && !/\/it\/incomplete\.ts\b/.test(line))
    expect(elsewhere, 'it lacks nothing otherwise').toEqual([])
    expect(found).toContain("Property 'askHint' is missing")
    expect(found).toContain("Property 'toGranted' is missing")
  })
})

/** What the types find wrong with the languages of the copy. */
async function faults(): Promise<string> {
  writeFileSync(
    join(copy, 'tsconfig.texts.json'),
    '{ "extends": "./tsconfig.json", "include": ["src/texts/languages"] }',
  )
  const compiler = join(process.cwd(), 'node_modules/typescript/bin/tsc')
  const checked = await promisify(execFile)(process.execPath, [compiler, '--project', 'tsconfig.texts.json'], {
    cwd: copy,
  }).catch((failure: { stdout: string }) => failure)
  return checked.stdout
}
