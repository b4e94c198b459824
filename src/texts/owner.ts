import type { Figures } from '#modules/owner/contract.ts'
import type { Notices } from '#modules/notifications/contract.ts'
import type { Language } from '#modules/users/contract.ts'
import type { MarginReply } from '#modules/costs/contract.ts'
import { earned, marginSections } from './margin.ts'
import { english, russian, signed } from './plural.ts'

const ru = {
  commands: {
    stats: 'Владельцу: цифры',
    user: 'Владельцу: человек и его платежи',
    grant: 'Владельцу: начислить кредиты',
    refund: 'Владельцу: вернуть оплату',
    requests: 'Владельцу: вопросы без ответа',
    answer: 'Владельцу: ответить на вопрос',
    block: 'Владельцу: закрыть доступ',
    unblock: 'Владельцу: открыть доступ',
  },
  help: '**Для владельца**\n\n/stats: цифры за день, неделю и месяц\n/user @имя: человек, его кредиты и платежи с кнопкой возврата\n/grant @имя 50 за терпение: начислить кредиты, с минусом снять\n/refund 17 причина: вернуть платёж № 17\n/requests: вопросы об оплате без ответа\n/answer 5 текст: ответить на вопрос № 5\n/block @имя причина и /unblock @имя: закрыть и открыть доступ\n\nВместо @имени подходит и номер человека в Telegram.',
  usage: {
    user: 'Так: /user @имя или /user номер.',
    grant: 'Так: /grant @имя 50 причина. С минусом кредиты снимаются. Число пишется цифрами, до 1 000 000.',
    refund: 'Так: /refund 17 причина, где 17 это номер платежа. Номера и кнопка возврата есть в /user @имя.',
    answer: 'Так: /answer 5 текст ответа. Номера вопросов показывает /requests.',
    block: 'Так: /block @имя причина.',
    unblock: 'Так: /unblock @имя.',
  },
  noSuchPerson: (who: string) => `Бот не знает, кто это: ${who}. Он знает тех, кто ему уже писал.`,
  noSuchPayment: (which: string) => `Платежа ${which} нет. Номера платежей показывает /user @имя.`,
  noSuchRequest: (id: string) => `Вопроса № ${id} нет. Вопросы без ответа показывает /requests.`,
  refused: 'Так не получится. Проверьте, что вы написали, и попробуйте ещё раз.',
  tooFewCredits: (has: number, wished: number) =>
    `Столько снять нельзя: у человека ${russian(has, 'кредит', 'кредита', 'кредитов')}, а вы снимаете ${wished}.`,
  periods: { today: 'Сегодня', week: '7 дней', month: '30 дней' },
  figures: (period: string, f: Figures) =>
    `**${period}**: новых ${f.users}, активных ${f.active}, отвечено ${f.questions}, без ответа ${f.failed}, ${f.revenueStars} ⭐, возвраты ${f.refundsStars} ⭐, ошибок ${f.errors}. ${earned('ru', f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin: MarginReply) =>
    marginSections('ru', margin, {
      models: 'По моделям за 30 дней',
      unused: 'дни подписок без вопросов',
      plans: 'По тому, что платит',
      people: 'Кто обходится дороже, чем приносит',
      days: 'По дням',
      unpriced: (tries) =>
        `Без цены в каталоге: ${russian(tries, 'запрос', 'запроса', 'запросов')}, в расход они не вошли.`,
    }),
  person: (credits: number, language: string, since: string, blocked: boolean): string =>
    `Кредиты: ${credits}, язык ${language}, с ${since}${blocked ? ', доступ закрыт' : ''}`,
  statuses: { paid: 'оплачен', refunding: 'возвращается', refunded: 'возвращён' } as Record<string, string>,
  refundButton: (number: number, price: string) => `↩ Вернуть ${price} (№ ${number})`,
  refundYes: 'Да, вернуть',
  refunding: (price: string) => `Возвращаю ${price}. Telegram получит запрос в течение минуты.`,
  refunded: (price: string) => `Возвращено: ${price}.`,
  refundLoss: (spent: number) => `Уже потрачено: ${russian(spent, 'кредит', 'кредита', 'кредитов')}.`,
  refundByProvider: (price: string, payment: string, charge: string) =>
    `${price} может вернуть только платёжный сервис: верните платёж ${payment} в своём кабинете там, потом отправьте /refund ${charge} done. Купленное на них уже снято.`,
  refundAsk: (number: number, who: string, price: string, what: string) =>
    `Вернуть платёж № ${number}: ${what}, ${price}, ${who}? Купленное будет снято.`,
  granted: (who: string, delta: number, credits: number) =>
    `${who}: ${signed(delta)}, теперь ${russian(credits, 'кредит', 'кредита', 'кредитов')}.`,
  told: 'Человеку об этом написано.',
  notTold: (id: number) => `Написать человеку ${id} не получилось: бот у него остановлен или недоступен.`,
  abuseRepeated: (id: number) =>
    `⚠️ Поставщик модели уже три раза не стал отвечать человеку ${id}: счёл его вопросы нарушением своих правил. Если так пойдёт дальше, он может закрыть весь ваш аккаунт. Посмотрите /user ${id}; закрыть доступ: /block ${id} причина`,
  unmatched: (id: number, price: string, chargeId: string) =>
    `⚠️ Платёж без заказа: ${price} от человека ${id}. Ничего не начислено. Посмотрите /user ${id}; вернуть: /refund ${chargeId}`,
  paymentsDiffer: 'Сверка платежей нашла расхождения:',
  differences: {
    payment_missed: 'платёж, о котором бот не знал; зачислен',
    payment_unmatched: 'платёж без заказа; ничего не начислено',
    refund_missed: 'возврат, о котором бот не знал; записан',
    refund_unmatched: 'возврат неизвестного платежа',
    payer_unknown: 'платёж незнакомого человека',
    amount_differs: 'другая сумма, чем записано',
  } as Record<string, string>,
  difference: (what: string, id: number, amount: number, chargeId: string): string =>
    `${what}: человек ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count: number): string =>
    `В списке Telegram ${russian(count, 'платёж', 'платежа', 'платежей')} из времени до этого учёта. Они остаются как есть и в цифры не входят.`,
  refundGivenUp: (id: number, amount: number, chargeId: string, reason: string): string =>
    `⚠️ Telegram не возвращает ${amount} ⭐ человеку ${id}: ${reason}. Новых попыток не будет; начать заново: /refund ${chargeId}`,
  renewalNotEnded: (id: number, chargeId: string, reason: string): string =>
    `⚠️ Telegram не отключает продление ${chargeId} человека ${id}: ${reason}. С него могут списать снова; верните то, что придёт.`,
  modelEnds: ({ model, name, successor, endsOn, days }: Notices['model_ends']): string =>
    `⚠️ Поставщик отключит модель ${name} (запись «${model}» каталога) ${endsOn}, через ${russian(days, 'день', 'дня', 'дней')}. ${successor === null ? 'Укажите в каталоге её преемника (successor) или другую модель.' : `В этот день её место займёт «${successor}».`}`,
  modelEnded: ({ model, name, successor, endsOn }: Notices['model_ended']): string =>
    `⚠️ Поставщик отключил модель ${name} ${endsOn}. ${successor === null ? `Преемника у записи «${model}» нет: укажите в каталоге другую модель.` : `На вопросы к «${model}» теперь отвечает «${successor}».`}`,
  modelGone: ({ model, name }: Notices['model_gone']): string =>
    `⚠️ В списке поставщика больше нет модели ${name} (запись «${model}» каталога). Укажите в каталоге другую.`,
  answered: (id: string) => `Ответ на вопрос № ${id} записан.`,
  blocked: (who: string) => `${who}: доступ закрыт.`,
  unblocked: (who: string) => `${who}: доступ открыт.`,
  notOwner: 'Это владелец бота: ему доступ закрыть нельзя.',
  requests: '**Вопросы об оплате без ответа**',
  noRequests: 'Вопросов без ответа нет.',
  toGranted: (delta: number, credits: number, reason: string | null): string =>
    `Владелец ${delta > 0 ? 'начислил вам' : 'снял у вас'} ${russian(Math.abs(delta), 'кредит', 'кредита', 'кредитов')}${reason === null ? '' : ` (${reason})`}. Теперь у вас ${russian(credits, 'кредит', 'кредита', 'кредитов')}.`,
}

