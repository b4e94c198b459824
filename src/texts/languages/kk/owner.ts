import { marginSections } from '#texts/margin.ts'
import { plain } from '#texts/plain.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { kazakh } from './count.ts'
import { earned, inDollars } from './money.ts'

const creditsOf = (count: number) => kazakh(count, 'кредит')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Басқару: мәзір',
    cabinet: 'Басқару: браузердегі кабинет',
    stats: 'Басқару: сандар',
    user: 'Басқару: адам және оның төлемдері',
    grant: 'Басқару: кредит беру',
    refund: 'Басқару: төлемді қайтару',
    requests: 'Басқару: жауапсыз сұрақтар',
    answer: 'Басқару: сұраққа жауап беру',
    block: 'Басқару: кіруді жабу',
    unblock: 'Басқару: кіруді ашу',
    campaign: 'Басқару: жарнама сілтемесі',
    campaigns: 'Басқару: жарнама не әкелді',
    newpromo: 'Басқару: жаңа промокод',
    promos: 'Басқару: промокодтар',
    endpromo: 'Басқару: промокодты аяқтау',
  },
  help: '**Бот иесіне**\n\n/owner: батырмалары бар мәзір: адамдар, сандар, сұрақтар, жарнама\n/cabinet: браузердегі кабинет\n/stats: күндік, апталық және айлық сандар\n/user @есім: адам, кредиттері және қайтару батырмасы бар төлемдері\n/grant @есім 50 шыдамы үшін: кредит беру, минуспен қайтарып алу\n/refund 17 себебі: № 17 төлемді қайтару\n/requests: төлем туралы жауапсыз сұрақтар\n/answer 5 мәтін: № 5 сұраққа жауап беру\n/block @есім себебі және /unblock @есім: кіруді жабу және ашу\n/campaign vk 120: 120 $ тұратын жарнаманың сілтемесі мен QR-коды\n/campaigns: әр сілтеме не әкелді\n/newpromo KOKTEM 50: 50 кредиттік промокод\n/promos: промокодтар және олар қанша рет пайдаланылды\n/endpromo KOKTEM: промокодты аяқтау\n\n@есім орнына адамның Telegram-дағы нөмірі де жарайды.',
  team: {
    menu: (role) => `**Ботты басқару**\n\nРөліңіз: ${role}. Нені ашайын?`,
    roles: { owner: 'бот иесі', manager: 'басқарушы', support: 'қолдау қызметі', analyst: 'талдаушы' },
    search: '🔎 Адамды табу',
    people: '👥 Жаңа келген',
    figures: '📊 Сандар',
    margin: '💰 Маржа',
    campaigns: '📣 Жарнама',
    requests: '❓ Сұрақтар',
    givenUp: '⚠️ Өңделмеген',
    cabinet: '🖥 Кабинет',
    roleLost: 'Бұл батырма ботты басқаратындарға арналған. Қазір сізде ондай рөл жоқ.',
    inBot: 'бот мәзірінен',
    searchAsk: 'Кімді табайын? @есім, адамның нөмірін, атын немесе төлем нөмірін жазыңыз.',
    searchPlaceholder: '@есім, нөмір немесе аты',
    nobodyFound: 'Ешкім табылмады. Бот өзіне бұрын жазғандарды біледі.',
    found: (more) => (more ? '**Көп адам табылды**, алғашқылары:' : '**Табылды:**'),
    newest: '**Соңғы келгендер:**',
    grant: '🎁 Кредит беру',
    grantAsk: (who, credits) =>
      `Қанша кредит берейін? ${who}, қазір ${creditsOf(credits)}.\n\nБасқа сан: /grant @есім 75 себебі.`,
    grantWhy: (who, amount) => `${who}: +${amount}. Не үшін? Адам себебін көреді.`,
    grantReasons: { patience: 'шыдамыңыз үшін', gift: 'сыйлық', sorry: 'қолайсыздық үшін' },
    message: '✉️ Жазу',
    messageAsk: (who) => `Не жазайын? Алушы: ${who}.`,
    messagePlaceholder: 'Хабарлама мәтіні',
    messageLength: 'Мәтін керек: бір таңбадан 3000 таңбаға дейін.',
    messageKept: 'Хабарлама жазылып қойылды, бот оны жібереді.',
    block: '🚫 Кіруді жабу',
    unblock: '✅ Кіруді ашу',
    blockAsk: (who) => `Кіру жабылсын ба: ${who}? Себебін таңдаңыз. Жазылымның ұзартылуы да тоқтайды.`,
    blockYes: (reason) => `Иә, себебі: ${reason}`,
    blockReasons: { spam: 'спам', fraud: 'төлемдегі алдау', abuse: 'балағаттау' },
    openInCabinet: '🖥 Кабинетте',
    answer: (id) => `№ ${id} сұраққа жауап беру`,
    answerAsk: (id) => `№ ${id} сұраққа жауабыңыз:`,
    answeredAlready: (id, by, text) => `№ ${id} сұраққа жауап берілген (${by}): «${text}» Сіздікі жіберілмеді.`,
    answerMore: 'Тағы жауап беру',
    retry: (updateId) => `↻ Тағы бір рет: ${updateId}`,
    reportButton: '🗓 Күн есебі',
    reportOff: 'Жібермеу',
    report: (hour, timeZone) =>
      `${hour === null ? 'Күн есебі келмейді.' : `Күн есебінің уақыты: ${hour}:00.`} Сағатты таңдаңыз (${timeZone}).`,
    noMargin: '30 күнде ештеңе табылған да, жұмсалған да жоқ.',
    noneGivenUp: 'Өңделмеген жаңартулар жоқ.',
    givenUpList: (count) => `**Өңделмегендер: ${count}**`,
  },
  usage: {
    user: 'Былай: /user @есім немесе /user нөмір.',
    grant: 'Былай: /grant @есім 50 себебі. Минуспен кредит қайтарып алынады. Сан цифрмен жазылады, 1 000 000-ға дейін.',
    refund: 'Былай: /refund 17 себебі, мұндағы 17 — төлем нөмірі. Нөмірлер мен қайтару батырмасы /user @есім ішінде.',
    answer: 'Былай: /answer 5 жауап мәтіні. Сұрақ нөмірлерін /requests көрсетеді.',
    block: 'Былай: /block @есім себебі.',
    unblock: 'Былай: /unblock @есім.',
    campaign:
      'Былай: /campaign атауы 120, мұндағы 120 — жарнаманың доллармен бағасы; оны кейін де көрсетуге болады. Жаңа адамдарға сыйлық: /campaign атауы bonus 10 x500, бұл алғашқы 500 адамға 10 кредит; bonus 3trial x500: сынақ кезеңінің хабарламалары; bonus none: сыйлықсыз. Тізімнен алып тастау: /campaign атауы archive, қайтару: restore. Атауы: латын әріптері, цифрлар, _ және -.',
    newpromo:
      'Былай: /newpromo KOKTEM 50 деген 50 кредит береді. 50 орнына: 5trial (сынақ кезеңінің хабарламалары), 7days month (month жазылымының күндері), 20% (бір сатып алуға жеңілдік). Одан әрі қалауыңызша: x100 (100 адамға), until 2026-12-31, first (тек бірінші сатып алу), batch 100 (жүз код, әрқайсысы бір адамға).',
    endpromo: 'Былай: /endpromo KOKTEM.',
  },
  noSuchPerson: (who) => `Бот бұл кім екенін білмейді: ${who}. Ол өзіне бұрын жазғандарды біледі.`,
  noSuchPayment: (which) => `${which} төлемі жоқ. Төлем нөмірлерін /user @есім көрсетеді.`,
  noSuchRequest: (id) => `№ ${id} сұрақ жоқ. Жауапсыз сұрақтарды /requests көрсетеді.`,
  rewards: {
    credits: creditsOf,
    trialMessages: (count) => `сынақ кезеңіне ${kazakh(count, 'хабарлама')}`,
    planDays: (count, plan) => `«${plan}» жазылымының ${kazakh(count, 'күні')}`,
    percentOff: (percent) => `${percent} % жеңілдік`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, ${p.mostUses.toLocaleString('kk')} ішінен ${p.uses} рет пайдаланылды${p.batch ? ', кодтар бір адамнан' : ''}${p.firstPurchase ? ', тек бірінші сатып алу' : ''}${p.endsAt === null ? '' : `, мерзімі ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', аяқталды'}.`,
  promoLink: (link) => `Сілтеме: ${link}`,
  noPromos: 'Промокодтар әлі жоқ. Біріншісін /newpromo пәрмені жасайды.',
  promoExists: 'Мұндай атаулы промокод бар.',
  noSuchPromo: 'Мұндай промокод жоқ. Барын /promos көрсетеді.',
  noSuchPlan: 'Каталогта мұндай жазылым жоқ.',
  promoPast: 'Бұл күн өтіп кеткен. Бүгінгі не одан кейінгі күнді жазыңыз.',
  promoTooMany: 'Бір топтамада 10 000 кодқа дейін болады.',
  campaignLink: (link) => `Жарнама сілтемесі: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: келгені ${c.starts}, сынақты бастағаны ${c.trials}, сұрағаны ${c.asked}, төлегені ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Жарнама ${inDollars(c.costMicroDollars)}, қорытынды ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Өтелген күні: ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Жаңаларға сыйлық: ${c.bonus.of === 'credits' ? creditsOf(c.bonus.amount) : kazakh(c.bonus.amount, 'хабарлама')}, ${c.mostBonuses.toLocaleString('kk')} ішінен ${c.bonuses} адам алды.`,
          ]),
      ...(c.archived ? ['Мұрағатта: тізімде жоқ, сыйлық та бермейді.'] : []),
    ].join('\n'),
  noCampaigns: 'Жарнама сілтемелері әлі жоқ. Біріншісін /campaign атауы пәрмені жасайды.',
  cabinetOpen: 'Сілтеме кабинетті бір рет, бір минут ішінде ашады. Оны басқаға жібермеңіз.',
  cabinetHere: 'Осында ашу',
  cabinetInBrowser: 'Браузерде ашу',
  cabinetClosed: 'Кабинет өшірулі: баптауда CABINET_URL мекенжайы көрсетілмеген.',
  firstOwner: 'Енді сіз осы боттың иесісіз.',
  roleLinkOld: 'Бұл сілтеме енді жарамсыз: боттың иесі бар немесе сілтеме ескірген.',
  refused: 'Бұлай болмайды. Жазғаныңызды тексеріп, қайталап көріңіз.',
  tooFewCredits: (has, wished) => `Сонша алуға болмайды: адамда ${creditsOf(has)} бар, ал сіз ${wished} алып жатырсыз.`,
  periods: { today: 'Бүгін', week: '7 күн', month: '30 күн' },
  figures: (period, f) =>
    `**${period}**: жаңа ${f.users}, белсенді ${f.active}, жауап берілді ${f.questions}, жауапсыз ${f.failed}, ${f.revenueStars} ⭐, қайтарылды ${f.refundsStars} ⭐, қате ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: '30 күн, модель бойынша',
      unused: 'жазылымның сұрақсыз күндері',
      plans: 'Немен төленгені бойынша',
      people: 'Әкелгенінен қымбатқа түсетіндер',
      days: 'Күндер бойынша',
      unpriced: (tries) => `Каталогта бағасы жоқ: ${kazakh(tries, 'сұрау')}, олар шығынға кірмеді.`,
    }),
  person: (credits, language, since, blocked) =>
    `Кредиттер: ${credits}, тілі ${language}, келген күні ${since}${blocked ? ', кіруі жабық' : ''}`,
  dailyReport: (day, before) =>
    [
      `**${day.day} есебі** (жақшада — алдыңғы күн)`,
      `Табыс ${inDollars(day.revenue)} (${inDollars(before.revenue)}), шығын ${inDollars(day.cost)} (${inDollars(before.cost)}), маржа ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Төлем ${day.revenueStars} ⭐ (${before.revenueStars}), төлегендер ${day.payers} (${before.payers}).`,
      `Жауап ${day.answers} (${before.answers}), жаңа адамдар ${day.users} (${before.users}), қателер ${day.errors} (${before.errors}).`,
      'Суретте екі апта: көк түс — табыс, қызыл түс — шығын.',
    ].join('\n'),
  statuses: { paid: 'төленген', refunding: 'қайтарылып жатыр', refunded: 'қайтарылған' },
  refundButton: (number, price) => `↩ ${price} қайтару (№ ${number})`,
  refundYes: 'Иә, қайтару',
  refunding: (price) => `${price} қайтарып жатырмын. Telegram сұрауды бір минут ішінде алады.`,
  refunded: (price) => `Қайтарылды: ${price}.`,
  refundLoss: (spent) => `Жұмсалып кеткені: ${creditsOf(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `${price} тек төлем қызметі қайтара алады: ондағы кабинетіңізде ${payment} төлемін қайтарыңыз, содан кейін /refund ${charge} done жіберіңіз. Оған сатып алынғаны кері алынды.`,
  refundAsk: (number, who, price, what) =>
    `№ ${number} төлем қайтарылсын ба: ${what}, ${price}, ${who}? Сатып алынғаны кері алынады.`,
  granted: (who, delta, credits) => `${who}: ${signed(delta)}, енді ${creditsOf(credits)}.`,
  told: 'Бұл туралы адамға жазылды.',
  notTold: (id) => `${id} адамына жазу мүмкін болмады: ботты тоқтатқан немесе ол қолжетімсіз.`,
  abuseRepeated: (id) =>
    `⚠️ Модель провайдері ${id} адамына үш рет жауап бермей қойды: сұрақтарын өз ережелерінің бұзылуы деп санайды. Осылай жалғаса берсе, бүкіл аккаунтыңызды жауып тастауы мүмкін. Қараңыз: /user ${id}; кіруді жабу: /block ${id} себебі`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Тапсырыссыз төлем: ${id} адамынан ${price}. Ол үшін ештеңе берілмеді. Қараңыз: /user ${id}; қайтару: /refund ${chargeId}`,
  paymentsDiffer: 'Төлемдерді салыстыру айырмашылықтар тапты:',
  differences: {
    payment_missed: 'бот білмеген төлем; есептелді',
    payment_unmatched: 'тапсырыссыз төлем; ештеңе берілмеді',
    refund_missed: 'бот білмеген қайтару; жазылды',
    refund_unmatched: 'белгісіз төлемнің қайтарылуы',
    payer_unknown: 'бейтаныс адамның төлемі',
    amount_differs: 'жазылғаннан басқа сома',
  },
  difference: (what, id, amount, chargeId) => `${what}: адам ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Telegram тізімінде осы есепке дейінгі ${kazakh(count, 'төлем')} бар. Олар сол күйінде қалады, сандарға кірмейді.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram ${id} адамына ${amount} ⭐ қайтармай тұр: ${reason}. Енді әрекет жасалмайды; қайта бастау: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram ${id} адамының ${chargeId} ұзартылуын тоқтатпай тұр: ${reason}. Одан қайта ақша алынуы мүмкін; келгенін қайтарыңыз.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ Провайдер ${name} моделін (каталогтағы «${model}» жазбасы) ${endsOn} күні өшіреді, ${kazakh(days, 'күн')} қалды. ${successor === null ? 'Каталогта оның мұрагерін (successor) немесе басқа модельді көрсетіңіз.' : `Сол күні оның орнын «${successor}» басады.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Провайдер ${name} моделін ${endsOn} күні өшірді. ${successor === null ? `«${model}» жазбасының мұрагері жоқ: каталогта басқа модельді көрсетіңіз.` : `«${model}» сұрақтарына енді «${successor}» жауап береді.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ Провайдер тізімінде ${name} моделі (каталогтағы «${model}» жазбасы) енді жоқ. Каталогта басқасын көрсетіңіз.`,
  answered: (id) => `№ ${id} сұрақтың жауабы жазылды.`,
  blocked: (who) => `${who}: кіру жабылды.`,
  unblocked: (who) => `${who}: кіру ашылды.`,
  notOwner: 'Бұл боттың иесі: оның кіруін жабуға болмайды.',
  requests: '**Төлем туралы жауапсыз сұрақтар**',
  noRequests: 'Жауапсыз сұрақтар жоқ.',
  toGranted: (delta, credits, reason) =>
    `${delta > 0 ? 'Бот иесі сізге' : 'Бот иесі сізден'} ${creditsOf(Math.abs(delta))} ${delta > 0 ? 'берді' : 'қайтарып алды'}${reason === null ? '' : ` (${reason})`}. Енді сізде ${creditsOf(credits)} бар.`,
}
