import { followUp } from './follow-ups.ts'
import { describeDocument, describeFile, recallDocument } from './look.ts'
import { type Shown, showPieces } from './show-pieces.ts'
import { withSuggestions } from './suggest.ts'
import { takeNotes } from './take-notes.ts'
import type { Turn } from './turn.ts'

type Language = 'ru' | 'en'

/** Something sensible to the last question and to what was sent with it, in its language. */
export async function answerTo(turns: Turn[]): Promise<Shown> {
  const notes = takeNotes(turns)
  if (notes !== undefined) return { text: notes }
  const last = turns.findLast((turn) => turn.role === 'user')
  const language = languageOf(turns, last?.content ?? '')
  const shown = await answerIn(turns, last, language)
  return { ...shown, text: withSuggestions(turns, language, shown.text) }
}

async function answerIn(turns: Turn[], last: Turn | undefined, language: Language): Promise<Shown> {
  const question = last?.content.trim() ?? ''
  const seen = [
    ...(last?.documents ?? []).map((document) => describeDocument(document, question, language)),
    ...(await Promise.all((last?.files ?? []).map((file) => describeFile(file, question, language)))),
  ]
  if (seen.length === 0) return answerToWords(turns, question, language)
  const piece = showPieces(language).find(({ asked }) => asked.test(question))
  const known = piece?.text ?? knownAnswer(turns, question, language)
  return { ...piece, text: [...seen, ...(known === undefined ? [] : [known])].join('\n\n') }
}

function languageOf(turns: Turn[], question: string): Language {
  const isRussian = /[а-яё]/i
  return isRussian.test(question) || (!/[a-z]/i.test(question) && isRussian.test(turns[0]?.content ?? '')) ? 'ru' : 'en'
}

/** The first answer says that this is a demo. */
function answerToWords(turns: Turn[], question: string, language: Language): Shown {
  const about = followUp(turns, language, (before) => {
    const asked = before.findLast((turn) => turn.role === 'user')?.content.trim() ?? ''
    return answerToWords(before, asked, languageOf(before, asked)).text
  })
  if (about !== undefined) return { text: about }
  const piece = showPieces(language).find(({ asked }) => asked.test(question))
  if (piece) return piece
  const isFirst = !turns.some((turn) => turn.role === 'assistant')
  const text = knownAnswer(turns, question, language) ?? recall(turns, question, language) ?? shrug(question, language)
  return { text: isFirst ? `${text}\n\n${disclaimer[language]}` : text }
}

function knownAnswer(turns: Turn[], question: string, language: Language): string | undefined {
  return (
    calculate(question, language) ??
    remember(turns, question, language) ??
    clock(question, language) ??
    greet(question, language)
  )
}

/** What the documents of earlier questions say, the newest first. */
function recall(turns: Turn[], question: string, language: Language): string | undefined {
  for (const document of turns.flatMap(({ documents }) => documents).toReversed()) {
    const found = recallDocument(document, question, language)
    if (found) return found
  }
  return undefined
}

const disclaimer: Record<Language, string> = {
  ru: '_Это демонстрационная модель: она работает без искусственного интеллекта и знает немного. Спросите «что ты умеешь», и она покажет._',
  en: '_This is a demo model: there is no real AI behind it and it knows little. Ask “what can you do” and it will show you._',
}

function calculate(question: string, language: Language): string | undefined {
  const found = /(-?\d+(?:[.,]\d+)?)\s*([-+*/×÷:^])\s*(-?\d+(?:[.,]\d+)?)/.exec(question)
  if (!found) return undefined
  const [, left, sign, right] = found
  const [a, b] = [Number(left!.replace(',', '.')), Number(right!.replace(',', '.'))]
  const results: Record<string, number> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '×': a * b,
    '/': a / b,
    '÷': a / b,
    ':': a / b,
    '^': a ** b,
  }
  const result = results[sign!]!
  if (!Number.isFinite(result))
    return language === 'ru' ? 'На ноль делить нельзя.' : 'Division by zero is not possible.'
  return `**${a} ${sign} ${b} = ${Number(result.toFixed(10)).toLocaleString(language)}**`
}

function remember(turns: Turn[], question: string, language: Language): string | undefined {
  const name = /(?:меня зовут|my name is)\s+([\p{L}-]{2,30})/iu
  const told = name.exec(question)?.[1]
  if (told)
    return language === 'ru'
      ? `Приятно познакомиться, **${told}**. Я запомню это до конца разговора.`
      : `Nice to meet you, **${told}**. I will remember that for this conversation.`
  if (!/как меня зовут|what(?:'s| is) my name/i.test(question)) return undefined
  const known = turns
    .filter((turn) => turn.role === 'user')
    .map((turn) => name.exec(turn.content)?.[1])
    .findLast(Boolean)
  if (!known)
    return language === 'ru'
      ? 'Вы ещё не называли своего имени в этом разговоре.'
      : 'You have not told me your name in this conversation yet.'
  return language === 'ru' ? `Вас зовут **${known}**.` : `Your name is **${known}**.`
}

function clock(question: string, language: Language): string | undefined {
  if (
    !/который час|сколько (?:сейчас )?времени|какое (?:сегодня )?число|what time|what(?:'s| is) the date|today's date/i.test(
      question,
    )
  )
    return undefined
  const now = new Date().toLocaleString(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
  })
  return language === 'ru' ? `На часах этого компьютера ${now}.` : `This computer's clock says ${now}.`
}

function greet(question: string, language: Language): string | undefined {
  if (/^(привет|здравствуй|добрый (день|вечер)|доброе утро)/i.test(question))
    return 'Здравствуйте! О чём хотите поговорить?'
  if (/^(hi|hello|hey|good (morning|evening|day))\b/i.test(question)) return 'Hello! What would you like to talk about?'
  if (/спасибо|thank/i.test(question)) return language === 'ru' ? 'Пожалуйста! Обращайтесь.' : 'You are welcome.'
  if (/кто ты|who are you/i.test(question))
    return language === 'ru' ? 'Я демонстрационная модель Помогатора.' : 'I am the demo model of Pomogator.'
  return undefined
}

function shrug(question: string, language: Language): string {
  const words = question.match(/[\p{L}\p{N}-]{4,}/gu) ?? []
  const topic = words.toSorted((a, b) => b.length - a.length)[0] ?? question.slice(0, 40)
  const asked = question.length > 120 ? `${question.slice(0, 117)}…` : question
  return language === 'ru'
    ? `Вы спросили: «${asked}».\n\nНастоящая модель рассказала бы про **${topic}** примерно так:\n\n1. **Коротко.** Суть в двух предложениях.\n2. **Подробнее.** Почему это так и на чём основано.\n3. **Пример.** Один случай из жизни, чтобы запомнилось.\n\nЧтобы отвечал настоящий ИИ, владелец задаёт \`OPENAI_API_KEY\`.`
    : `You asked: “${asked}”.\n\nA real model would tell you about **${topic}** like this:\n\n1. **In short.** The point in two sentences.\n2. **In detail.** Why it is so and what it rests on.\n3. **An example.** One case from life, so that it stays.\n\nFor a real AI the owner sets \`OPENAI_API_KEY\`.`
}
