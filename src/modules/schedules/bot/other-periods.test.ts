import { expect, test } from 'vitest'
import { scheduleIn } from './in-words.ts'
import { otherPeriodIn } from './other-periods.ts'

test.each([
  ['каждые 5 минут присылай курс доллара', 'присылай курс доллара'],
  ['Каждые пять минут, пожалуйста, присылай курс', 'пожалуйста, присылай курс'],
  ['каждый час напоминай мне пить воду', 'напоминай мне пить воду'],
  ['каждые полчаса: курс евро', 'курс евро'],
  ['раз в 2 часа пиши новости', 'пиши новости'],
  ['каждые 3 дня в 9 утра расскажи сказку', 'расскажи сказку'],
  ['дважды в день присылай анекдот', 'присылай анекдот'],
  ['Присылай мне курс доллара каждые 5 минут.', 'Присылай мне курс доллара'],
  ['every 5 minutes send me the score', 'send me the score'],
  ['Every hour: the price of gold', 'the price of gold'],
  ['every other day at 9am tell me a story', 'tell me a story'],
  ['twice a day remind me to stretch', 'remind me to stretch'],
  ['Please remind me to drink water every two hours', 'Please remind me to drink water'],
])('%s is wanted by a period that no schedule has', (words, question) => {
  expect(otherPeriodIn(words)).toBe(question)
  expect(scheduleIn(words)).toBeUndefined()
})

test.each([
  'каждые 5 минут у меня болит голова, что делать?',
  'каждые 5 минут',
  'каждый час на земле рождается сколько людей?',
  'Почему автобус ходит каждые 5 минут?',
  'раз в 2 часа кормить кота, это нормально?',
  'Переведи: каждые 5 минут присылай курс',
  'каждый день расскажи новости',
  'расскажи, как пить воду каждый час',
  'every 5 minutes a train leaves, why?',
  'Tell me why the light blinks every 5 seconds',
  'every day tell me the news',
  'hourly rates in Berlin?',
])('%s is a question', (words) => expect(otherPeriodIn(words)).toBeUndefined())
