import { marginSections } from '#texts/margin.ts'
import { plain } from '#texts/plain.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { uzbek } from './count.ts'
import { earned, inDollars } from './money.ts'

const creditsOf = (count: number) => uzbek(count, 'kredit')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Boshqaruv: menyu',
    cabinet: 'Boshqaruv: brauzerdagi kabinet',
    stats: 'Boshqaruv: raqamlar',
    user: 'Boshqaruv: odam va uning toʻlovlari',
    grant: 'Boshqaruv: kredit berish',
    refund: 'Boshqaruv: toʻlovni qaytarish',
    requests: 'Boshqaruv: javobsiz savollar',
    answer: 'Boshqaruv: savolga javob berish',
    block: 'Boshqaruv: kirishni yopish',
    unblock: 'Boshqaruv: kirishni ochish',
    campaign: 'Boshqaruv: reklama havolasi',
    campaigns: 'Boshqaruv: reklama nima keltirdi',
    newpromo: 'Boshqaruv: yangi promokod',
    promos: 'Boshqaruv: promokodlar',
    endpromo: 'Boshqaruv: promokodni tugatish',
  },
  help: '**Bot egasi uchun**\n\n/owner: tugmali menyu: odamlar, raqamlar, savollar, reklama\n/cabinet: brauzerdagi kabinet\n/stats: kunlik, haftalik va oylik raqamlar\n/user @nomi: odam, kreditlari va qaytarish tugmasi bilan toʻlovlari\n/grant @nomi 50 sabri uchun: kredit berish, minus bilan qaytarib olish\n/refund 17 sababi: № 17 toʻlovni qaytarish\n/requests: toʻlov haqidagi javobsiz savollar\n/answer 5 matn: № 5 savolga javob berish\n/block @nomi sababi va /unblock @nomi: kirishni yopish va ochish\n/campaign vk 120: 120 $ turgan reklama uchun havola va QR-kod\n/campaigns: har bir havola nima keltirdi\n/newpromo BAHOR 50: 50 kreditlik promokod\n/promos: promokodlar va ular necha marta ishlatilgani\n/endpromo BAHOR: promokodni tugatish\n\n@nomi oʻrniga odamning Telegramdagi raqami ham boʻladi.',
  team: {
    menu: (role) => `**Botni boshqarish**\n\nRolingiz: ${role}. Nimani ochay?`,
    roles: { owner: 'bot egasi', manager: 'boshqaruvchi', support: 'yordam xizmati', analyst: 'tahlilchi' },
    search: '🔎 Odamni topish',
    people: '👥 Yangi odamlar',
    figures: '📊 Raqamlar',
    margin: '💰 Marja',
    campaigns: '📣 Reklama',
    requests: '❓ Savollar',
    givenUp: '⚠️ Ishlanmaganlar',
    cabinet: '🖥 Kabinet',
    roleLost: 'Bu tugma botni boshqaradiganlar uchun. Hozir sizda bunday rol yoʻq.',
    inBot: 'bot menyusidan',
    searchAsk: 'Kimni topay? @nomi, odam raqami, ismi yoki toʻlov raqamini yozing.',
    searchPlaceholder: '@nomi, raqam yoki ism',
    nobodyFound: 'Hech kim topilmadi. Bot oʻziga avval yozganlarni biladi.',
    found: (more) => (more ? '**Koʻp odam topildi**, dastlabkilari:' : '**Topildi:**'),
    newest: '**Oxirgi kelganlar:**',
    grant: '🎁 Kredit berish',
    grantAsk: (who, credits) =>
      `Nechta kredit beray? ${who}, hozir ${creditsOf(credits)}.\n\nBoshqa son: /grant @nomi 75 sababi.`,
    grantWhy: (who, amount) => `${who}: +${amount}. Nima uchun? Odam sababini koʻradi.`,
    grantReasons: { patience: 'sabringiz uchun', gift: 'sovgʻa', sorry: 'noqulaylik uchun' },
    message: '✉️ Yozish',
    messageAsk: (who) => `Nima yozay? Oluvchi: ${who}.`,
    messagePlaceholder: 'Xabar matni',
    messageLength: 'Matn kerak: bitta belgidan 3000 tagacha.',
    messageKept: 'Xabar yozib qoʻyildi, bot uni yuboradi.',
    block: '🚫 Kirishni yopish',
    unblock: '✅ Kirishni ochish',
    blockAsk: (who) => `Kirish yopilsinmi: ${who}? Sababini tanlang. Obunaning uzayishi ham toʻxtaydi.`,
    blockYes: (reason) => `Ha, sababi: ${reason}`,
    blockReasons: { spam: 'keraksiz xabarlar', fraud: 'toʻlovda aldov', abuse: 'haqorat' },
    openInCabinet: '🖥 Kabinetda',
    answer: (id) => `№ ${id} savolga javob berish`,
    answerAsk: (id) => `№ ${id} savolga javobingiz:`,
    answeredAlready: (id, by, text) =>
      `${id}-savolga allaqachon javob berilgan (${by}): “${text}” Sizniki yuborilmadi.`,
    answerMore: 'Yana javob berish',
    retry: (updateId) => `↻ Yana bir marta: ${updateId}`,
    reportButton: '🗓 Kun hisoboti',
    reportOff: 'Yuborilmasin',
    report: (hour, timeZone) =>
      `${hour === null ? 'Kun hisoboti kelmaydi.' : `Kun hisoboti soat ${hour}:00 da keladi.`} Soatni tanlang (${timeZone}).`,
    noMargin: '30 kunda hech narsa topilmadi va sarflanmadi.',
    noneGivenUp: 'Ishlanmagan yangilanishlar yoʻq.',
    givenUpList: (count) => `**Ishlanmaganlar: ${count}**`,
  },
  usage: {
    user: 'Bunday: /user @nomi yoki /user raqam.',
    grant:
      'Bunday: /grant @nomi 50 sababi. Minus bilan kredit qaytarib olinadi. Son raqam bilan yoziladi, 1 000 000 gacha.',
    refund: 'Bunday: /refund 17 sababi, bunda 17 toʻlov raqami. Raqamlar va qaytarish tugmasi /user @nomi ichida.',
    answer: 'Bunday: /answer 5 javob matni. Savollar raqamlarini /requests koʻrsatadi.',
    block: 'Bunday: /block @nomi sababi.',
    unblock: 'Bunday: /unblock @nomi.',
    campaign:
      'Bunday: /campaign nomi 120, bunda 120 reklamaning dollardagi narxi; uni keyin ham koʻrsatish mumkin. Yangi odamlarga sovgʻa: /campaign nomi bonus 10 x500, bu dastlabki 500 kishiga 10 kredit; bonus 3trial x500: sinov davri xabarlari; bonus none: sovgʻasiz. Roʻyxatdan olish: /campaign nomi archive, qaytarish: restore. Nomi: lotin harflari, raqamlar, _ va -.',
    newpromo:
      'Bunday: /newpromo BAHOR 50 50 kredit beradi. 50 oʻrniga: 5trial (sinov davri xabarlari), 7days month (month obunasi kunlari), 20% (bitta xaridga chegirma). Keyin ixtiyoriy: x100 (100 kishiga), until 2026-12-31, first (faqat birinchi xarid), batch 100 (yuzta kod, har biri bir kishiga).',
    endpromo: 'Bunday: /endpromo BAHOR.',
  },
  noSuchPerson: (who) => `Bot bu kimligini bilmaydi: ${who}. U oʻziga avval yozganlarni biladi.`,
  noSuchPayment: (which) => `${which} toʻlovi yoʻq. Toʻlov raqamlarini /user @nomi koʻrsatadi.`,
  noSuchRequest: (id) => `№ ${id} savol yoʻq. Javobsiz savollarni /requests koʻrsatadi.`,
  rewards: {
    credits: creditsOf,
    trialMessages: (count) => `sinov davriga ${uzbek(count, 'ta xabar')}`,
    planDays: (count, plan) => `“${plan}” obunasiga ${uzbek(count, 'kun')}`,
    percentOff: (percent) => `${percent} % chegirma`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, ${p.mostUses.toLocaleString('uz')} tadan ${p.uses} marta ishlatilgan${p.batch ? ', kodlar bir kishilik' : ''}${p.firstPurchase ? ', faqat birinchi xarid' : ''}${p.endsAt === null ? '' : `, muddati ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', tugagan'}.`,
  promoLink: (link) => `Havola: ${link}`,
  noPromos: 'Promokodlar hali yoʻq. Birinchisini /newpromo buyrugʻi yaratadi.',
  promoExists: 'Bunday nomli promokod bor.',
  noSuchPromo: 'Bunday promokod yoʻq. Borlarini /promos koʻrsatadi.',
  noSuchPlan: 'Katalogda bunday obuna yoʻq.',
  promoPast: 'Bu kun oʻtib ketgan. Bugungi yoki undan keyingi kunni yozing.',
  promoTooMany: 'Bitta toʻplamda 10 000 tagacha kod boʻladi.',
  campaignLink: (link) => `Reklama havolasi: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: kelganlar ${c.starts}, sinovni boshlaganlar ${c.trials}, savol berganlar ${c.asked}, toʻlaganlar ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Reklama ${inDollars(c.costMicroDollars)}, yakun ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Oʻzini qoplagan kun: ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Yangilarga sovgʻa: ${c.bonus.of === 'credits' ? creditsOf(c.bonus.amount) : uzbek(c.bonus.amount, 'ta xabar')}, ${c.mostBonuses.toLocaleString('uz')} kishidan ${c.bonuses} tasi oldi.`,
          ]),
      ...(c.archived ? ['Arxivda: roʻyxatda yoʻq, sovgʻa ham bermaydi.'] : []),
    ].join('\n'),
  noCampaigns: 'Reklama havolalari hali yoʻq. Birinchisini /campaign nomi buyrugʻi yaratadi.',
  cabinetOpen: 'Havola kabinetni bir marta, bir daqiqa ichida ochadi. Uni boshqaga yubormang.',
  cabinetHere: 'Shu yerda ochish',
  cabinetInBrowser: 'Brauzerda ochish',
  cabinetClosed: 'Kabinet oʻchirilgan: sozlamalarda CABINET_URL manzili koʻrsatilmagan.',
  firstOwner: 'Endi siz shu botning egasisiz.',
  roleLinkOld: 'Bu havola endi amal qilmaydi: botning egasi bor yoki havola eskirgan.',
  refused: 'Bunday boʻlmaydi. Yozganingizni tekshirib, qayta urinib koʻring.',
  tooFewCredits: (has, wished) => `Shuncha olib boʻlmaydi: odamda ${creditsOf(has)} bor, siz esa ${wished} olyapsiz.`,
  periods: { today: 'Bugun', week: '7 kun', month: '30 kun' },
  figures: (period, f) =>
    `**${period}**: yangi ${f.users}, faol ${f.active}, javob berildi ${f.questions}, javobsiz ${f.failed}, ${f.revenueStars} ⭐, qaytarildi ${f.refundsStars} ⭐, xatolar ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: '30 kun, modellar boʻyicha',
      unused: 'savolsiz obuna kunlari',
      plans: 'Nima bilan toʻlangani boʻyicha',
      people: 'Keltirganidan qimmatga tushadiganlar',
      days: 'Kunlar boʻyicha',
      unpriced: (tries) => `Katalogda narxi yoʻq: ${uzbek(tries, 'ta soʻrov')}, ular xarajatga kirmadi.`,
    }),
  person: (credits, language, since, blocked) =>
    `Kreditlar: ${credits}, tili ${language}, kelgan kuni ${since}${blocked ? ', kirishi yopiq' : ''}`,
  dailyReport: (day, before) =>
    [
      `**${day.day} hisoboti** (qavsda oldingi kun)`,
      `Daromad ${inDollars(day.revenue)} (${inDollars(before.revenue)}), xarajat ${inDollars(day.cost)} (${inDollars(before.cost)}), marja ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Toʻlovlar ${day.revenueStars} ⭐ (${before.revenueStars}), toʻlaganlar ${day.payers} (${before.payers}).`,
      `Javoblar ${day.answers} (${before.answers}), yangi odamlar ${day.users} (${before.users}), xatolar ${day.errors} (${before.errors}).`,
      'Rasmda ikki hafta: koʻk rang daromad, qizil rang xarajat.',
    ].join('\n'),
  statuses: { paid: 'toʻlangan', refunding: 'qaytarilmoqda', refunded: 'qaytarilgan' },
  refundButton: (number, price) => `↩ ${price} qaytarish (№ ${number})`,
  refundYes: 'Ha, qaytarish',
  refunding: (price) => `${price} qaytaryapman. Telegram soʻrovni bir daqiqa ichida oladi.`,
  refunded: (price) => `Qaytarildi: ${price}.`,
  refundLoss: (spent) => `Allaqachon sarflangan: ${creditsOf(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `${price} miqdorini faqat toʻlov xizmati qaytara oladi: u yerdagi kabinetingizda ${payment} toʻlovini qaytaring, keyin /refund ${charge} done yuboring. Unga olingan narsa qaytarib olindi.`,
  refundAsk: (number, who, price, what) =>
    `№ ${number} toʻlov qaytarilsinmi: ${what}, ${price}, ${who}? Sotib olingani qaytarib olinadi.`,
  granted: (who, delta, credits) => `${who}: ${signed(delta)}, endi ${creditsOf(credits)}.`,
  told: 'Odamga bu haqda yozildi.',
  notTold: (id) => `${id} raqamli odamga yozib boʻlmadi: u botni toʻxtatgan yoki unga yetib boʻlmayapti.`,
  abuseRepeated: (id) =>
    `⚠️ Model provayderi ${id} raqamli odamga uch marta javob bermadi: savollarini oʻz qoidalarining buzilishi deb hisoblaydi. Shunday davom etsa, butun akkauntingizni yopib qoʻyishi mumkin. Qarang: /user ${id}; kirishni yopish: /block ${id} sababi`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Buyurtmasiz toʻlov: ${id} raqamli odamdan ${price}. U uchun hech narsa berilmadi. Qarang: /user ${id}; qaytarish: /refund ${chargeId}`,
  paymentsDiffer: 'Toʻlovlarni solishtirish farqlarni topdi:',
  differences: {
    payment_missed: 'bot bilmagan toʻlov; hisoblandi',
    payment_unmatched: 'buyurtmasiz toʻlov; hech narsa berilmadi',
    refund_missed: 'bot bilmagan qaytarish; yozildi',
    refund_unmatched: 'nomaʼlum toʻlovning qaytarilishi',
    payer_unknown: 'notanish odamning toʻlovi',
    amount_differs: 'yozilganidan boshqa summa',
  },
  difference: (what, id, amount, chargeId) => `${what}: odam ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Telegram roʻyxatida shu hisobdan oldingi ${uzbek(count, 'ta toʻlov')} bor. Ular oʻz holicha qoladi, raqamlarga kirmaydi.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram ${id} raqamli odamga ${amount} ⭐ qaytarmayapti: ${reason}. Boshqa urinilmaydi; qayta boshlash: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram ${id} raqamli odamning ${chargeId} uzaytirilishini oʻchirmayapti: ${reason}. Undan yana pul yechilishi mumkin; kelganini qaytaring.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ Provayder ${name} modelini (katalogdagi “${model}” yozuvi) ${endsOn} kuni oʻchiradi, ${uzbek(days, 'kun')} qoldi. ${successor === null ? 'Katalogda uning vorisini (successor) yoki boshqa modelni koʻrsating.' : `Oʻsha kuni uning oʻrnini “${successor}” egallaydi.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Provayder ${name} modelini ${endsOn} kuni oʻchirdi. ${successor === null ? `“${model}” yozuvining vorisi yoʻq: katalogda boshqa modelni koʻrsating.` : `“${model}” savollariga endi “${successor}” javob beradi.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ Provayder roʻyxatida ${name} modeli (katalogdagi “${model}” yozuvi) endi yoʻq. Katalogda boshqasini koʻrsating.`,
  answered: (id) => `№ ${id} savolga javob yozildi.`,
  blocked: (who) => `${who}: kirish yopildi.`,
  unblocked: (who) => `${who}: kirish ochildi.`,
  notOwner: 'Bu botning egasi: uning kirishini yopib boʻlmaydi.',
  requests: '**Toʻlov haqidagi javobsiz savollar**',
  noRequests: 'Javobsiz savollar yoʻq.',
  toGranted: (delta, credits, reason) =>
    `${delta > 0 ? 'Bot egasi sizga' : 'Bot egasi sizdan'} ${creditsOf(Math.abs(delta))} ${delta > 0 ? 'berdi' : 'qaytarib oldi'}${reason === null ? '' : ` (${reason})`}. Endi sizda ${creditsOf(credits)} bor.`,
}
