import type { EntryKind } from '#modules/entitlements/contract.ts'
import type { PromoRefusal } from '#modules/promo-codes/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import { russian } from './count.ts'

const messages = (count: number) => russian(count, 'сообщение', 'сообщения', 'сообщений')
const credits = (count: number) => russian(count, 'кредит', 'кредита', 'кредитов')
const questions = (count: number) => russian(count, 'вопрос', 'вопроса', 'вопросов')
const days = (count: number) => russian(count, 'день', 'дня', 'дней')
const { day, shortDay: shortDate, time } = datesOf('ru-RU', 'Europe/Moscow')
/** Without the "г." that Russian puts behind the year: a sentence may end there. */
const date = (moment: string) => day(moment).replace(/\s*г\.$/, '')
/** A day with its hour. */
const clock = (moment: string) => `${shortDate(moment)} в ${time(moment)}`
const entryKinds: Record<EntryKind, string> = {
  hold: 'вопрос',
  release: 'возврат за вопрос',
  purchase: 'покупка',
  refund: 'возврат оплаты',
  adjustment: 'от владельца',
  promo: 'промокод',
  campaign: 'подарок новичку',
  gift: 'подарок',
  referral: 'за приглашение',
  undone: 'снято, оплата возвращена',
}

/** Everything the bot says to people, as Markdown. */
export const person = {
  welcome:
    'Здравствуйте! Я **Помогатор**, ваш помощник с искусственным интеллектом. Отвечаю на вопросы, пишу и правлю тексты, объясняю сложное, помогаю с кодом. Смотрю картинки, слушаю голосовые, читаю файлы.',
  welcomeBack: 'С возвращением!',
  ready: 'Просто напишите вопрос, и я отвечу.',
  trialOffer: (count: number) =>
    `Попробуйте бесплатно: ${messages(count)} в подарок. Карта не нужна, само ничего не спишется.`,
  trialStarted: (count: number) => `Готово: у вас ${messages(count)}. Напишите первый вопрос, о чём угодно.`,
  trialBegun: (count: number) => `Готово: у вас ${messages(count)}.`,
  /** To several messages that waited. */
  answeringAll: (count: number) =>
    `Отвечаю сразу на ${russian(count, 'ваше сообщение', 'ваших сообщения', 'ваших сообщений')}.`,
  trialStartedAnswering: (count: number) => `Готово: у вас ${messages(count)}. Отвечаю на ваш вопрос.`,
  /** After a purchase, to the question that waited for it; null: it came without a word. */
  answeringWaiting: (begin: string | null) =>
    begin === null ? 'Отвечаю на ваш вопрос.' : `Отвечаю на ваш вопрос «${begin}».`,
  /** Of a trial that comes in two steps. */
  trialRest: (count: number, moment: string) =>
    `Ещё ${messages(count)} добавлю ${clock(moment)} по Москве и сразу напишу вам.`,
  trialRestAdded: (count: number) =>
    `Как и обещал, добавил ${messages(count)}: бесплатный пробный период продолжается. О чём спросите?`,
  trialAlready: 'Пробный период вы уже использовали.',
  trialLater: 'Хорошо. Когда захотите попробовать, нажмите «Попробовать бесплатно».',
  menu: '**Меню**',
  askHint: 'Напишите вопрос обычным сообщением, и я отвечу. Если нужна новая тема, отправьте /new.',
  askHintShort: 'Напишите вопрос сразу после команды: /ask и ваш вопрос.',
  /** What is asked when a person only calls the bot in reply to a message; the model reads it. */
  answerThat: 'Ответь на это сообщение.',
  /** Before what was forwarded, for the model. */
  forwardedFrom: (name: string) => `Переслано от ${name}`,
  leftOut: (count: number) =>
    `Всё сразу не поместилось: ${russian(count, 'пересланное сообщение', 'пересланных сообщения', 'пересланных сообщений')} из последних я не прочитал. Отправьте их ещё раз, поменьше за раз.`,

  balance: '**Что у вас есть**',
  creditsLine: (count: number) => `Кредиты: **${count.toLocaleString('ru')}**`,
  trialLine: (left: number, granted: number) =>
    `Пробный период: осталось ${left} из ${russian(granted, 'сообщения', 'сообщений', 'сообщений')}`,
  noTrialLine: 'Пробный период ещё не начат',
  subscriptionLine: (plan: string, until: string) => `Подписка «${plan}»: до ${date(until)}`,
  subscriptionNext: (plan: string, until: string) => `Затем «${plan}»: до ${date(until)}`,
  subscriptionRenews: (at: string, plan: string | null): string =>
    plan === null
      ? `Продлевается сама, следующее списание ${date(at)}`
      : `«${plan}» продлевается сама, следующее списание ${date(at)}`,
  subscriptionEnds: 'Сама не продлевается',
  todayLine: (used: number, limit: number | null) =>
    limit === null
      ? `Сегодня по подписке: ${questions(used)}`
      : `Сегодня по подписке: ${used} из ${limit.toLocaleString('ru')}`,
  allowanceUsed: (used: number) => `Сегодня по подписке: ${credits(used)}`,
  allowanceLeft: (left: number, perDay: number) =>
    `Сегодня по подписке осталось: ${left.toLocaleString('ru')} из ${russian(perDay, 'кредита', 'кредитов', 'кредитов')}`,
  noSubscriptionLine: 'Подписки нет',
  nextPays: {
    subscription: (price: number): string =>
      `Следующий вопрос: по подписке${price === 0 ? '' : `, ${credits(price)} из сегодняшних`}`,
    trial: 'Следующий вопрос: за счёт пробного периода',
    credits: (price: number) => `Следующий вопрос: ${credits(price)}`,
    nothing: 'Следующий вопрос пока нечем оплатить',
  },

  purchase: '**Пополнить**',
  creditCount: (count: number) => credits(count),
  worth: (answers: number, model: string) => `${russian(answers, 'ответ', 'ответа', 'ответов')} модели «${model}»`,
  worthOr: (cheap: string, answers: number, model: string) =>
    `${cheap} или ${answers.toLocaleString('ru')} модели «${model}»`,
  packsTitle: 'Кредиты, не сгорают:',
  plansTitle: 'Подписка:',
  allowance: (perDay: number, worth: string) => `${credits(perDay)} в день: ${worth}`,
  planLine: (title: string, price: number, length: number, renews: boolean, allowance: string) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('ru')} ⭐${renews ? ', продлевается сама' : ''}. ${allowance}`,
  howToPay: 'Оплата звёздами Telegram. За вопрос без ответа ничего не списывается.',
  packAbout: (count: number, worth: string) => `${credits(count)}: ${worth}. Не сгорают.`,
  planAbout: (length: number, allowance: string, renews: boolean): string =>
    `${days(length)}. ${allowance}.${renews ? ' Продлевается само, отменить можно в любой день.' : ' Само не продлевается.'}`,
  paidCredits: (added: number, total: number) =>
    `Оплата получена: плюс ${credits(added)}. Теперь у вас ${credits(total)}.`,
  paidUntil: (until: string, renewed: boolean): string =>
    `${renewed ? 'Подписка продлена' : 'Оплата получена. Подписка действует'} до ${date(until)}.`,
  daysBehind: (until: string) => `Дни добавятся к уже оплаченным: всё вместе до ${date(until)}.`,
  renewsAlready: (at: string) =>
    `Следующее списание будет уже ${date(at)}, сколько бы дней ни было оплачено вперёд. Продление можно отменить в любой день.`,
  planWhileRenewing: (title: string, renewed: string, at: string, until: string) =>
    `**${title}**\n\nУ вас уже есть подписка «${renewed}», и она продлевается сама: следующее списание ${date(at)}. Дни этой покупки добавятся в конец, до ${date(until)}, а продление «${renewed}» останется включённым. Если оно больше не нужно, сначала отмените его.`,
  renewalDoubled: (ended: boolean): string =>
    ended
      ? 'У вас уже есть подписка, которая продлевается сама, поэтому продление второй мы отключили. Её дни добавлены.'
      : 'У вас уже есть подписка, которая продлевается сама, поэтому продление второй мы отключаем и напишем, когда это будет сделано. Её дни добавлены.',
  cancelRenewalQuestion: (renewed: string, until: string) =>
    `Отменить продление подписки «${renewed}»? Оплаченное останется: доступ до ${date(until)}, больше ничего не спишется.`,
  paidForAnother: 'Этот счёт был выписан не вам. Покупка зачислена вам; если она не нужна, отправьте /paysupport.',
  paidAgain:
    'Этот счёт уже был оплачен раньше. Мы зачислили покупку ещё раз; если она не нужна, отправьте /paysupport.',
  paidUnmatched: 'Платёж получен, но мы не нашли, за что он. Он записан и не пропадёт.',
  supportOpened: (id: number) => `Ваш вопрос № ${id} передан владельцу. Ответ придёт сюда.`,
  supportKept: (id: number) =>
    `Ваш вопрос № ${id} записан, владелец увидит его, когда заглянет в бота. Ответ придёт сюда.`,
  wordsOnly: 'Здесь нужен текст: напишите ответ словами. За это сообщение ничего не списано.',
  supportAnswered: (text: string) => `Ответ на ваш вопрос об оплате:\n\n${text}`,
  ownerWrote: (text: string) => `Сообщение от владельца бота:\n\n${text}`,
  historyPayments: 'Платежи',
  historyEntries: 'Кредиты',
  historyEmpty: 'Платежей и списаний пока не было.',
  paymentLine: (at: string, price: string, status: string, what: string): string =>
    `${shortDate(at)}: ${what}, ${price}${status === 'refunded' ? ', возвращено' : status === 'refunding' ? ', возвращается' : ''}`,
  entryLine: (at: string, delta: number, balance: number, kind: EntryKind) =>
    `${shortDate(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'изменение'}`,
  entryKinds,
  unknownPurchase: 'без заказа',
  receipt: {
    hint: 'Нажмите на запись, чтобы увидеть, за что она.',
    older: 'Раньше ›',
    label: (at: string, price: string, what: string) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**За что это**',
    deleted: 'удалено',
    notFound: 'Такой записи нет.',
    question: (words: string | null): string => (words === null ? 'Вопрос: удалено' : `Вопрос: «${words}»`),
    model: (title: string) => `Модель: ${title}`,
    /** In the unit of what pays. */
    price: (source: 'subscription' | 'trial' | 'credits', price: number): string =>
      source === 'trial' ? messages(price) : credits(price),
    states: {
      charged: (price: string) => `Списано: ${price}`,
      reserved: (price: string) => `Отложено на ответ, который пишется: ${price}`,
      given_back: () => 'Ничего не списано: ответа не было',
    },
    sources: {
      subscription: 'Оплачено: по подписке, из запаса того дня',
      trial: 'Оплачено: пробным периодом',
      credits: 'Оплачено: кредитами',
    },
    when: (at: string) => `Когда: ${clock(at)}`,
    credits: (delta: number) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why: string, change: string, balance: number) =>
      `${why}: ${change}, стало ${balance.toLocaleString('ru')}`,
    plan: (title: string, length: string) => `подписка «${title}», ${length}`,
    trialMessages: (count: number): string =>
      russian(count, 'сообщение пробного периода', 'сообщения пробного периода', 'сообщений пробного периода'),
    percentOff: (percent: number) => `скидка ${percent} %`,
    reason: (reason: string) => `Причина: ${reason}`,
    payment: (number: number, title: string) => `Покупка № ${number}: ${title}`,
    paid: (price: string) => `Оплачено: ${price}`,
    gotCredits: (count: number) => `Получено: ${credits(count)}`,
    gotDays: (count: number) => `Получено: ${days(count)} подписки`,
    statuses: { refunding: 'Деньги возвращаются', refunded: 'Деньги возвращены' },
    refund: (number: number, title: string) => `Возврат за покупку № ${number}: ${title}`,
    refundOf: (title: string) => `возврат: ${title}`,
    returned: (price: string) => `Возвращено: ${price}`,
    takenBack: (count: number) => `Снято: ${credits(count)}`,
  },
  /** Under the balance, until the money is back. */
  refunding: (price: string) => `Возвращаем вам ${price}. Из купленного уже снято то, что ещё не потрачено.`,
  refunded: (price: string) => `Вам вернули ${price}. Из купленного снято то, что ещё не потрачено.`,
  renewal: {
    active: (until: string) => `Продление включено. Подписка оплачена до ${date(until)}.`,
    canceled: (until: string) => `Продление отменено. Подписка действует до ${date(until)}, больше ничего не спишется.`,
    failed: (until: string) => `Продлить подписку не получилось: не хватило звёзд. Она действует до ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Этот счёт нам неизвестен. Выберите покупку в меню ещё раз.',
    not_yours: 'Этот счёт выписан не вам. Откройте бота и выберите покупку сами.',
    already_paid: 'Этот счёт уже оплачен.',
    being_paid: 'Этот счёт как раз оплачивается. Подождите полминуты.',
    expired: 'Счёт устарел. Выберите покупку в меню ещё раз.',
    not_sold: 'Это больше не продаётся. Посмотрите, что есть сейчас.',
    price_changed: 'Цена изменилась. Выберите покупку в меню ещё раз.',
    already_subscribed: 'У вас уже есть подписка, она продлевается сама.',
    user_blocked: 'Доступ к боту для вас закрыт.',
  },
  promo: {
    request: 'Ответьте на это сообщение: какой у вас промокод?',
    placeholder: 'Промокод',
    credits: (count: number, total: number) =>
      `Промокод принят: плюс ${credits(count)}. Теперь у вас ${credits(total)}.`,
    trialMessages: (count: number) => `Промокод принят: в пробном периоде на ${messages(count)} больше.`,
    planDays: (plan: string, until: string) => `Промокод принят: подписка «${plan}», всё вместе до ${date(until)}.`,
    percentOff: (percent: number, until: string) =>
      `Промокод принят: скидка ${percent} % на следующую покупку за звёзды, до ${date(until)}. Цены в разделе «Пополнить» уже с ней. На подписку, которая продлевается сама, она не действует.`,
    refused: {
      promo_not_found: 'Такого промокода нет. Проверьте, нет ли опечатки.',
      promo_not_yet: 'Этот промокод ещё не действует. Попробуйте позже.',
      promo_over: 'Этот промокод больше не действует.',
      promo_used_up: 'Этот промокод уже использовали.',
      promo_used_before: 'Этот промокод у вас уже был, второй раз он не действует.',
      promo_first_purchase: 'Этот промокод только для тех, кто ещё ничего не покупал.',
      promo_guesses: 'Слишком много неверных промокодов. Попробуйте через час.',
    } satisfies Record<PromoRefusal, string>,
  },
  guest: {
    onlyWords: 'Здесь я отвечаю только на слова. С файлом приходите в личный чат.',
    empty: (username: string) => `Напишите вопрос рядом с моим именем: @${username} и вопрос.`,
    comeOver: 'Продолжим в личном чате: первые сообщения там бесплатно.',
    dearer: 'Этот вопрос дороже обычного. Задайте его в личном чате: там я сначала назову цену.',
    askAgain: 'Спросите ещё раз, пожалуйста, здесь или в личном чате.',
    /** By itself: why is not known. */
    failed: 'Не получилось ответить. Спросите ещё раз, пожалуйста, здесь или в личном чате.',
    /** Labels of links. */
    whole: '📖 Читать целиком',
    more: '💬 Спросить наедине',
    help: (username: string) =>
      `Меня можно спросить в любом чате: напишите там @${username} и вопрос, и я отвечу прямо на месте.`,
  },
  gift: {
    screen:
      '**Подарок**\n\nВыберите, что подарить. После оплаты вы получите ссылку: её можно отправить кому угодно, подарок получит тот, кто откроет её первым. Если за 30 дней её никто не откроет, подарок достанется вам.',
    yours: 'Ещё не открыты:',
    line: (title: string, link: string, until: string) => `• ${title}: ${link} (до ${shortDate(until)})`,
    about: (title: string) => `Подарок: ${title}. Ссылка придёт сюда после оплаты.`,
    paid: (title: string, link: string) =>
      `Подарок готов: ${title}.\n\n${link}\n\nОтправьте эту ссылку: подарок получит тот, кто откроет её первым. Если за 30 дней её никто не откроет, подарок достанется вам.`,
    share: (title: string) => `Вам подарок: ${title}`,
    received: {
      credits: (count: number, total: number) => `Вам подарок: ${credits(count)}. Теперь у вас ${credits(total)}.`,
      days: (title: string, until: string) => `Вам подарок: подписка «${title}», всё вместе до ${date(until)}.`,
    },
    own: (title: string) =>
      `Это ваш подарок: ${title}. Отправьте ссылку тому, кому он предназначен, или оставьте его себе.`,
    claimed: (title: string) => `Ваш подарок открыли: ${title}.`,
    returned: (title: string) => `Ваш подарок за 30 дней никто не открыл, поэтому он достался вам: ${title}.`,
    /** To the giver; of a gift that was opened, by what its receiver still had of it. */
    voided: {
      open: (title: string) => `Оплата подарка возвращена, ссылка больше не действует: ${title}.`,
      claimed: {
        all: (title: string) => `Оплата подарка возвращена, поэтому он снят у того, кто его получил: ${title}.`,
        rest: (title: string, rest: string) =>
          `Оплата подарка возвращена: ${title}. У того, кто его получил, снято то, что от подарка оставалось: ${rest}.`,
        nothing: (title: string) =>
          `Оплата подарка возвращена: ${title}. Тот, кто его получил, уже всё использовал, поэтому ничего не снято.`,
      },
    },
    /** To the receiver, in the same way. */
    takenBack: {
      all: (title: string) => `Оплату вашего подарка вернули, поэтому он снят: ${title}.`,
      rest: (title: string, rest: string) =>
        `Оплату вашего подарка вернули: ${title}. Снято то, что от него оставалось: ${rest}.`,
      nothing: (title: string) =>
        `Оплату вашего подарка вернули: ${title}. Он уже использован полностью, поэтому ничего не снято.`,
    },
    /** What is taken of a plan; 0: less than one. */
    daysLeft: (count: number): string => (count === 0 ? 'меньше дня' : days(count)),
    refused: {
      gift_not_found: 'Такого подарка нет. Проверьте ссылку.',
      gift_claimed: 'Этот подарок уже открыли.',
      gift_void: 'Этот подарок больше не действует: его оплату вернули.',
    },
  },
  /** What is looked up on the web for an answer. */
  search: {
    /** While it is looked up: the words, the host of a page, or the title of a server. */
    doing: {
      search: (what: string): string => `Ищу: ${what}`,
      page: (what: string): string => `Читаю: ${what}`,
      server: (what: string): string => `Обращаюсь к «${what}»`,
    },
    sources: 'Источники',
    /** With what a question costs more. */
    setting: (on: boolean, count: number): string => {
      if (!on) return 'Поиск в интернете: выключен'
      return count === 0
        ? 'Поиск в интернете: включён'
        : `Поиск в интернете: включён, с ним вопрос дороже на ${credits(count)}`
    },
    /** Where what pays for the question pays for no search. */
    notIn: {
      trial: 'Поиск в интернете: в пробный период не входит',
      subscription: 'Поиск в интернете: в подписку не входит',
    },
    turnOn: 'Искать в интернете',
    turnOff: 'Без поиска в интернете',
    included: 'Вопрос был с поиском в интернете.',
    /** In the unit of what pays. */
    receipt: (price: string): string => `Из них за поиск в интернете: ${price}`,
  },
  referral: {
    off: 'Приглашения сейчас не награждаются.',
    title: '**Пригласить**',
    invited: (count: number) =>
      `Тот, кто придёт по вашей ссылке впервые, получит в пробном периоде на ${messages(count)} больше.`,
    inviter: (count: number, most: number) =>
      `Вы получите ${credits(count)} через три дня после его первой покупки, если её не вернули. Не больше ${russian(most, 'награды', 'наград', 'наград')} в месяц, остальные придут в следующем.`,
    came: (count: number) => `Пришли по ссылке: ${count.toLocaleString('ru')}`,
    notPaid: (count: number) => `Ещё ничего не купили: ${count.toLocaleString('ru')}`,
    waiting: (count: number, at: string) =>
      `Купили, награда ждёт: ${count.toLocaleString('ru')}, ближайшая не раньше ${shortDate(at)}`,
    returned: (count: number) => `Покупка возвращена, награды нет: ${count.toLocaleString('ru')}`,
    rewarded: (count: number, sum: number) => `Награды: ${count.toLocaleString('ru')}, всего ${credits(sum)}`,
    share: 'Помощник с искусственным интеллектом: отвечает, пишет, читает файлы.',
    reward: (count: number) => `Награда за приглашение: ${credits(count)}. Спасибо!`,
    undone: (count: number) =>
      `Человек, которого вы пригласили, вернул покупку, поэтому награда снята: ${credits(count)}.`,
  },
  /** Of servers of tools that the owner has named. */
  tools: {
    included: 'Вопрос был с обращением к справочнику.',
    receipt: (price: string): string => `Из них за справочник: ${price}`,
  },
  channel: {
    offer: {
      credits: (count: number) => `Подпишитесь на наш канал, и я подарю вам ${credits(count)}. Один раз.`,
      trial_messages: (count: number) =>
        `Подпишитесь на наш канал, и в пробном периоде будет на ${messages(count)} больше. Один раз.`,
    },
    thanks: {
      credits: (count: number) => `Спасибо, что вы с нами: ${credits(count)} уже на балансе.`,
      trial_messages: (count: number) => `Спасибо, что вы с нами: в пробном периоде на ${messages(count)} больше.`,
    },
    notYet: 'Пока не вижу вас среди подписчиков. Подпишитесь и нажмите «Проверить» ещё раз.',
    unknown: 'Проверить подписку сейчас не получается. Попробуйте чуть позже.',
    given: 'Подарок за подписку вы уже получили.',
    off: 'Подарка за подписку сейчас нет.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Помощники**\n\nУ каждого своё дело. Выберите, с кем поговорить.',
    listOwn: (most: number): string => `Можно завести и своих, до ${most}: их видите только вы.`,
    instead: (wanted: string, model: string): string =>
      `Модель «${wanted}» вам сейчас недоступна, поэтому отвечает «${model}».`,
    price: (price: string): string => `Цена ответа: ${price}`,
    started: 'Разговор начат. О чём спросите?',
    noPrompt: 'Роль пока не описана. Опишите её, и можно будет начать разговор.',
    gone: 'Этого помощника больше нет.',
    lost: 'Помощника, с которым вы говорили, больше нет. Дальше отвечаю я.',
    titleRequest: (longest: number): string => `Как назвать помощника? До ${longest} знаков.`,
    titlePlaceholder: 'Репетитор по физике',
    promptRequest: (title: string, longest: number): string =>
      `Что должен уметь помощник «${title}» и как отвечать? Опишите одним сообщением, до ${longest.toLocaleString('ru')} знаков.`,
    promptPlaceholder: 'Ты репетитор, объясняй на примерах',
    full: (most: number): string => `Своих помощников может быть до ${most}. Удалите ненужного, и место появится.`,
    delete: (title: string): string =>
      `Удалить помощника «${title}»? Разговоры с ним останутся, но отвечать в них буду я.`,
    deleted: 'Готово, помощник удалён.',
    receipt: (title: string): string => `Помощник: ${title}`,
    buttons: {
      menu: '🎭 Помощники',
      start: '💬 Начать разговор',
      share: '📨 Поделиться',
      make: '➕ Свой помощник',
      prompt: '✍️ Роль',
    },
  },
  welcomeGift: {
    credits: (count: number) => `Вам подарок за знакомство: ${credits(count)}. Они уже на балансе.`,
    trialMessages: (count: number) => `Вам подарок за знакомство: в пробном периоде на ${messages(count)} больше.`,
  },
  memory: {
    button: '📌 Память',
    /** Beginnings of messages whose rest is to be remembered, with | between them; a comma may be left out. */
    begins: 'запомни, что|запомните, что|запомни, пожалуйста, что|пожалуйста, запомни, что|запомни:|запомните:',
    title: '**Память**',
    about: (count: number, most: number): string =>
      `Вот что я о вас помню во всех разговорах: ${count} из ${most}. Нажмите номер, чтобы изменить или удалить.`,
    empty:
      'Пока я ничего о вас не помню. Напишите, например, «Запомни, что я вегетарианец», и я буду учитывать это во всех разговорах.',
    finds: 'Когда разговор закончится, важное из ваших сообщений я могу запомнить и сам.',
    off: 'Память выключена: нового я не запоминаю и того, что уже помню, не учитываю. Она включается вместе с памятью разговора.',
    kept: (fact: string): string => `Запомнил: «${fact}».`,
    known: (fact: string): string => `Это я уже помню: «${fact}».`,
    knownAlready: 'Это я уже помню, второй раз не записываю.',
    one: (fact: string): string => `Помню: «${fact}».`,
    tooLong: (longest: number): string => `Запоминаю коротко, до ${longest} знаков. Напишите одной фразой.`,
    full: 'Больше запомнить не могу: нет места. Удалите что-нибудь из того, что я помню.',
    secret: 'Пароли, ключи и номера карт я не запоминаю: так безопаснее.',
    ask: 'Напишите, что помнить вместо этого.',
    placeholder: 'Я вегетарианец',
    deleted: 'Удалил, больше не помню.',
    deleteAll: 'Удалить всё, что я о вас помню? Вернуть это будет нельзя.',
    deletedAll: 'Готово: я больше ничего о вас не помню.',
    gone: 'Этого я уже не помню.',
    buttons: {
      change: '✏️ Изменить',
      delete: '🗑 Удалить',
      deleteAll: 'Удалить всё',
      deleteAllYes: 'Да, удалить',
    },
  },
  suggestions: {
    turnOn: 'Предлагать вопросы',
    turnOff: 'Не предлагать вопросы',
    setting: (on: boolean): string =>
      on ? 'Подсказки: под ответом вопросы, которые можно задать дальше' : 'Подсказки: без вопросов под ответом',
  },
  /** To the terms and the privacy notice; both commands show them. */
  agreement: {
    request:
      'Прежде чем я начну отвечать, прочитайте условия (/terms) и как мы обращаемся с вашими данными (/privacy). Если согласны, нажмите кнопку.',
    changed: {
      terms: 'С тех пор как вы согласились, изменились условия: /terms.',
      privacy: 'С тех пор как вы согласились, изменилось то, как мы обращаемся с вашими данными: /privacy.',
      both: 'С тех пор как вы согласились, изменились условия (/terms) и то, как мы обращаемся с вашими данными (/privacy).',
    },
    /** In the words of the owner. */
    whatIsNew: (text: string) => `Что нового: ${text}`,
    goOn: 'Если согласны, нажмите кнопку, и продолжим.',
    kept: 'Ваш вопрос сохранён: отвечу сразу после этого.',
    /** Messages that are answered together. */
    keptAll: (count: number) => `Ваши сообщения сохранены, их ${count}: отвечу на все сразу после этого.`,
    keptInstead: 'Сохранён последний вопрос: отвечу на него сразу после этого. Прежний пришлите, пожалуйста, ещё раз.',
    thanks: 'Спасибо, согласие записано.',
    byTrial: 'Начиная, вы принимаете условия (/terms) и соглашаетесь на обработку ваших данных (/privacy).',
    /** In an invoice, too, where there is little room. */
    byPaying: 'Оплачивая, вы принимаете /terms и /privacy.',
    inGroup: 'Чтобы я вам ответил, примите условия в личном чате: это одно нажатие.',
    withdraw:
      'Отозвать согласие? Я перестану отвечать на ваши вопросы, пока вы не согласитесь снова. Кредиты, подписка и тексты останутся. Поддержка, возврат денег и выгрузка данных работают и без согласия.',
    withdrawn:
      'Согласие отозвано: на вопросы я больше не отвечаю. Тексты можно удалить сейчас или позже в /settings. Если передумаете, прочитайте /terms и /privacy и нажмите «Согласиться».',
  },
  /** Questions that are asked by the clock. */
  schedules: {
    title: '**Вопросы по расписанию**',
    hint: (most: number) =>
      `Я сам задам ваш вопрос, когда придёт время, и пришлю ответ. Напишите, например: «каждый день в 9 расскажи главные новости», или нажмите «Новый вопрос». Всего таких вопросов может быть ${most}.`,
    ask: 'О чём спрашивать? Напишите вопрос так, как задали бы его сейчас.',
    placeholder: 'Расскажи главные новости',
    tooLong: (longest: number) =>
      `Вопрос по расписанию может быть не длиннее ${russian(longest, 'знака', 'знаков', 'знаков')}. Сократите его и пришлите ещё раз.`,
    tooMany: (most: number) =>
      `По расписанию может быть не больше ${russian(most, 'вопроса', 'вопросов', 'вопросов')}. Удалите один из них, и место появится.`,
    when: 'Когда спрашивать?',
    gone: 'Этого вопроса по расписанию больше нет.',
    otherPeriod: 'По такому расписанию я спрашивать не умею: самое частое у меня раз в день.',
    whatTime: 'Сколько у вас сейчас времени? Я запомню ваш часовой пояс, сменить его можно в /settings.',
    often: { day: 'Каждый день', weekdays: 'По будням', week: 'Раз в неделю', month: 'Раз в месяц' },
    /** From Monday on. */
    weekdays: [
      'Каждый понедельник',
      'Каждый вторник',
      'Каждую среду',
      'Каждый четверг',
      'Каждую пятницу',
      'Каждую субботу',
      'Каждое воскресенье',
    ],
    at: {
      day: (time: string): string => `Каждый день в ${time}`,
      weekdays: (time: string): string => `По будням в ${time}`,
      week: (weekday: string, time: string): string => `${weekday} в ${time}`,
      month: (day: number, time: string): string => `${day}-го числа каждого месяца в ${time}`,
    },
    zone: (name: string): string => `Часовой пояс: ${name}`,
    offer: (price: number) =>
      `Ответ стоит не больше ${russian(price, 'кредита', 'кредитов', 'кредитов')}. Пока есть подписка или пробные сообщения, платят они. Когда платить станет нечем, я остановлюсь и напишу.`,
    next: (moment: string): string => `Следующий ответ: ${moment}.`,
    paused: {
      asked: 'На паузе.',
      no_access: 'На паузе: платить было нечем.',
      price_changed: 'На паузе: ответ подорожал.',
      unread: 'На паузе: на два последних ответа вы не отозвались.',
      unreachable: 'На паузе: я не мог вам написать.',
    },
    /** Of what has just been paused, under the question. */
    stopped: {
      no_access: 'Платить за ответ сейчас нечем, поэтому вопрос на паузе. Пополните баланс и нажмите «Продолжить».',
      price_changed: (price: number) =>
        `Ответ стал дороже, чем мы договаривались: теперь ${credits(price)}. Вопрос на паузе. Если цена подходит, нажмите «Продолжить».`,
      unread:
        'Боты не видят, прочитаны ли сообщения. После позапрошлого ответа вы ничего не написали и не нажали, поэтому вопрос на паузе. Если он ещё нужен, нажмите «Продолжить».',
    },
    /** Above a button that helps. */
    notOn: 'Платить за ответ сейчас нечем, поэтому вопрос не включён. Пополните баланс, потом включите его.',
    notOnWithoutTrial:
      'Платить за ответ пока нечем, поэтому вопрос не включён. Начните бесплатный пробный период, потом включите его.',
    missed: 'Меня какое-то время не было, и время вопроса по расписанию прошло. В следующий раз спрошу вовремя.',
    delete: 'Удалить этот вопрос? Ответы, которые уже пришли, останутся.',
    deleted: 'Удалено',
    buttons: {
      open: '⏰ По расписанию',
      new: 'Новый вопрос',
      start: 'Включить',
      resume: 'Продолжить',
      pause: 'Пауза',
      changeTime: 'Другое время',
      once: 'Спросить один раз',
      timeZone: '🕒 Часовой пояс',
    },
  },
  discount: (percent: number, until: string) =>
    `Ваша скидка ${percent} % на одну покупку за звёзды уже в ценах, до ${date(until)}. На подписку, которая продлевается сама, она не действует.`,
  subscription: '**Подписка**',
  subscriptionNone: 'У вас нет подписки.',

  status: '**Как я отвечаю**',
  statusModel: (title: string, price: number) => `Модель: ${title}, ${credits(price)} за ответ`,
  statusConversation: (title: string | null): string => (title === null ? 'Тема: пока новая' : `Тема: «${title}»`),
  models: '**Модель**',
  modelsHint: 'Выберите, кто отвечает на ваши вопросы.',
  modelLine: (title: string, about: string, price: number, trial: boolean, provider: string | null) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nЦена ответа: ${credits(price)}${trial ? '' : ', в пробный период не входит'}.`,
  modelChosen: (title: string) => `Теперь отвечает «${title}»`,

  settings: '**Настройки**',
  settingsLanguage: 'Язык: русский',
  settingsStyle: (style: string) => `Ответы: ${style}`,
  newsRefused: 'Новостей больше не будет. Вернуть их можно в /settings.',
  settingsNews: (on: boolean): string => (on ? 'Новости: присылаю' : 'Новости: не присылаю'),
  settingsRemember: (on: boolean): string =>
    on ? 'Разговор: помню предыдущие сообщения' : 'Разговор: отвечаю на каждый вопрос отдельно',
  styles: {
    normal: 'обычные',
    brief: 'краткие',
    detailed: 'подробные',
    teacher: 'как учитель',
    code: 'прежде всего код',
  },
  settingsInstructions: 'Свои указания: есть',
  settingsRich: (on: boolean): string => (on ? 'Таблицы и формулы: оформленные' : 'Таблицы и формулы: обычным текстом'),
  settingsReminders: (on: boolean): string =>
    on ? 'Напоминания: о подписке и балансе, не чаще раза в неделю' : 'Напоминания: не присылаю',
  remindersOff: 'Больше не напомню. Включить напоминания снова можно в настройках.',
  settingsAskAbove: (credits: number): string =>
    credits === 0
      ? 'Цена: спрашиваю, когда вопрос дороже обычного'
      : `Цена: спрашиваю, когда вопрос дороже ${russian(credits, 'кредита', 'кредитов', 'кредитов')}`,
  instructions: '**Свои указания**',
  instructionsHint:
    'Здесь можно написать, что учитывать в каждом ответе. Например: «Я учу физику в 9 классе, объясняй просто».',
  instructionsRequest: 'Ответьте на это сообщение: что учитывать в каждом ответе? До 1000 знаков.',
  instructionsPlaceholder: 'Что учитывать',
  instructionsTooLong: (length: number, longest: number) =>
    `Получилось ${russian(length, 'знак', 'знака', 'знаков')}, а помещается ${longest.toLocaleString('ru')}. Сократите, пожалуйста.`,
  saved: 'Сохранено',
  forget:
    'Удалить мои данные? Тексты ваших вопросов и ответов, имя и настройки будут стёрты сразу и навсегда. Остаток и записи об оплате сохранятся: они нужны для расчётов.',
  /** Behind the question, where a subscription goes on. */
  forgetRenewal: (plan: string, at: string) =>
    `Подписка «${plan}» останется и будет продлеваться сама: следующее списание в Telegram ${date(at)}. Если она больше не нужна, отмените продление.`,
  /** The same where questions are asked by the clock. */
  forgetSchedules: 'Вопросы по расписанию тоже удалятся: я их больше не задам.',
  exported: 'Здесь всё, что о вас хранится.',
  forgotten: 'Готово, ваши тексты удалены.',

  help: '**Помощь**\n\nПишите вопросы обычными сообщениями: я помню разговор, пока вы не отправите /new.\n\nПрисылайте картинки и альбомы, голосовые, файлы (PDF, Word, Excel, PowerPoint, тексты, код), с вопросом или без. Чтобы спросить о присланном раньше, ответьте на него. Если вопрос дороже обычного, я сначала назову цену.\n\n/new: новый разговор\n/conversations: вернуться к прежнему разговору\n/stop: остановить ответ\n/balance: что у вас осталось\n/status: как я отвечаю\n/buy: кредиты и подписка\n/assistants: помощники на каждый случай\n/image: нарисовать картинку\n/schedule: вопросы по расписанию\n/promo: промокод\n/model: выбрать модель\n/settings: язык, стиль ответов, данные\n/paysupport: вопросы об оплате\n/id: ваш номер в Telegram\n/terms: условия\n/privacy: о ваших данных\n\nЗа вопрос без ответа ничего не списывается.',
  yourId: (id: number): string =>
    `Ваш номер в Telegram: \`${id}\`. По нему владелец бота найдёт вас, если что-то пойдёт не так.`,
  newConversation: (ended: string | null): string =>
    `${ended === null ? '' : `Разговор «${ended}» закончен, к нему можно вернуться. `}Начинаем с чистого листа. О чём поговорим?`,
  untitled: 'Без названия',
  conversations: '**Разговоры**\n\nВыберите, какой продолжить.',
  titleRequest: 'Как назвать этот разговор? Напишите новое название.',
  titlePlaceholder: 'Название',
  conversationRenamed: (title: string) => `Теперь разговор называется «${title}».`,
  deleteConversation: (title: string | null): string =>
    `Удалить разговор${title === null ? '' : ` «${title}»`}? Тексты вопросов и ответов в нём будут стёрты сразу и навсегда.`,
  conversationDeleted: 'Готово, разговор удалён.',
  conversationBusy:
    'В этом разговоре я сейчас пишу ответ. Дождитесь его или остановите: /stop. Потом разговор можно удалить.',
  noConversations: 'Разговоров пока нет. Напишите вопрос, и начнётся первый.',
  conversationResumed: (title: string) => `Продолжаем разговор «${title}». Пишите.`,
  groupsOff: 'В группах я не отвечаю. Напишите мне в личный чат.',
  thinking: 'Думаю…',
  stopping: 'Останавливаю.',
  nothingToStop: 'Сейчас я ничего не пишу.',
  paysupportPlaceholder: 'Не пришли кредиты за платёж 12345',
  paysupport:
    '**Вопросы об оплате**\n\nЕсли что-то не так с оплатой, напишите об этом в следующем сообщении: его получит владелец. Например: не пришли кредиты за платёж 12345. Номер платежа есть в чеке Telegram. Ответ владельца придёт сюда. Поддержка Telegram по таким платежам не отвечает.',

  refused: {
    trial_not_started: 'Чтобы я мог отвечать, начните бесплатный пробный период.',
    trial_used_up: 'Пробные сообщения закончились. Понравилось? Выберите, как продолжить.',
    trial_continues: 'Первые пробные сообщения закончились.',
    subscription_ended: 'Ваша подписка закончилась. Выберите, как продолжить.',
    daily_limit:
      'Того, что подписка даёт на сегодня, на этот вопрос не хватает. Завтра всё появится снова, а сейчас можно выбрать модель дешевле или продолжить за купленные кредиты.',
    more_than_allowance:
      'Этот вопрос больше, чем подписка даёт за целый день, поэтому и завтра её не хватит. Задайте его за купленные кредиты, спросите модель дешевле или выберите меньше страниц.',
    insufficient_credits: 'На эту модель не хватает кредитов. Можно выбрать модель дешевле или пополнить баланс.',
    price_changed: 'Цена изменилась.',
    question_too_long:
      'Вопрос слишком длинный для этой модели. Сократите его или выберите модель, которая вмещает больше. Ничего не списано.',
    model_cannot_see: 'Эта модель не видит картинок. Выберите другую модель.',
    no_transcription: 'Слушать записи я здесь не умею: напишите, пожалуйста, вопрос текстом.',
    not_in_trial:
      'Пробный период этого не покрывает: одна картинка — одно сообщение, голосовое — до минуты, документ — до 10 страниц.',
    model_not_included:
      'Эта модель не входит в пробный период и вашу подписку, а кредитов не хватает. Выберите другую модель или пополните баланс.',
    budget_used_up: 'Сейчас ответить не получится: мой запас ответов закончился. Ничего не списано.',
    trial_paused: 'Бесплатные ответы пока закончились.',
  },
  resumes: (moment: string) => `Снова отвечу ${clock(moment)} по Москве.`,
  resumesForGuests: (moment: string) => `Снова они появятся ${clock(moment)} по Москве.`,
  /** Free answers to those who came by one link are stopped by hand. */
  resumesUnknown: 'Когда они появятся снова, пока неизвестно. Купленное работает всегда.',
  questionKept: 'Вопрос сохранён: нажмите тогда кнопку.',
  failed: {
    usual: 'Не получилось ответить: модель сейчас недоступна.',
    refused: 'Не получилось ответить: модель отклонила запрос.',
    stopped: 'Остановлено.',
    undelivered: 'Не получилось показать ответ целиком.',
    too_long: 'Вместе с этим разговором вопрос не помещается в модель. Начните новый разговор и спросите ещё раз.',
    abuse:
      'Поставщик модели счёл этот разговор нарушением своих правил и не стал отвечать. Начните новый разговор и спросите о другом.',
    filtered: 'Фильтр поставщика модели не пропустил ответ. Попробуйте спросить другими словами.',
    no_room: 'Модель думала так долго, что места на ответ не осталось. Спросите проще или выберите другую модель.',
    not_text: 'Модель ответила не текстом, а показать я могу только текст.',
    file_gone: 'Telegram больше не отдаёт этот файл. Отправьте его ещё раз.',
  },
  priceChanged: (price: string): string => `Теперь это стоит ${price}, цена изменилась. Продолжить?`,
  questionLost: 'Не могу найти этот вопрос. Отправьте его ещё раз, пожалуйста.',
  edited: 'Вы изменили вопрос. Ответить на новый?',
  /** Of a message that was no question: a fact to remember, a schedule, a command. */
  editIgnored: 'Правка этого сообщения ничего не меняет. Отправьте исправленное новым сообщением.',
  prices: {
    trial: (price: number) => `${price} сообщ.`,
    credits: (price: number) => `${price} кр.`,
    subscription: (price: number) => `${price} кр. подписки`,
  },
  delayed: 'Сейчас отвечаю с задержкой. Ваш вопрос не потерян, писать его снова не нужно.',
  /** Said only where the ledger has said so. */
  nothingCharged: 'Ничего не списано.',
  givenUp: 'Это сообщение обработать не получилось, даже после нескольких попыток.',
  buttonGivenUp: 'Не получилось, даже после нескольких попыток.',
  tryLater: 'Попробуйте ещё раз чуть позже.',
  paymentDelayed: 'Оплата дошла. Зачислю её чуть позже, делать ничего не нужно.',
  paymentGivenUp:
    'Оплата дошла, но зачислить её сразу не получилось. Если через час покупки не будет, отправьте /paysupport.',
  blocked: 'Доступ к боту для вас закрыт.',
  forbidden: 'Это может только владелец бота, а вы им больше не являетесь.',
  contact: (owner: string | undefined) =>
    owner
      ? `Связаться с владельцем бота: ${owner}`
      : 'Отправьте /paysupport и свой вопрос одним сообщением, и владелец ответит здесь.',
  groupGreeting: (username: string) =>
    `Здравствуйте! Я отвечаю на вопросы. Спросите командой /ask, напишите @${username} и вопрос или ответьте на моё сообщение. Баланс у каждого свой, он виден только в личном чате.`,
  groupHelp: (username: string) =>
    `**Как спрашивать в группе**\n\n/ask и вопрос, @${username} и вопрос, или ответ на моё сообщение. Чтобы спросить о чужом сообщении, картинке, голосовом или файле, ответьте на него командой /ask.\n\n/new: новый разговор\n/stop: остановить ответ\n\nБаланс, модель и настройки: в личном чате.`,
  nameless: 'Я не вижу, кто вы: сообщение написано от имени группы или канала. Напишите от своего имени, и я отвечу.',
  groupHint: 'Об этом лучше наедине: откройте личный чат со мной. А здесь спрашивайте командой /ask.',
  tooFast: (perMinute: number) =>
    `Вы пишете очень быстро. Я отвечаю не больше чем на ${russian(perMinute, 'сообщение', 'сообщения', 'сообщений')} в минуту: остальное не пропадёт, писать ещё раз не нужно.`,
  pressesTooFast: 'Слишком много нажатий. Нажмите ещё раз через минуту.',
  oldButton: 'Эта кнопка больше не действует',
  notYours: 'Эта кнопка для того, кто задал вопрос',

  quietTrial: (left: number) =>
    left === 0 ? 'Это было последнее пробное сообщение.' : `Осталось в пробном периоде: ${messages(left)}.`,
  quietCredits: (left: number) => `Осталось: ${credits(left)}.`,
  quietAllowance: (price: number, left: number) =>
    `По подписке: ${credits(price)}, на сегодня осталось ${left.toLocaleString('ru')}.`,
  quietPrice: (price: number, left: number) => `Списано: ${credits(price)}, осталось ${left.toLocaleString('ru')}.`,
  fellBack: (title: string) => `Вместо выбранной модели ответила «${title}».`,
  insteadOf: (wanted: string, title: string) =>
    `Запас ответов «${wanted}» пока закончился, ответила «${title}» по своей цене.`,
  cutByFilter: 'Дальше ответ не пропустил фильтр поставщика модели.',
  outOfTime: 'Модель писала медленно, и время вышло. Нажмите «Дальше» или напишите «продолжай».',
  restInFile: 'Ответ не поместился в сообщения. Целиком он в файле.',
  cutShort: 'Ответ получился длиннее предела модели и оборвался. Нажмите «Дальше» или напишите «продолжай».',

  /** What the model is told of what it cannot see. */
  attached: {
    photo: 'картинка',
    sticker: 'стикер',
    voice: 'голосовое сообщение',
    video: 'видео',
    document: 'файл',
    location: 'место на карте',
    other: 'вложение',
  },
  unsupported: {
    sticker: 'Симпатично! Но подвижные картинки и стикеры я пока не смотрю. Напишите словами?',
    video: 'Видео я пока не смотрю. Пришлите кадр картинкой или напишите словами.',
    location: 'Карты я пока не понимаю. Напишите, что вас интересует.',
    other: 'Такое я пока не понимаю. Напишите, пожалуйста, текстом.',
  },

  image: {
    ask: '**Картинка**\n\nОпишите, что нарисовать: что на картинке, в каком стиле, какие цвета. Чтобы изменить готовую картинку, пришлите её с подписью /image и словами, что в ней поменять.',
    askChange: 'Что изменить в этой картинке? Напишите словами.',
    placeholder: 'Рыжий кот в скафандре, акварель',
    placeholderChange: 'Пусть будет ночь, и луна над крышей',
    choose: (begin: string): string => `🎨 «${begin}»\n\nКак нарисовать?`,
    chooseChange: (begin: string): string => `✏️ «${begin}»\n\nКак изменить?`,
    unused: 'Рисую по словам и картинкам: записи, видео и прочее здесь не учитываю.',
    onlyOne: 'Изменить можно одну картинку за раз, поэтому речь о первой.',
    drawing: (title: string): string => `🎨 Рисую: «${title}». Обычно это занимает до минуты.`,
    off: 'Картинки сейчас не рисую.',
    busy: 'Я ещё рисую вашу прошлую картинку. Дождитесь её, потом закажите новую.',
    tooMany: (resumesAt: string): string =>
      `За час вы заказали столько картинок, сколько можно. Следующую можно после ${clock(resumesAt)} по Москве.`,
    tooLong: (longest: number): string =>
      `Описание длиннее, чем ${russian(longest, 'знак', 'знака', 'знаков')}. Сократите его и пришлите ещё раз.`,
    gone: 'Этой картинки у меня больше нет. Пришлите её с подписью /image и словами, что поменять.',
    fileGone: 'Исходный файл храню сутки, его уже нет. Сама картинка выше.',
    byRules: 'Такую картинку правила сервиса рисовать не позволяют. Опишите её иначе.',
    unreadable: 'Эту картинку не получилось открыть. Пришлите её как фото, JPEG или PNG.',
    interrupted: 'Рисование прервалось.',
    failed: 'Нарисовать не получилось. Попробуйте ещё раз чуть позже.',
    cannotPay: (price: string): string => `Эта картинка стоит ${price}, сейчас на это не хватает.`,
    receipt: (words: string | null): string => (words === null ? 'Картинка (описание удалено)' : `Картинка: ${words}`),
    states: {
      charged: (price: string) => `Списано: ${price}`,
      reserved: (price: string) => `Отложено на картинку, которая рисуется: ${price}`,
      given_back: () => 'Ничего не списано: нарисовать не получилось',
    },
  },
  /** Answers that are read out. */
  voice: {
    receipt: 'Озвученный ответ',
    cut: 'Прочитано начало: ответ длинный, целиком он выше.',
    leavesOut: 'Код и таблицы не читаю: они в самом ответе.',
    asFile: 'Вы не принимаете голосовые сообщения, поэтому отправляю файлом.',
    forbidden:
      'Вы не принимаете голосовые сообщения. Разрешите их для этого чата в настройках Telegram и нажмите ещё раз.',
    failed: 'Озвучить ответ не получилось. Попробуйте ещё раз чуть позже.',
    /** With the price as a button shows it. */
    cannotPay: (price: string): string => `Озвучить этот ответ стоит ${price}, сейчас на это не хватает.`,
    states: {
      charged: (price: string) => `Списано: ${price}`,
      reserved: (price: string) => `Отложено на озвучку, которая готовится: ${price}`,
      given_back: () => 'Ничего не списано: озвучить не получилось',
    },
  },

  /** What a question has beside words. */
  files: {
    leftOut: (count: number) =>
      `В одном вопросе может быть до десяти файлов: ${russian(count, 'последний файл', 'последних файла', 'последних файлов')} я не открывал. Отправьте остальное отдельным вопросом.`,
    /** While they are looked at, before there is anything to show of the answer. */
    doing: {
      image: 'Смотрю картинку…',
      images: 'Смотрю картинки…',
      audio: 'Слушаю…',
      file: 'Читаю файл…',
      files: 'Читаю файлы…',
    },
    nameless: 'файл',
    /** What a conversation is called that began with one without a word. */
    titles: { picture: 'Картинка', document: 'Файл' },
    named: (name: string | null): string => (name === null ? 'Файл' : `Файл «${name}»`),
    pictures: (count: number) => russian(count, 'картинка', 'картинки', 'картинок'),
    pages: (count: number) => russian(count, 'страница', 'страницы', 'страниц'),
    /** Of a scan. */
    firstPages: (first: number, of: number): string =>
      `${first === 1 ? 'первая страница' : `первые ${russian(first, 'страница', 'страницы', 'страниц')}`} из ${of.toLocaleString('ru')}`,
    somePages: (from: number, to: number): string => (from === to ? `страница ${from}` : `страницы ${from}–${to}`),
    words: (count: number) => russian(count, 'слово', 'слова', 'слов'),
    length: (minutes: number, seconds: number): string => {
      if (minutes === 0) return `${seconds} с`
      return seconds === 0 ? `${minutes} мин` : `${minutes} мин ${seconds} с`
    },
    /** With its price behind it. */
    offers: {
      document: 'Вопрос о нём',
      picture: 'Вопрос о ней',
      several: 'Вопрос о них',
      speech: 'Расшифровать и ответить',
      transcript: 'Расшифровать',
      mixed: 'Ответить на всё вместе',
    },
    declined: 'Хорошо, не отвечаю.',
    whichPages: 'Какие страницы? Например: 3 или 2–5.',
    pagesPlaceholder: 'Например, 2–5',
    pagesUnclear: 'Не понимаю, какие страницы. Напишите номер, например 3, или первую и последнюю, например 2–5.',
    noSuchPages: 'Таких страниц в файле нет. Какие взять? Например: 3 или 2–5.',
    unreadable: {
      encrypted: (file: string) => `${file} защищён паролем. Снимите пароль и отправьте ещё раз.`,
      empty: (file: string) => `${file} пуст: читать в нём нечего. Проверьте, тот ли это файл.`,
      damaged: (file: string) =>
        `${file} повреждён, открыть его не получилось. Сохраните его заново и отправьте ещё раз.`,
      unsupported: (file: string) =>
        `${file} прочитать не получится. Я читаю PDF, Word, Excel, PowerPoint, тексты и код, смотрю картинки и слушаю записи.`,
      too_many_pages: (file: string) =>
        `${file} слишком длинный: в нём слишком много страниц. Отправьте нужную часть отдельным файлом.`,
      too_large: (file: string) => `${file} слишком большой. Отправьте его поменьше или по частям.`,
      gone: (file: string) => `${file} больше не открывается: Telegram его не отдаёт. Отправьте его ещё раз.`,
    },
  },

  buttons: {
    newConversation: '💬 Новый разговор',
    balance: '👛 Баланс',
    buy: '⭐ Пополнить',
    gift: '🎁 Подарить',
    shareGift: '📨 Отправить подарок',
    keepGift: 'Оставить себе',
    invite: '👥 Пригласить',
    shareLink: '📨 Отправить ссылку',
    channelBonus: '📣 Подарок за подписку',
    joinChannel: '📣 Открыть канал',
    checkChannel: 'Проверить',
    promo: '🎟 Промокод',
    subscription: '🗓 Подписка',
    model: '🧠 Модель',
    settings: '⚙️ Настройки',
    help: '❓ Помощь',
    image: '🎨 Картинка',
    imageAgain: '↻ Ещё одну',
    imageChange: '✏️ Изменить',
    imageFile: '📎 Файлом',
    listen: '🎧 Послушать',
    listenAgain: '🎧 Послушать ещё раз',
    back: '‹ Назад',
    history: '🧾 История',
    product: (title: string, price: string) => `${title} · ${price}`,
    subscribe: (price: number) => `Оформить за ${price.toLocaleString('ru')} ⭐`,
    cancelRenewal: 'Отменить продление',
    cancelRenewalYes: 'Да, отменить',
    keepRenewal: 'Оставить',
    buyAnyway: (price: string) => `Купить за ${price}`,
    resumeRenewal: 'Возобновить продление',
    menu: '☰ Меню',
    tryFree: '🎁 Попробовать бесплатно',
    notNow: 'Не сейчас',
    answerWaiting: (begin: string) => `Ответить на «${begin}»`,
    answerBy: (title: string) => `Ответит «${title}»`,
    noReminders: 'Не напоминать',
    reminders: 'Напоминать о балансе',
    answerNow: 'Ответить',
    retry: '↻ Повторить',
    again: '↻ Заново',
    continue: '▸ Дальше',
    shorter: '✂︎ Короче',
    inShort: '✂︎ Кратко',
    files: '📄 Файлом',
    agree: 'Спросить',
    accept: '✅ Согласиться',
    withdraw: 'Отозвать согласие',
    withdrawYes: 'Да, отозвать',
    somePages: 'Только часть страниц',
    decline: 'Не надо',
    edited: '↻ Ответить заново',
    stop: '■ Стоп',
    privateChat: '💬 Личный чат',
    instructions: '✍️ Свои указания',
    writeInstructions: 'Написать',
    dropInstructions: 'Убрать',
    rich: 'Оформлять таблицы и формулы',
    plain: 'Таблицы обычным текстом',
    askAbove: (credits: number): string =>
      credits === 0 ? 'Всегда спрашивать цену' : `Не спрашивать цену до: ${credits} кр.`,
    conversations: '🗂 Разговоры',
    renameConversation: '✏️ Назвать иначе',
    deleteConversation: '🗑 Удалить',
    exportData: '📦 Скачать мои данные',
    forget: 'Удалить мои данные',
    forgetYes: 'Да, удалить',
    news: 'Получать новости',
    noNews: 'Не присылать новости',
    remember: 'Помнить разговор',
    doNotRemember: 'Не помнить разговор',
  },
  commands: {
    start: 'Начать',
    new: 'Новый разговор',
    conversations: 'Прежние разговоры',
    stop: 'Остановить ответ',
    balance: 'Что осталось',
    buy: 'Кредиты и подписка',
    assistants: 'Помощники на каждый случай',
    image: 'Нарисовать картинку',
    schedule: 'Вопросы по расписанию',
    promo: 'Промокод',
    invite: 'Пригласить',
    model: 'Выбрать модель',
    settings: 'Настройки',
    help: 'Помощь',
    status: 'Как я отвечаю',
    paysupport: 'Вопросы об оплате',
    id: 'Ваш номер в Telegram',
    terms: 'Условия',
    privacy: 'О ваших данных',
  },
  groupCommands: {
    ask: 'Задать вопрос',
    new: 'Новый разговор',
    stop: 'Остановить ответ',
    help: 'Как спрашивать в группе',
  },
  description:
    'Помогатор отвечает на вопросы, пишет тексты, помогает с кодом, смотрит картинки, слушает голосовые и читает файлы. Первые сообщения бесплатно.',
  shortDescription: 'Помощник с искусственным интеллектом',
}

export type Texts = typeof person