export type OwnerTexts = typeof ru

const en: OwnerTexts = {
  commands: {
    stats: 'Owner: figures',
    user: 'Owner: a person and their payments',
    grant: 'Owner: give credits',
    refund: 'Owner: refund a payment',
    requests: 'Owner: questions without an answer',
    answer: 'Owner: answer a question',
    block: 'Owner: close access',
    unblock: 'Owner: open access',
  },
  help: '**For the owner**\n\n/stats: figures of a day, a week and a month\n/user @name: a person, their credits, and their payments with a refund button\n/grant @name 50 for patience: gives credits, with a minus takes them\n/refund 17 reason: refunds payment no. 17\n/requests: questions about payments without an answer\n/answer 5 text: answers question no. 5\n/block @name reason and /unblock @name: close and open access\n\nInstead of the @name a Telegram id will do.',
  usage: {
    user: 'Like this: /user @name or /user id.',
    grant:
      'Like this: /grant @name 50 reason. A minus takes credits. The number is written in digits, up to 1,000,000.',
    refund:
      'Like this: /refund 17 reason, where 17 is the number of the payment. Numbers and a refund button are in /user @name.',
    answer: 'Like this: /answer 5 the text. /requests shows the numbers of questions.',
    block: 'Like this: /block @name reason.',
    unblock: 'Like this: /unblock @name.',
  },
  noSuchPerson: (who) => `The bot does not know who this is: ${who}. It knows those who have written to it.`,
  noSuchPayment: (which) => `There is no payment ${which}. /user @name shows the numbers of payments.`,
  noSuchRequest: (id) => `There is no question no. ${id}. /requests shows those without an answer.`,
  refused: 'That cannot be done. Check what you wrote and try again.',
  tooFewCredits: (has, wished) =>
    `So many cannot be taken: the person has ${english(has, 'credit', 'credits')}, and you take ${wished}.`,
  periods: { today: 'Today', week: '7 days', month: '30 days' },
  figures: (period, f) =>
    `**${period}**: ${f.users} new, ${f.active} active, ${f.questions} answered, ${f.failed} without an answer, ${f.revenueStars} ⭐, refunds ${f.refundsStars} ⭐, errors ${f.errors}. ${earned('en', f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections('en', margin, {
      models: 'By model, 30 days',
      unused: 'plan days without questions',
      plans: 'By what pays',
      people: 'Who costs more than they bring',
      days: 'By day',
      unpriced: (tries) =>
        `Without a price in the catalogue: ${english(tries, 'request', 'requests')}, not part of the cost.`,
    }),
  person: (credits, language, since, blocked) =>
    `Credits: ${credits}, language ${language}, since ${since}${blocked ? ', blocked' : ''}`,
  statuses: { paid: 'paid', refunding: 'being refunded', refunded: 'refunded' },
  refundButton: (number, price) => `↩ Refund ${price} (no. ${number})`,
  refundYes: 'Yes, refund',
  refunding: (price) => `Refunding ${price}. Telegram is asked within a minute.`,
  refunded: (price) => `Refunded: ${price}.`,
  refundLoss: (spent) => `Spent already: ${english(spent, 'credit', 'credits')}.`,
  refundByProvider: (price, payment, charge) =>
    `Only the provider can return ${price}: refund payment ${payment} in your account there, then send /refund ${charge} done. What it had bought is taken back already.`,
  refundAsk: (number, who, price, what) =>
    `Refund payment no. ${number}: ${what}, ${price}, ${who}? What it had bought is taken back.`,
  granted: (who, delta, credits) => `${who}: ${signed(delta)}, now ${english(credits, 'credit', 'credits')}.`,
  told: 'The person has been told.',
  notTold: (id) => `The person ${id} could not be told: they have stopped the bot, or it cannot reach them.`,
  abuseRepeated: (id) =>
    `⚠️ The provider of a model has refused the person ${id} three times now, for breaches of its rules. If that goes on it may close your whole account. See /user ${id}; to close their access: /block ${id} reason`,
  unmatched: (id, price, chargeId) =>
    `⚠️ A payment without an order: ${price} from the person ${id}. Nothing was given for it. See /user ${id}; to return it: /refund ${chargeId}`,
  paymentsDiffer: 'The comparison of payments found differences:',
  differences: {
    payment_missed: 'a payment that the bot had not heard of; credited',
    payment_unmatched: 'a payment without an order; nothing was given for it',
    refund_missed: 'a refund that the bot had not heard of; written down',
    refund_unmatched: 'a refund of an unknown payment',
    payer_unknown: 'a payment of an unknown person',
    amount_differs: 'another amount than is written down',
  },
  difference: (what, id, amount, chargeId) => `${what}: person ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Telegram's list holds ${english(count, 'charge', 'charges')} from before these books were opened. They are left as they are and count in no figure.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram does not return ${amount} ⭐ to the person ${id}: ${reason}. It is not tried any more; to begin again: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram does not end the renewal ${chargeId} of the person ${id}: ${reason}. They may be charged again; refund what comes.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ The provider shuts down the model ${name} (the entry “${model}” of the catalogue) on ${endsOn}, in ${english(days, 'day', 'days')}. ${successor === null ? 'Name its successor in the catalogue, or another model.' : `On that day “${successor}” takes its place.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ The provider has shut down the model ${name} on ${endsOn}. ${successor === null ? `The entry “${model}” has no successor: name another model in the catalogue.` : `“${successor}” answers questions to “${model}” now.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ The provider’s list no longer has the model ${name} (the entry “${model}” of the catalogue). Name another one in the catalogue.`,
  answered: (id) => `The answer to question no. ${id} is kept.`,
  blocked: (who) => `${who}: access is closed.`,
  unblocked: (who) => `${who}: access is open.`,
  notOwner: 'This is an owner of the bot: their access cannot be closed.',
  requests: '**Questions about payments without an answer**',
  noRequests: 'There are no questions without an answer.',
  toGranted: (delta, credits, reason) =>
    `The owner has ${delta > 0 ? 'given you' : 'taken'} ${english(Math.abs(delta), 'credit', 'credits')}${reason === null ? '' : ` (${reason})`}. You now have ${english(credits, 'credit', 'credits')}.`,
}

const dictionaries: Record<Language, OwnerTexts> = { ru, en }

/** What the bot says to its owner, and on the owner's behalf. */
export const ownerTextsIn = (language: Language): OwnerTexts => dictionaries[language]
