import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultOfFolder, makeDataFolder } from './data-folder.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pomogator-data-folder-'))
  writeFileSync(join(directory, 'file'), '')
  symlinkSync(join(directory, 'gone'), join(directory, 'link'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the data folder', () => {
  test('is made with what is missing above it, and only then', () => {
    const folder = join(directory, 'one/two/three')
    expect(faultOfFolder(folder)).toBeUndefined()
    expect(readdirSync(directory).toSorted()).toEqual(['file', 'link'])
    makeDataFolder(folder)
    expect(existsSync(folder)).toBe(true)
    expect(faultOfFolder(folder)).toBeUndefined()
    makeDataFolder(folder)
    rmSync(join(directory, 'one'), { recursive: true })
  })

  test.each([
    ['file', 'not a directory'],
    ['file/below', 'not a directory'],
    ['file/below/that', 'not a directory'],
    ['link', 'no such file or directory'],
    ['link/below', 'no such file or directory'],
    ['n'.repeat(300), 'name too long'],
    ['/proc/nowhere', 'no such file or directory'],
    ['/proc/nowhere/below', 'no such file or directory'],
  ])('%s cannot be made, which is said in one sentence', (name, reason) => {
    const folder = name.startsWith('/') ? name : join(directory, name)
    expect(faultOfFolder(folder)).toBe(`DATA_DIR: the folder ${folder} cannot be made (${reason}). Choose another one.`)
    expect(() => makeDataFolder(folder)).toThrow(`DATA_DIR: the folder ${folder} cannot be made (`)
  })

  test('that is there and takes nothing is refused in one sentence too', () => {
    // Not even root can make anything in /proc.
    const folder = '/proc/self'
    expect(faultOfFolder(folder)).toMatch(
      /^DATA_DIR: nothing can be written to the folder \/proc\/self \(.+\)\. Make room/,
    )
    expect(() => makeDataFolder(folder)).toThrow('nothing can be written to the folder')
  })
})
