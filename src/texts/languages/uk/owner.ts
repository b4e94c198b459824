import { marginSections } from '#texts/margin.ts'
import { plain } from '#texts/plain.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { ukrainian } from './count.ts'
import { earned, inDollars } from './money.ts'

const creditsOf = (count: number) => ukrainian(count, 'кредит', 'кредити', 'кредитів')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Керування: меню',
    cabinet: 'Керування: кабінет у браузері',
    stats: 'Керування: цифри',
    user: 'Керування: людина та її платежі',
    grant: 'Керування: нарахувати кредити',
    refund: 'Керування: повернути оплату',
    requests: 'Керування: запитання без відповіді',
    answer: 'Керування: відповісти на запитання',
    block: 'Керування: закрити доступ',
    unblock: 'Керування: відкрити доступ',
    campaign: 'Керування: посилання для реклами',
    campaigns: 'Керування: що принесла реклама',
    newpromo: 'Керування: новий промокод',
    promos: 'Керування: промокоди',
    endpromo: 'Керування: завершити промокод',
  },
  help: '**Для власника**\n\n/owner: меню з кнопками: люди, цифри, запитання, реклама\n/cabinet: кабінет у браузері\n/stats: цифри за день, тиждень і місяць\n/user @ім’я: людина, її кредити й платежі з кнопкою повернення\n/grant @ім’я 50 за терпіння: нарахувати кредити, з мінусом зняти\n/refund 17 причина: повернути платіж № 17\n/requests: питання про оплату без відповіді\n/answer 5 текст: відповісти на запитання № 5\n/block @ім’я причина та /unblock @ім’я: закрити й відкрити доступ\n/campaign vk 120: посилання й QR-код для реклами, яка коштувала 120 $\n/campaigns: що принесло кожне посилання\n/newpromo VESNA 50: промокод на 50 кредитів\n/promos: промокоди й скільки разів їх використали\n/endpromo VESNA: завершити промокод\n\nЗамість @імені підходить і номер людини в Telegram.',
  team: {
    menu: (role) => `**Керування ботом**\n\nВи ${role}. Що відкрити?`,
    roles: { owner: 'власник', manager: 'керівник', support: 'у підтримці', analyst: 'аналітик' },
    search: '🔎 Знайти',
    people: '👥 Нові люди',
    figures: '📊 Цифри',
    margin: '💰 Маржа',
    campaigns: '📣 Реклама',
    requests: '❓ Запитання',
    givenUp: '⚠️ Не оброблено',
    cabinet: '🖥 Кабінет',
    roleLost: 'Ця кнопка працює в тих, хто керує ботом. У вас такої ролі зараз немає.',
    inBot: 'з меню бота',
    searchAsk: 'Кого знайти? Напишіть @ім’я, номер людини, ім’я або номер платежу.',
    searchPlaceholder: '@ім’я, номер або ім’я',
    nobodyFound: 'Нікого не знайдено. Бот знає тих, хто йому вже писав.',
    found: (more) => (more ? '**Знайшлося багато**, ось перші:' : '**Знайдено:**'),
    newest: '**Останні, хто прийшов:**',
    grant: '🎁 Нарахувати',
    grantAsk: (who, credits) =>
      `Скільки кредитів нарахувати? ${who}, зараз ${creditsOf(credits)}.\n\nІнше число: /grant @ім’я 75 причина.`,
    grantWhy: (who, amount) => `${who}: +${amount}. За що? Людина побачить причину.`,
    grantReasons: { patience: 'за терпіння', gift: 'подарунок', sorry: 'за незручності' },
    message: '✉️ Написати',
    messageAsk: (who) => `Що написати? Отримає ${who}.`,
    messagePlaceholder: 'Текст повідомлення',
    messageLength: 'Потрібен текст: від одного знака до 3000.',
    messageKept: 'Повідомлення записано, бот його надішле.',
    block: '🚫 Закрити доступ',
    unblock: '✅ Відкрити доступ',
    blockAsk: (who) => `Закрити доступ: ${who}? Виберіть причину. Подовження підписки теж припиниться.`,
    blockYes: (reason) => `Так, причина: ${reason}`,
    blockReasons: { spam: 'спам', fraud: 'обман з оплатою', abuse: 'образи' },
    openInCabinet: '🖥 У кабінеті',
    answer: (id) => `Відповісти на № ${id}`,
    answerAsk: (id) => `Ваша відповідь на запитання № ${id}:`,
    answeredAlready: (id, by, text) => `На запитання № ${id} вже є відповідь (${by}): «${text}» Вашу не надіслано.`,
    answerMore: 'Відповісти ще раз',
    retry: (updateId) => `↻ Ще раз: ${updateId}`,
    reportButton: '🗓 Звіт дня',
    reportOff: 'Не надсилати',
    report: (hour, timeZone) =>
      `${hour === null ? 'Звіт дня не надходить.' : `Звіт дня надходить о ${hour}:00.`} Виберіть годину (${timeZone}).`,
    noMargin: 'За 30 днів нічого не зароблено й не витрачено.',
    noneGivenUp: 'Необроблених оновлень немає.',
    givenUpList: (count) => `**Не оброблено: ${count}**`,
  },
  usage: {
    user: 'Так: /user @ім’я або /user номер.',
    grant: 'Так: /grant @ім’я 50 причина. З мінусом кредити знімаються. Число пишеться цифрами, до 1 000 000.',
    refund: 'Так: /refund 17 причина, де 17 це номер платежу. Номери й кнопка повернення є в /user @ім’я.',
    answer: 'Так: /answer 5 текст відповіді. Номери запитань показує /requests.',
    block: 'Так: /block @ім’я причина.',
    unblock: 'Так: /unblock @ім’я.',
    campaign:
      'Так: /campaign назва 120, де 120 це ціна реклами в доларах; її можна вказати й пізніше. Подарунок новим людям: /campaign назва bonus 10 x500, це 10 кредитів першим 500; bonus 3trial x500: повідомлення пробного періоду; bonus none: без подарунка. Прибрати зі списку: /campaign назва archive, повернути: restore. Назва: латинські літери, цифри, _ і -.',
    newpromo:
      'Так: /newpromo VESNA 50 дає 50 кредитів. Замість 50 можна: 5trial (повідомлення пробного періоду), 7days month (дні підписки month), 20% (знижка на одну купівлю). Далі за бажанням: x100 (на 100 людей), until 2026-12-31, first (лише перша купівля), batch 100 (сто кодів, кожен на одну людину).',
    endpromo: 'Так: /endpromo VESNA.',
  },
  noSuchPerson: (who) => `Бот не знає, хто це: ${who}. Він знає тих, хто йому вже писав.`,
  noSuchPayment: (which) => `Платежу ${which} немає. Номери платежів показує /user @ім’я.`,
  noSuchRequest: (id) => `Запитання № ${id} немає. Запитання без відповіді показує /requests.`,
  rewards: {
    credits: creditsOf,
    trialMessages: (count) =>
      ukrainian(
        count,
        'повідомлення пробного періоду',
        'повідомлення пробного періоду',
        'повідомлень пробного періоду',
      ),
    planDays: (count, plan) => `${ukrainian(count, 'день', 'дні', 'днів')} підписки «${plan}»`,
    percentOff: (percent) => `знижка ${percent} %`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, використано ${p.uses} із ${p.mostUses.toLocaleString('uk')}${p.batch ? ', коди на одну людину' : ''}${p.firstPurchase ? ', лише перша купівля' : ''}${p.endsAt === null ? '' : `, до ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', завершено'}.`,
  promoLink: (link) => `Посилання: ${link}`,
  noPromos: 'Промокодів ще немає. Перший зробить команда /newpromo.',
  promoExists: 'Промокод із такою назвою вже є.',
  noSuchPromo: 'Такого промокоду немає. Які є, показує /promos.',
  noSuchPlan: 'Такої підписки в каталозі немає.',
  promoPast: 'Цей день уже минув. Вкажіть сьогоднішній або пізніший.',
  promoTooMany: 'В одній пачці може бути до 10 000 кодів.',
  campaignLink: (link) => `Посилання для реклами: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: прийшли ${c.starts}, пробний період почали ${c.trials}, запитали ${c.asked}, заплатили ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Реклама ${inDollars(c.costMicroDollars)}, підсумок ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Окупилася ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Подарунок новим: ${c.bonus.of === 'credits' ? creditsOf(c.bonus.amount) : ukrainian(c.bonus.amount, 'повідомлення', 'повідомлення', 'повідомлень')}, отримали ${c.bonuses} із ${c.mostBonuses.toLocaleString('uk')}.`,
          ]),
      ...(c.archived ? ['В архіві: у списку її немає, подарунка теж.'] : []),
    ].join('\n'),
  noCampaigns: 'Посилань для реклами ще немає. Перше зробить команда /campaign назва.',
  cabinetOpen: 'Посилання відкриє кабінет один раз, протягом хвилини. Не пересилайте його.',
  cabinetHere: 'Відкрити тут',
  cabinetInBrowser: 'Відкрити в браузері',
  cabinetClosed: 'Кабінет вимкнено: адресу CABINET_URL не вказано в налаштуваннях.',
  firstOwner: 'Тепер ви власник цього бота.',
  roleLinkOld: 'Це посилання більше не діє: власник у бота вже є, або воно застаріло.',
  refused: 'Так не вийде. Перевірте, що ви написали, і спробуйте ще раз.',
  tooFewCredits: (has, wished) => `Стільки зняти не можна: у людини ${creditsOf(has)}, а ви знімаєте ${wished}.`,
  periods: { today: 'Сьогодні', week: '7 днів', month: '30 днів' },
  figures: (period, f) =>
    `**${period}**: нових ${f.users}, активних ${f.active}, з відповіддю ${f.questions}, без відповіді ${f.failed}, ${f.revenueStars} ⭐, повернення ${f.refundsStars} ⭐, помилок ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'За моделями за 30 днів',
      unused: 'дні підписок без запитань',
      plans: 'За тим, що платить',
      people: 'Хто обходиться дорожче, ніж приносить',
      days: 'За днями',
      unpriced: (tries) =>
        `Без ціни в каталозі: ${ukrainian(tries, 'запит', 'запити', 'запитів')}, до витрат вони не ввійшли.`,
    }),
  person: (credits, language, since, blocked) =>
    `Кредити: ${credits}, мова ${language}, з ${since}${blocked ? ', доступ закрито' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Звіт за ${day.day}** (у дужках напередодні)`,
      `Зароблено ${inDollars(day.revenue)} (${inDollars(before.revenue)}), витрати ${inDollars(day.cost)} (${inDollars(before.cost)}), маржа ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Оплат на ${day.revenueStars} ⭐ (${before.revenueStars}), заплатили ${day.payers} (${before.payers}).`,
      `Відповідей ${day.answers} (${before.answers}), нових людей ${day.users} (${before.users}), помилок ${day.errors} (${before.errors}).`,
      'На зображенні два тижні: синім зароблене, червоним витрати.',
    ].join('\n'),
  statuses: { paid: 'оплачено', refunding: 'повертається', refunded: 'повернено' },
  refundButton: (number, price) => `↩ Повернути ${price} (№ ${number})`,
  refundYes: 'Так, повернути',
  refunding: (price) => `Повертаю ${price}. Telegram отримає запит протягом хвилини.`,
  refunded: (price) => `Повернено: ${price}.`,
  refundLoss: (spent) => `Уже витрачено: ${creditsOf(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `${price} може повернути лише платіжний сервіс: поверніть платіж ${payment} у своєму кабінеті там, потім надішліть /refund ${charge} done. Куплене на них уже знято.`,
  refundAsk: (number, who, price, what) =>
    `Повернути платіж № ${number}: ${what}, ${price}, ${who}? Куплене буде знято.`,
  granted: (who, delta, credits) => `${who}: ${signed(delta)}, тепер ${creditsOf(credits)}.`,
  told: 'Людині про це написано.',
  notTold: (id) => `Написати людині ${id} не вдалося: бот у неї зупинений або недоступний.`,
  abuseRepeated: (id) =>
    `⚠️ Постачальник моделі вже три рази не став відповідати людині ${id}: вважає її запитання порушенням своїх правил. Якщо так триватиме, він може закрити весь ваш акаунт. Подивіться /user ${id}; закрити доступ: /block ${id} причина`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Платіж без замовлення: ${price} від людини ${id}. Нічого не нараховано. Подивіться /user ${id}; повернути: /refund ${chargeId}`,
  paymentsDiffer: 'Звірка платежів знайшла розбіжності:',
  differences: {
    payment_missed: 'платіж, про який бот не знав; зараховано',
    payment_unmatched: 'платіж без замовлення; нічого не нараховано',
    refund_missed: 'повернення, про яке бот не знав; записано',
    refund_unmatched: 'повернення невідомого платежу',
    payer_unknown: 'платіж незнайомої людини',
    amount_differs: 'інша сума, ніж записано',
  },
  difference: (what, id, amount, chargeId) => `${what}: людина ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `У списку Telegram ${ukrainian(count, 'платіж', 'платежі', 'платежів')} із часу до цього обліку. Їх лишено як є, до цифр вони не входять.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram не повертає ${amount} ⭐ людині ${id}: ${reason}. Нових спроб не буде; почати заново: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram не вимикає подовження ${chargeId} людини ${id}: ${reason}. З неї можуть списати знову; поверніть те, що надійде.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ Постачальник вимкне модель ${name} (запис «${model}» каталогу) ${endsOn}, через ${ukrainian(days, 'день', 'дні', 'днів')}. ${successor === null ? 'Укажіть у каталозі її наступника (successor) або іншу модель.' : `Цього дня її місце займе «${successor}».`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Постачальник вимкнув модель ${name} ${endsOn}. ${successor === null ? `Наступника в запису «${model}» немає: укажіть у каталозі іншу модель.` : `На запитання до «${model}» тепер відповідає «${successor}».`}`,
  modelGone: ({ model, name }) =>
    `⚠️ У списку постачальника більше немає моделі ${name} (запис «${model}» каталогу). Укажіть у каталозі іншу.`,
  answered: (id) => `Відповідь на запитання № ${id} записано.`,
  blocked: (who) => `${who}: доступ закрито.`,
  unblocked: (who) => `${who}: доступ відкрито.`,
  notOwner: 'Це власник бота: йому доступ закрити не можна.',
  requests: '**Питання про оплату без відповіді**',
  noRequests: 'Запитань без відповіді немає.',
  toGranted: (delta, credits, reason) =>
    `Власник ${delta > 0 ? 'нарахував вам' : 'зняв у вас'} ${creditsOf(Math.abs(delta))}${reason === null ? '' : ` (${reason})`}. Тепер у вас ${creditsOf(credits)}.`,
}
