import { code, longCode } from './example-code.ts'
import { longAnswer } from './long-answer.ts'

export interface Shown {
  text: string
  slow?: boolean
  fails?: boolean
}

type Language = 'ru' | 'en'

interface ShowPiece extends Shown {
  asked: RegExp
}

/** Answers on request that show what delivery has to cope with. */
export function showPieces(language: Language): ShowPiece[] {
  return language === 'ru' ? russian : english
}

const formulas = {
  roots: '$$x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$$',
  sum: '$\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$',
  limit: '$\\lim_{x \\to 0} \\frac{\\sin x}{x} = 1$',
}

// What is asked more narrowly stands first.
const russian: ShowPiece[] = [
  {
    asked: /что (ты )?(умеешь|можешь)/i,
    text: 'Я **демонстрационная модель** и умею показать, как выглядят ответы:\n\n- «покажи код»: программа с подсветкой\n- «покажи таблицу»: таблица\n- «покажи формулы»: математика\n- «покажи оформление»: списки, цитаты, ссылки\n- «длинный код»: программа, которую удобнее получить файлом\n- «длинный ответ»: несколько сообщений с кодом и таблицами\n- «очень длинный ответ»: ещё длиннее\n- «медленный ответ»: чтобы успеть нажать «Стоп»\n- «сломайся»: ошибка модели, за которую ничего не спишется\n\nИщу с источниками («найди мост через Светлую»), смотрю в справочник («курс доллара», «праздники 2027», «10 миль в км»), читаю страницу по её адресу.\n\nЕщё считаю (`12 * 7`), знаю время и запоминаю имя до конца разговора.',
  },
  { asked: /сломайся|ошибк[ау] модели/i, text: '', fails: true },
  {
    asked: /покажи код|пример кода/i,
    text: `Вот программа на Python:\n\n${code('Числа Фибоначчи, не больше limit.')}\n\nОна напечатает \`[0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]\`.`,
  },
  {
    asked: /таблиц/i,
    text: '**Планеты земной группы**\n\n| Планета | Радиус, км | Спутники |\n|---|---:|---:|\n| Меркурий | 2440 | 0 |\n| Венера | 6052 | 0 |\n| Земля | 6371 | 1 |\n| Марс | 3390 | 2 |\n\n> Данные округлены.',
  },
  {
    asked: /формул/i,
    text: `Корни уравнения $ax^2 + bx + c = 0$:\n\n${formulas.roots}\n\nСумма первых чисел: ${formulas.sum}.\n\nПервый замечательный предел: ${formulas.limit}.`,
  },
  {
    asked: /оформлени/i,
    text: '## Как выглядит оформление\n\nСлово бывает **важным**, *особенным*, ~~отменённым~~ и `дословным`. [Ссылка](https://core.telegram.org/bots) ведёт наружу, а ||развязку|| видно по нажатию.\n\n1. Первое\n   - подробность\n   - ещё одна\n2. Второе\n\n> Цитата стоит отдельно от остального текста.\n\n- [x] сделано\n- [ ] впереди',
  },
  { asked: /длинн\S* (?:код|программ)/i, text: `Вот программа подлиннее:\n\n${longCode}` },
  { asked: /очень длинн/i, text: longAnswer('ru', 60) },
  { asked: /длинн/i, text: longAnswer('ru', 24) },
  {
    asked: /медленн/i,
    text: `Отвечаю не спеша, чтобы можно было нажать «Стоп». ${'Слово за словом, строка за строкой. '.repeat(30)}`,
    slow: true,
  },
]

const english: ShowPiece[] = [
  {
    asked: /what can you do/i,
    text: 'I am a **demo model** and can show what answers look like:\n\n- “show code”: a program with a language\n- “show a table”: a table\n- “show formulas”: mathematics\n- “show formatting”: lists, quotes, links\n- “a long program”: one that is better as a file\n- “a long answer”: several messages with code and tables\n- “a very long answer”: even more\n- “a slow answer”: time to press Stop\n- “fail”: an error of the model, which costs nothing\n\nI search and name my sources (“look up northern lights”), look into a reference (“exchange rate of the euro”, “holidays 2027”, “10 miles to km”), and read a page at its address.\n\nI also calculate (`12 * 7`), know the time and remember your name for the conversation.',
  },
  { asked: /^(please )?(fail|break)\b/i, text: '', fails: true },
  {
    asked: /show (me )?(some )?code|code example/i,
    text: `Here is a program in Python:\n\n${code('Fibonacci numbers up to limit.')}\n\nIt prints \`[0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]\`.`,
  },
  {
    asked: /\btable\b/i,
    text: '**The terrestrial planets**\n\n| Planet | Radius, km | Moons |\n|---|---:|---:|\n| Mercury | 2440 | 0 |\n| Venus | 6052 | 0 |\n| Earth | 6371 | 1 |\n| Mars | 3390 | 2 |\n\n> Rounded figures.',
  },
  {
    asked: /\bformulas?\b/i,
    text: `The roots of $ax^2 + bx + c = 0$:\n\n${formulas.roots}\n\nThe sum of the first numbers: ${formulas.sum}.\n\nA famous limit: ${formulas.limit}.`,
  },
  {
    asked: /\bformatting\b/i,
    text: '## What formatting looks like\n\nA word can be **important**, *special*, ~~withdrawn~~ and `literal`. [A link](https://core.telegram.org/bots) leads outside, and ||the ending|| shows when it is pressed.\n\n1. First\n   - a detail\n   - one more\n2. Second\n\n> A quotation stands apart from the rest.\n\n- [x] done\n- [ ] to come',
  },
  { asked: /long (?:code|program)/i, text: `Here is a longer program:\n\n${longCode}` },
  { asked: /very long/i, text: longAnswer('en', 60) },
  { asked: /\blong\b/i, text: longAnswer('en', 24) },
  {
    asked: /\bslow/i,
    text: `Answering without haste, so that Stop can be pressed. ${'Word by word, line by line. '.repeat(30)}`,
    slow: true,
  },
]
