import { code } from './example-code.ts'

type Language = 'ru' | 'en'

/** Chapter after chapter, with code, tables and nested lists in turn: something to divide into messages. */
export function longAnswer(language: Language, chapters: number): string {
  return Array.from({ length: chapters }, (_, index) => chapter(texts[language], index + 1)).join('\n')
}

function chapter(t: Texts, number: number): string {
  const more =
    number % 5 === 0
      ? code(t.comment)
      : number % 4 === 0
        ? t.table(number)
        : number % 3 === 0
          ? t.nested(number)
          : t.points(number)
  return `## ${t.title} ${number}\n\n${t.begin(number)} ${t.sentence.repeat(3)}\n\n${more}\n`
}

type Texts = (typeof texts)[Language]

const texts = {
  ru: {
    title: 'Глава',
    begin: (number: number) =>
      `Это **глава ${number}** длинного ответа. Она нужна, чтобы показать, как ответ делится на сообщения: по абзацам, а не посреди слова.`,
    sentence: 'Ещё одно предложение обычной длины, чтобы было что делить. ',
    points: (number: number) => `- первый пункт главы ${number}\n- второй пункт, с *курсивом* и \`кодом\``,
    nested: (number: number) =>
      `1. по порядку\n   - вложенный пункт ${number}.1\n   - ещё один, **важный**\n     - и совсем глубоко\n2. и дальше`,
    table: (number: number) =>
      `| Строка | Число |\n|---|---:|\n| глава | ${number} |\n| квадрат | ${number ** 2} |\n| куб | ${number ** 3} |`,
    comment: 'Числа Фибоначчи, не больше limit.',
  },
  en: {
    title: 'Chapter',
    begin: (number: number) =>
      `This is **chapter ${number}** of a long answer. It shows how an answer is divided into messages: between paragraphs, not inside a word.`,
    sentence: 'One more sentence of ordinary length, so that there is something to divide. ',
    points: (number: number) => `- the first point of chapter ${number}\n- the second one, with *italics* and \`code\``,
    nested: (number: number) =>
      `1. in order\n   - a nested point ${number}.1\n   - another one, **important**\n     - and deep down\n2. and further`,
    table: (number: number) =>
      `| Row | Number |\n|---|---:|\n| chapter | ${number} |\n| square | ${number ** 2} |\n| cube | ${number ** 3} |`,
    comment: 'Fibonacci numbers up to limit.',
  },
}
