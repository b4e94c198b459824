import type { CampaignFigures } from '#modules/campaigns/contract.ts'
import type { Figures } from '#modules/owner/contract.ts'
import type { Promo } from '#modules/promo-codes/contract.ts'
import type { Role } from '#modules/users/contract.ts'
import type { Notices, ReportedDay } from '#modules/notifications/contract.ts'
import type { MarginReply } from '#modules/costs/contract.ts'
import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import { plain } from '#texts/plain.ts'
import { russian } from './count.ts'
import { earned, inDollars } from './money.ts'

/** What the bot says to its owner, and on the owner's behalf. */
export const owner = {
  commands: {
    owner: 'Управление: меню',
    cabinet: 'Управление: кабинет в браузере',
    stats: 'Управление: цифры',
    user: 'Управление: человек и его платежи',
    grant: 'Управление: начислить кредиты',
    refund: 'Управление: вернуть оплату',
    requests: 'Управление: вопросы без ответа',
    answer: 'Управление: ответить на вопрос',
    block: 'Управление: закрыть доступ',
    unblock: 'Управление: открыть доступ',
    campaign: 'Управление: ссылка для рекламы',
    campaigns: 'Управление: что принесла реклама',
    newpromo: 'Управление: новый промокод',
    promos: 'Управление: промокоды',
    endpromo: 'Управление: закончить промокод',
  },
  help: '**Для владельца**\n\n/owner: меню с кнопками: люди, цифры, вопросы, реклама\n/cabinet: кабинет в браузере\n/stats: цифры за день, неделю и месяц\n/user @имя: человек, его кредиты и платежи с кнопкой возврата\n/grant @имя 50 за терпение: начислить кредиты, с минусом снять\n/refund 17 причина: вернуть платёж № 17\n/requests: вопросы об оплате без ответа\n/answer 5 текст: ответить на вопрос № 5\n/block @имя причина и /unblock @имя: закрыть и открыть доступ\n/campaign vk 120: ссылка и QR-код для рекламы, которая стоила 120 $\n/campaigns: что принесла каждая ссылка\n/newpromo VESNA 50: промокод на 50 кредитов\n/promos: промокоды и сколько раз их использовали\n/endpromo VESNA: закончить промокод\n\nВместо @имени подходит и номер человека в Telegram.',
  /** The menu of those with a role. */
  team: {
    menu: (role: string) => `**Управление ботом**\n\nВы ${role}. Что открыть?`,
    roles: { owner: 'владелец', manager: 'управляющий', support: 'в поддержке', analyst: 'аналитик' } as Record<
      Role,
      string
    >,
    search: '🔎 Найти',
    people: '👥 Новые люди',
    figures: '📊 Цифры',
    margin: '💰 Маржа',
    campaigns: '📣 Реклама',
    requests: '❓ Вопросы',
    givenUp: '⚠️ Не обработано',
    cabinet: '🖥 Кабинет',
    roleLost: 'Эта кнопка работает у тех, кто управляет ботом. У вас такой роли сейчас нет.',
    inBot: 'из меню бота',
    searchAsk: 'Кого найти? Напишите @имя, номер человека, имя или номер платежа.',
    searchPlaceholder: '@имя, номер или имя',
    nobodyFound: 'Никого не нашлось. Бот знает тех, кто ему уже писал.',
    found: (more: boolean): string => (more ? '**Нашлись многие**, вот первые:' : '**Нашлись:**'),
    newest: '**Последние, кто пришёл:**',
    grant: '🎁 Начислить',
    grantAsk: (who: string, credits: number) =>
      `Сколько кредитов начислить? ${who}, сейчас ${russian(credits, 'кредит', 'кредита', 'кредитов')}.\n\nДругое число: /grant @имя 75 причина.`,
    grantWhy: (who: string, amount: number) => `${who}: +${amount}. За что? Человек увидит причину.`,
    grantReasons: { patience: 'за терпение', gift: 'подарок', sorry: 'за неудобства' } as Record<string, string>,
    message: '✉️ Написать',
    messageAsk: (who: string) => `Что написать? Получит ${who}.`,
    messagePlaceholder: 'Текст сообщения',
    messageLength: 'Нужен текст: от одного знака до 3000.',
    messageKept: 'Сообщение записано, бот его отправит.',
    block: '🚫 Закрыть доступ',
    unblock: '✅ Открыть доступ',
    blockAsk: (who: string) => `Закрыть доступ: ${who}? Выберите причину. Продление подписки тоже прекратится.`,
    blockYes: (reason: string) => `Да, причина: ${reason}`,
    blockReasons: { spam: 'спам', fraud: 'обман с оплатой', abuse: 'оскорбления' } as Record<string, string>,
    openInCabinet: '🖥 В кабинете',
    answer: (id: number) => `Ответить на № ${id}`,
    answerAsk: (id: number) => `Ваш ответ на вопрос № ${id}:`,
    answeredAlready: (id: number, by: string, text: string) =>
      `На вопрос № ${id} уже есть ответ (${by}): «${text}» Ваш не отправлен.`,
    answerMore: 'Ответить ещё раз',
    retry: (updateId: number) => `↻ Ещё раз: ${updateId}`,
    reportButton: '🗓 Отчёт дня',
    reportOff: 'Не присылать',
    report: (hour: number | null, timeZone: string): string =>
      `${hour === null ? 'Отчёт дня не приходит.' : `Отчёт дня приходит в ${hour}:00.`} Выберите час (${timeZone}).`,
    noMargin: 'За 30 дней ничего не заработано и не потрачено.',
    noneGivenUp: 'Необработанных обновлений нет.',
    givenUpList: (count: number) => `**Не обработано: ${count}**`,
  },
  usage: {
    user: 'Так: /user @имя или /user номер.',
    grant: 'Так: /grant @имя 50 причина. С минусом кредиты снимаются. Число пишется цифрами, до 1 000 000.',
    refund: 'Так: /refund 17 причина, где 17 это номер платежа. Номера и кнопка возврата есть в /user @имя.',
    answer: 'Так: /answer 5 текст ответа. Номера вопросов показывает /requests.',
    block: 'Так: /block @имя причина.',
    unblock: 'Так: /unblock @имя.',
    campaign:
      'Так: /campaign название 120, где 120 это цена рекламы в долларах; её можно указать и позже. Подарок новым людям: /campaign название bonus 10 x500, это 10 кредитов первым 500; bonus 3trial x500: сообщения пробного периода; bonus none: без подарка. Убрать из списка: /campaign название archive, вернуть: restore. Название: латинские буквы, цифры, _ и -.',
    newpromo:
      'Так: /newpromo VESNA 50 даёт 50 кредитов. Вместо 50 можно: 5trial (сообщения пробного периода), 7days month (дни подписки month), 20% (скидка на одну покупку). Дальше по желанию: x100 (на 100 человек), until 2026-12-31, first (только первая покупка), batch 100 (сто кодов, каждый на одного человека).',
    endpromo: 'Так: /endpromo VESNA.',
  },
  rewards: {
    credits: (count: number): string => russian(count, 'кредит', 'кредита', 'кредитов'),
    trialMessages: (count: number): string =>
      russian(count, 'сообщение пробного периода', 'сообщения пробного периода', 'сообщений пробного периода'),
    planDays: (count: number, plan: string): string => `${russian(count, 'день', 'дня', 'дней')} подписки «${plan}»`,
    percentOff: (percent: number): string => `скидка ${percent} %`,
  },
  promo: (p: Promo, gives: string): string =>
    `**${plain(p.name)}**: ${gives}, использован ${p.uses} из ${p.mostUses.toLocaleString('ru')}${p.batch ? ', коды на одного человека' : ''}${p.firstPurchase ? ', только первая покупка' : ''}${p.endsAt === null ? '' : `, до ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', закончен'}.`,
  promoLink: (link: string) => `Ссылка: ${link}`,
  noPromos: 'Промокодов ещё нет. Первый сделает команда /newpromo.',
  promoExists: 'Промокод с таким названием уже есть.',
  noSuchPromo: 'Такого промокода нет. Какие есть, показывает /promos.',
  noSuchPlan: 'Такой подписки в каталоге нет.',
  promoPast: 'Этот день уже прошёл. Укажите сегодняшний или более поздний.',
  promoTooMany: 'В одной пачке может быть до 10 000 кодов.',
  noSuchPerson: (who: string) => `Бот не знает, кто это: ${who}. Он знает тех, кто ему уже писал.`,
  noSuchPayment: (which: string) => `Платежа ${which} нет. Номера платежей показывает /user @имя.`,
  noSuchRequest: (id: string) => `Вопроса № ${id} нет. Вопросы без ответа показывает /requests.`,
  campaignLink: (link: string) => `Ссылка для рекламы: ${link}`,
  campaign: (c: CampaignFigures) =>
    [
      `**${plain(c.name)}**: пришли ${c.starts}, пробный период начали ${c.trials}, спросили ${c.asked}, заплатили ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Реклама ${inDollars(c.costMicroDollars)}, итог ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Окупилась ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Подарок новым: ${c.bonus.of === 'credits' ? russian(c.bonus.amount, 'кредит', 'кредита', 'кредитов') : russian(c.bonus.amount, 'сообщение', 'сообщения', 'сообщений')}, получили ${c.bonuses} из ${c.mostBonuses.toLocaleString('ru')}.`,
          ]),
      ...(c.archived ? ['В архиве: в списке её нет, подарка тоже.'] : []),
    ].join('\n'),
  noCampaigns: 'Ссылок для рекламы ещё нет. Первую сделает команда /campaign название.',
  cabinetOpen: 'Ссылка откроет кабинет один раз, в течение минуты. Не пересылайте её.',
  cabinetHere: 'Открыть здесь',
  cabinetInBrowser: 'Открыть в браузере',
  cabinetClosed: 'Кабинет выключен: адрес CABINET_URL не указан в настройках.',
  firstOwner: 'Теперь вы владелец этого бота.',
  roleLinkOld: 'Эта ссылка больше не действует: владелец у бота уже есть, или она устарела.',
  refused: 'Так не получится. Проверьте, что вы написали, и попробуйте ещё раз.',
  tooFewCredits: (has: number, wished: number) =>
    `Столько снять нельзя: у человека ${russian(has, 'кредит', 'кредита', 'кредитов')}, а вы снимаете ${wished}.`,
  periods: { today: 'Сегодня', week: '7 дней', month: '30 дней' },
  figures: (period: string, f: Figures) =>
    `**${period}**: новых ${f.users}, активных ${f.active}, отвечено ${f.questions}, без ответа ${f.failed}, ${f.revenueStars} ⭐, возвраты ${f.refundsStars} ⭐, ошибок ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin: MarginReply) =>
    marginSections(margin, {
      earned,
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
  dailyReport: (day: ReportedDay, before: ReportedDay): string =>
    [
      `**Отчёт за ${day.day}** (в скобках накануне)`,
      `Заработано ${inDollars(day.revenue)} (${inDollars(before.revenue)}), расход ${inDollars(day.cost)} (${inDollars(before.cost)}), маржа ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Оплат на ${day.revenueStars} ⭐ (${before.revenueStars}), заплатили ${day.payers} (${before.payers}).`,
      `Отвечено ${day.answers} (${before.answers}), новых людей ${day.users} (${before.users}), ошибок ${day.errors} (${before.errors}).`,
      'На картинке две недели: синим заработано, красным расход.',
    ].join('\n'),
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

export type OwnerTexts = typeof owner
