import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const chinese: LanguageTexts = {
  name: '简体中文',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  appLanguages: ['zh'],
  person,
  owner,
  notices,
  model,
}

export default chinese
