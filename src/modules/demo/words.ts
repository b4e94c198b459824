import type { DemoPerson, OwnDemoAssistant } from './person.ts'

export const names = {
  ru: ['Анна', 'Борис', 'Вера', 'Глеб', 'Дина', 'Егор', 'Жанна', 'Игорь', 'Кира', 'Лев', 'Мария', 'Нина'],
  en: ['Alice', 'Ben', 'Clara', 'David', 'Emma', 'Frank', 'Grace', 'Henry'],
}

export const ownAssistants: Record<DemoPerson['language'], OwnDemoAssistant[]> = {
  ru: [
    { title: 'Садовод', prompt: 'Советуй по саду средней полосы, коротко и по шагам.' },
    { title: 'Редактор', prompt: 'Правь мои тексты: проще, короче, без канцелярита.' },
  ],
  en: [
    { title: 'Gardener', prompt: 'Advise on a small garden, in short steps.' },
    { title: 'Editor', prompt: 'Make my texts plainer and shorter.' },
  ],
}

export const supportTalks: Record<DemoPerson['language'], [text: string, answer: string][]> = {
  ru: [
    ['Оплатил, а кредитов не вижу.', 'Кредиты уже на балансе, проверьте /balance.'],
    ['Можно вернуть деньги за пакет?', 'Да, вернём то, что вы не потратили.'],
    ['Как продлить подписку?', 'Она продлится сама; дата видна в /subscription.'],
  ],
  en: [
    ['I have paid and see no credits.', 'They are on your balance now, see /balance.'],
    ['Can I get a refund for my pack?', 'Yes, we refund what you have not spent.'],
    ['How do I renew my plan?', 'It renews by itself; /subscription shows the date.'],
  ],
}
