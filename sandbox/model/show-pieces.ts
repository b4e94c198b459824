export interface Shown {
  text: string
  slow?: boolean
  fails?: boolean
}

/** Answers on request that show what delivery has to cope with. */
export function showPieces(language: 'ru' | 'en'): (Shown & { asked: RegExp })[] {
  return language === 'ru' ? russian : english
}

const code = `\`\`\`python
def fibonacci(limit: int) -> list[int]:
    """Числа Фибоначчи, не больше limit."""
    numbers = [0, 1]
    while numbers[-1] + numbers[-2] <= limit:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers

print(fibonacci(100))
\`\`\``

const formulas = {
  ru: 'Корни уравнения $ax^2 + bx + c = 0$:\n\n$$x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$$\n\nЕсли $b^2 < 4ac$, действительных корней нет.',
  en: 'The roots of $ax^2 + bx + c = 0$:\n\n$$x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$$\n\nIf $b^2 < 4ac$ there are no real ones.',
}

const longCode = `\`\`\`python
# numbers.py
${Array.from({ length: 60 }, (_, n) => `def times_${n + 1}(value: int) -> int:\n    return value * ${n + 1}\n`).join('\n')}\`\`\``

const russian: (Shown & { asked: RegExp })[] = [
  {
    asked: /что (ты )?(умеешь|можешь)/i,
    text: 'Я **демонстрационная модель** и умею показать, как выглядят ответы:\n\n- «покажи код»: программа с подсветкой\n- «покажи таблицу»: таблица\n- «покажи формулы»: немного математики\n- «длинный код»: программа, которую удобнее получить файлом\n- «длинный ответ»: несколько сообщений подряд\n- «очень длинный ответ»: ещё длиннее\n- «медленный ответ»: чтобы успеть нажать «Стоп»\n- «сломайся»: ошибка модели, за которую ничего не спишется\n\nЕщё считаю (`12 * 7`), знаю время и запоминаю имя до конца разговора.',
  },
  { asked: /сломайся|ошибк[ау] модели/i, text: '', fails: true },
  {
    asked: /покажи код|пример кода/i,
    text: `Вот программа на Python:\n\n${code}\n\nОна напечатает \`[0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]\`.`,
  },
  {
    asked: /таблиц/i,
    text: '**Планеты земной группы**\n\n| Планета | Радиус, км | Спутники |\n|---|---:|---:|\n| Меркурий | 2440 | 0 |\n| Венера | 6052 | 0 |\n| Земля | 6371 | 1 |\n| Марс | 3390 | 2 |\n\n> Данные округлены.',
  },
  { asked: /длинн\S* (?:код|программ)/i, text: `Вот программа подлиннее:\n\n${longCode}` },
  { asked: /формул/i, text: formulas.ru },
  { asked: /очень длинн/i, text: long('ru', 60) },
  { asked: /длинн/i, text: long('ru', 24) },
  {
    asked: /медленн/i,
    text: `Отвечаю не спеша, чтобы можно было нажать «Стоп». ${'Слово за словом, строка за строкой. '.repeat(30)}`,
    slow: true,
  },
]

const english: (Shown & { asked: RegExp })[] = [
  {
    asked: /what can you do/i,
    text: 'I am a **demo model** and can show what answers look like:\n\n- “show code”: a program with a language\n- “show a table”: a table\n- “show formulas”: some maths\n- “a long program”: one that is better as a file\n- “a long answer”: several messages\n- “a very long answer”: even more\n- “a slow answer”: time to press Stop\n- “fail”: an error of the model, which costs nothing\n\nI also calculate (`12 * 7`), know the time and remember your name for the conversation.',
  },
  { asked: /^(please )?(fail|break)\b/i, text: '', fails: true },
  {
    asked: /show (me )?(some )?code|code example/i,
    text: `Here is a program in Python:\n\n${code.replace('Числа Фибоначчи, не больше limit.', 'Fibonacci numbers up to limit.')}\n\nIt prints \`[0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]\`.`,
  },
  {
    asked: /\btable\b/i,
    text: '**The terrestrial planets**\n\n| Planet | Radius, km | Moons |\n|---|---:|---:|\n| Mercury | 2440 | 0 |\n| Venus | 6052 | 0 |\n| Earth | 6371 | 1 |\n| Mars | 3390 | 2 |\n\n> Rounded figures.',
  },
  { asked: /long (?:code|program)/i, text: `Here is a longer program:\n\n${longCode}` },
  { asked: /formula/i, text: formulas.en },
  { asked: /very long/i, text: long('en', 60) },
  { asked: /\blong\b/i, text: long('en', 24) },
  {
    asked: /\bslow/i,
    text: `Answering without haste, so that Stop can be pressed. ${'Word by word, line by line. '.repeat(30)}`,
    slow: true,
  },
]

/** Chapters with whatever makes delivery hard, each in its turn: nested lists, tables, programs. */
function long(language: 'ru' | 'en', chapters: number): string {
  return Array.from({ length: chapters }, (_, index) => chapter(language, index + 1)).join('\n\n')
}

function chapter(language: 'ru' | 'en', n: number): string {
  const more =
    n % 5 === 0 ? code : n % 4 === 0 ? table(language, n) : n % 3 === 0 ? nested(language, n) : points(language, n)
  return language === 'ru'
    ? `## Глава ${n}\n\nЭто **глава ${n}** длинного ответа. Она нужна, чтобы показать, как ответ делится на сообщения: по абзацам, а не посреди слова. ${'Ещё одно предложение обычной длины, чтобы было что делить. '.repeat(3)}\n\n${more}`
    : `## Chapter ${n}\n\nThis is **chapter ${n}** of a long answer. It shows how an answer is divided into messages: between paragraphs, not inside a word. ${'One more sentence of ordinary length, so that there is something to divide. '.repeat(3)}\n\n${more}`
}

function points(language: 'ru' | 'en', n: number): string {
  return language === 'ru'
    ? `- первый пункт главы ${n}\n- второй пункт, с *курсивом* и \`кодом\``
    : `- the first point of chapter ${n}\n- the second one, with *italics* and \`code\``
}

function nested(language: 'ru' | 'en', n: number): string {
  return language === 'ru'
    ? `1. по порядку\n   - вложенный пункт ${n}.1\n   - ещё один, **важный**\n     - и совсем глубоко\n2. и дальше`
    : `1. in order\n   - a nested point ${n}.1\n   - another one, **important**\n     - and deep down\n2. and further`
}

function table(language: 'ru' | 'en', n: number): string {
  return language === 'ru'
    ? `| Строка | Число |\n|---|---:|\n| глава | ${n} |\n| квадрат | ${n * n} |\n| куб | ${n ** 3} |`
    : `| Row | Number |\n|---|---:|\n| chapter | ${n} |\n| square | ${n * n} |\n| cube | ${n ** 3} |`
}
