/**
 * What it takes to choose which part of a long conversation a model is told: `npm run bench:prompts`. Answers of 1,600 letters
 * in Russian fill a context of the usual catalog; each question after the first has one exchange more.
 */
import { Prompt } from '#platform/models/prompt.ts'
import { tokenizer } from '#platform/models/tokens.ts'
import { percentile, print } from './figures.ts'

const conversations = 30
const questions = 20
const exchanges = 40
const room = { contextTokens: 20_000, maxOutputTokens: 8_000 }
const words =
  'совет договор вопрос город погода дорога машина человек работа деньги время ответ система компьютер закон'.split(' ')

await tokenizer()
const first: number[] = []
const next: number[] = []
for (let conversation = 0; conversation < conversations; conversation += 1) {
  const past = Array.from({ length: exchanges }, (_, id) => exchange(conversation, id))
  for (let question = 0; question < questions; question += 1) {
    const times = question === 0 ? first : next
    times.push(await timeOf(past))
    past.unshift(exchange(conversation, exchanges + question))
  }
}
print('| ms, p50 of 30 conversations | the first question after a start | each that follows |\n|---|---:|---:|')
print(`| what a model is told | ${percentile(first, 50).toFixed(1)} | ${percentile(next, 50).toFixed(2)} |`)

async function timeOf(newestFirst: ReturnType<typeof exchange>[]): Promise<number> {
  const asked = [{ type: 'text' as const, text: 'А что дальше?' }]
  const prompt = new Prompt({ system: 'Be kind.', referred: null, asked }).after(newestFirst.slice(0, exchanges))
  const begun = performance.now()
  await prompt.fit(room, { lessPast: false, sees: true })
  return performance.now() - begun
}

function exchange(conversation: number, id: number) {
  const seed = conversation * 1_000 + id
  const answer = Array.from({ length: 240 }, (_, at) => words[(seed + at * at * (seed + 7)) % words.length])
  return { id, question: `Вопрос ${id} беседы ${conversation}`, answer: `${seed}: ${answer.join(' ')}` }
}
