import type { Notices } from '#modules/notifications/contract.ts'
import { inDollars } from './money.ts'

type Reached = Notices['budget_reached']

/** What the bot says by itself, where it stands in neither the person's nor the owner's texts. */
export const notices = {
  planEnds: (date: string, daysBefore: 1 | 3): string =>
    daysBefore === 1
      ? `Подписка заканчивается меньше чем через сутки, ${date}. Сама она не продлится.`
      : `Подписка заканчивается ${date}, через три дня или раньше. Сама она не продлится.`,
  planEndsButton: '⭐ Продлить',
  winBack: {
    trial_used_up:
      'Пробные сообщения закончились, а вопросы, наверное, остались. Кредиты не сгорают, подписка отменяется в любой день.',
    plan_lapsed_3:
      'Подписка закончилась несколько дней назад. Беседы на месте: продлите её, и продолжим с того же места.',
    plan_lapsed_14:
      'Две недели назад закончилась ваша подписка. Если каждый день она не нужна, возьмите кредиты: они не сгорают.',
    low_balance: 'Кредитов осталось меньше, чем стоит один ответ. Пополните, чтобы разговор не прервался.',
  } satisfies Record<Notices['win_back']['rule'], string>,
  winBackButton: '⭐ Посмотреть цены',
  noRemindersButton: 'Больше не напоминать',
  /** Telegram has confirmed that it takes no more for a subscription; what for it was ended. */
  renewalEnded: {
    refunded: 'Продление подписки отключено, потому что её оплата возвращена. Больше за неё ничего не спишется.',
    doubled: 'Продление второй подписки отключено. Больше за неё ничего не спишется.',
    blocked: 'Доступ к боту для вас закрыт, поэтому продление подписки отключено. Больше ничего не спишется.',
  } satisfies Record<Notices['renewal_ended']['cause'], string>,
  /** For an owner: which model refuses everything, and what to look at. */
  providerRefused: (model: string, status: string, message: string): string =>
    `⚠️ Модель «${model}» не отвечает никому: её сервер отклоняет запросы${status}. Проверьте ключ, баланс у провайдера и название модели. Людям сказано, что модель недоступна, ничего не списано.\n\nОтвет сервера: ${message}`,
  budgets: {
    names: {
      day: () => 'Бюджет на день',
      month: () => 'Бюджет на месяц',
      trial_day: () => 'Бюджет пробных вопросов на день',
      person_day: (userId: number) => `Бюджет на день для человека ${userId}`,
    } satisfies Record<Reached['budget'], (userId: number) => string>,
    actions: {
      cheaper: 'Теперь отвечает самая дешёвая модель по своей цене.',
      no_trial: 'Бесплатных ответов пока не будет.',
      stop: 'Ответов пока не будет: вопросы сохраняются, людям об этом сказано.',
    } satisfies Record<Reached['action'], string>,
    spent: (name: string, percent: number, spent: number, limit: number): string =>
      `${name}: потрачено ${percent} % (${inDollars(spent)} из ${inDollars(limit)}).`,
    change: 'Изменить бюджет можно в каталоге, в разделе money.budgets.',
  },
  /** For an owner, of the limits of free messages a day. */
  freeMessages: {
    everybody: 'Бесплатные сообщения на сегодня',
    links: {
      campaign: (name: string) => `Бесплатные сообщения на сегодня для кампании ${name}`,
      referral: (code: string) => `Бесплатные сообщения на сегодня для приглашения ${code}`,
    },
    used: (name: string, percent: number, used: number, limit: number): string =>
      `${name}: израсходовано ${percent} % (${used.toLocaleString('ru')} из ${limit.toLocaleString('ru')}).`,
    ways: {
      campaign: (name: string) => `по ссылке кампании ${name}`,
      referral: (code: string) => `по приглашению ${code}`,
    },
    burst: (way: string, { starts, asked, alike, trials, inSteps }: Omit<Notices['burst_found'], 'link'>): string =>
      `Похоже, ${way} приходят не люди, а аккаунты ради бесплатных сообщений. За час пришло: ${starts}. Первый вопрос одинаковый у ${alike} из ${asked}, Telegram почти ничего не показывает о ${inSteps} из ${trials}, кто начал пробный период. Больше дневного предела они не израсходуют. Посмотреть и приостановить можно в кабинете, на странице «Рост».`,
    over: 'До полуночи UTC бесплатных ответов не будет, людям сказано, когда они появятся. Купленное работает.',
    change: 'Изменить предел можно в кабинете, на странице «Настройки».',
  },
}

export type NoticeTexts = typeof notices
