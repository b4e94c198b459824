import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { uzbek } from './count.ts'

const messages = (count: number) => uzbek(count, 'ta xabar')
const credits = (count: number) => uzbek(count, 'kredit')
const questions = (count: number) => uzbek(count, 'ta savol')
const days = (count: number) => uzbek(count, 'kun')

const { day: date, shortDay, time } = datesOf('uz-UZ', 'Asia/Tashkent')
/** Up to a day: the year stands last, and the ending behind it. */
const till = (moment: string) => `${date(moment)}-yilgacha`
const clock = (moment: string) => `${shortDay(moment)} soat ${time(moment)}`

const entryKinds: Record<EntryKind, string> = {
  hold: 'savol',
  release: 'savol uchun qaytarildi',
  purchase: 'xarid',
  refund: 'toʻlov qaytarildi',
  adjustment: 'bot egasidan',
  promo: 'promokod',
  campaign: 'yangi odamga sovgʻa',
  gift: 'sovgʻa',
  referral: 'taklif uchun',
  undone: 'qaytarib olindi, toʻlov qaytarilgan',
}

export const person: Texts = {
  welcome:
    'Assalomu alaykum! Men **Pomogator**, sunʼiy intellektli yordamchingizman. Savollarga javob beraman, matn yozaman va tahrirlayman, murakkab narsalarni tushuntiraman, kodga yordam beraman. Rasmlarni koʻraman, ovozli xabarlarni tinglayman, fayllarni oʻqiyman.',
  welcomeBack: 'Qaytganingizdan xursandman!',
  ready: 'Savolingizni yozing, men javob beraman.',
  trialOffer: (count) =>
    `Bepul sinab koʻring: ${messages(count)} sovgʻa. Karta kerak emas, oʻz-oʻzidan hech narsa yechilmaydi.`,
  trialStarted: (count) => `Tayyor: sizda ${messages(count)} bor. Birinchi savolingizni yozing, mavzu ixtiyoriy.`,
  trialBegun: (count) => `Tayyor: sizda ${messages(count)} bor.`,
  answeringAll: (count) => `${messages(count)}ingizga birdan javob beryapman.`,
  trialStartedAnswering: (count) => `Tayyor: sizda ${messages(count)} bor. Savolingizga javob beryapman.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Savolingizga javob beryapman.' : `“${begin}” degan savolingizga javob beryapman.`,
  trialAlready: 'Sinov davridan allaqachon foydalangansiz.',
  trialRest: (count, moment) =>
    `Yana ${messages(count)} qoʻshaman: ${clock(moment)}, Toshkent vaqti bilan. Oʻshanda darhol yozaman.`,
  trialRestAdded: (count) =>
    `Vaʼda qilganimdek, ${messages(count)} qoʻshdim: bepul sinov davri davom etadi. Nima haqida soʻraysiz?`,
  trialLater: 'Yaxshi. Sinab koʻrmoqchi boʻlsangiz, “Bepul sinash” tugmasini bosing.',
  menu: '**Menyu**',
  askHint: 'Savolingizni oddiy xabar qilib yozing, men javob beraman. Yangi mavzu kerak boʻlsa, /new yuboring.',
  askHintShort: 'Savolni buyruqdan keyin darhol yozing: /ask va savolingiz.',
  answerThat: 'Shu xabarga javob ber.',
  forwardedFrom: (name) => `Kimdan uzatilgan: ${name}`,
  leftOut: (count) =>
    `Hammasi birdan sigʻmadi: oxirgi ${uzbek(count, 'ta uzatilgan xabarni')} oʻqimadim. Ularni kamroqdan qilib qayta yuboring.`,

  balance: '**Sizda nima bor**',
  creditsLine: (count) => `Kreditlar: **${count.toLocaleString('uz')}**`,
  trialLine: (left, granted) => `Sinov davri: ${messages(granted)}dan ${left} tasi qoldi`,
  noTrialLine: 'Sinov davri hali boshlanmagan',
  subscriptionLine: (plan, until) => `“${plan}” obunasi: ${till(until)}`,
  subscriptionNext: (plan, until) => `Keyin “${plan}”: ${till(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null ? `Oʻzi uzayadi, keyingi toʻlov: ${date(at)}` : `“${plan}” oʻzi uzayadi, keyingi toʻlov: ${date(at)}`,
  subscriptionEnds: 'Oʻzi uzaymaydi',
  todayLine: (used, limit) =>
    limit === null
      ? `Bugun obuna boʻyicha: ${questions(used)}`
      : `Bugun obuna boʻyicha: ${limit.toLocaleString('uz')} tadan ${used} tasi`,
  allowanceUsed: (used) => `Bugun obuna boʻyicha: ${credits(used)}`,
  allowanceLeft: (left, perDay) =>
    `Bugun obuna boʻyicha qoldi: ${credits(perDay)}dan ${left.toLocaleString('uz')} tasi`,
  noSubscriptionLine: 'Obuna yoʻq',
  nextPays: {
    subscription: (price) =>
      `Keyingi savol: obuna boʻyicha${price === 0 ? '' : `, bugungi ulushdan ${credits(price)}`}`,
    trial: 'Keyingi savol: sinov davri hisobidan',
    credits: (price) => `Keyingi savol: ${credits(price)}`,
    nothing: 'Keyingi savol uchun toʻlaydigan narsa hozircha yoʻq',
  },

  purchase: '**Toʻldirish**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `“${model}” modelidan ${uzbek(answers, 'ta javob')}`,
  worthOr: (cheap, answers, model) => `${cheap} yoki “${model}” modelidan ${uzbek(answers, 'ta')}`,
  packsTitle: 'Kreditlar, muddatsiz:',
  plansTitle: 'Obuna:',
  allowance: (perDay, worth) => `Kuniga ${credits(perDay)}: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('uz')} ⭐${renews ? ', oʻzi uzayadi' : ''}. ${allowance}`,
  howToPay: 'Toʻlov Telegram yulduzlari bilan. Javobsiz qolgan savol uchun hech narsa yechilmaydi.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. Muddatsiz.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Oʻzi uzayadi, istalgan kuni bekor qilish mumkin.' : ' Oʻzi uzaymaydi.'}`,
  paidCredits: (added, total) => `Toʻlov qabul qilindi: ${credits(added)} qoʻshildi. Endi sizda ${credits(total)} bor.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Obuna uzaytirildi:' : 'Toʻlov qabul qilindi. Obuna amal qiladi:'} ${till(until)}.`,
  daysBehind: (until) => `Kunlar oldin toʻlanganlariga qoʻshiladi: hammasi birga ${till(until)}.`,
  renewsAlready: (at) =>
    `Oldindan necha kun toʻlangan boʻlmasin, keyingi toʻlov ${date(at)} kuni olinadi. Istalgan kuni bekor qilish mumkin.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nSizda “${renewed}” obunasi bor va u oʻzi uzayadi: keyingi toʻlov ${date(at)}. Bu xaridning kunlari oxiriga qoʻshiladi, ${till(until)}, “${renewed}” esa uzayaveradi. U endi kerak boʻlmasa, avval uzaytirishni bekor qiling.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Sizda oʻzi uzayadigan obuna bor, shuning uchun ikkinchisining uzayishini oʻchirdik. Uning kunlari qoʻshildi.'
      : 'Sizda oʻzi uzayadigan obuna bor, shuning uchun ikkinchisining uzayishini oʻchiryapmiz va tugagach yozamiz. Uning kunlari qoʻshildi.',
  cancelRenewalQuestion: (renewed, until) =>
    `“${renewed}” obunasini uzaytirish bekor qilinsinmi? Toʻlangani qoladi: ${till(until)} foydalanasiz, boshqa pul yechilmaydi.`,
  paidForAnother: 'Bu hisob boshqa odamga yozilgan. Xarid sizga hisoblandi; u kerak boʻlmasa, /paysupport yuboring.',
  paidAgain: 'Bu hisob avval toʻlangan. Xaridni yana bir marta hisobladik; u kerak boʻlmasa, /paysupport yuboring.',
  paidUnmatched: 'Toʻlov keldi, lekin nima uchun ekanini topa olmadik. U yozib qoʻyildi, yoʻqolmaydi.',
  supportOpened: (id) => `№ ${id} savolingiz bot egasiga yuborildi. Javob shu yerga keladi.`,
  supportKept: (id) =>
    `№ ${id} savolingiz yozib qoʻyildi, bot egasi botga kirganda uni koʻradi. Javob shu yerga keladi.`,
  wordsOnly: 'Bu yerda matn kerak: javobingizni yozib yuboring. Bu xabar uchun hech narsa yechilmadi.',
  supportAnswered: (text) => `Toʻlov haqidagi savolingizga javob:\n\n${text}`,
  ownerWrote: (text) => `Bot egasidan xabar:\n\n${text}`,
  historyPayments: 'Toʻlovlar',
  historyEntries: 'Kreditlar',
  historyEmpty: 'Hozircha toʻlovlar ham, yechishlar ham boʻlmagan.',
  paymentLine: (at, price, status, what) =>
    `${shortDay(at)}: ${what}, ${price}${status === 'refunded' ? ', qaytarildi' : status === 'refunding' ? ', qaytarilmoqda' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDay(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'oʻzgarish'}`,
  entryKinds,
  unknownPurchase: 'buyurtmasiz',
  receipt: {
    hint: 'Nima uchunligini koʻrish uchun yozuvni bosing.',
    older: 'Oldingilari ›',
    label: (at, price, what) => `${shortDay(at)} · ${price} · ${what}`,
    title: '**Bu nima uchun**',
    deleted: 'oʻchirilgan',
    notFound: 'Bunday yozuv yoʻq.',
    question: (words) => (words === null ? 'Savol: oʻchirilgan' : `Savol: “${words}”`),
    model: (title) => `Model: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Yechildi: ${price}`,
      reserved: (price) => `Yozilayotgan javob uchun ajratildi: ${price}`,
      given_back: () => 'Hech narsa yechilmadi: javob boʻlmadi',
    },
    sources: {
      subscription: 'Toʻlov: obuna boʻyicha, oʻsha kun ulushidan',
      trial: 'Toʻlov: sinov davridan',
      credits: 'Toʻlov: kreditlar bilan',
    },
    when: (at) => `Qachon: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, endi ${balance.toLocaleString('uz')}`,
    plan: (title, length) => `“${title}” obunasi, ${length}`,
    trialMessages: (count) => `sinov davriga ${messages(count)}`,
    percentOff: (percent) => `${percent} % chegirma`,
    reason: (reason) => `Sababi: ${reason}`,
    payment: (number, title) => `№ ${number} xarid: ${title}`,
    paid: (price) => `Toʻlandi: ${price}`,
    gotCredits: (count) => `Olindi: ${credits(count)}`,
    gotDays: (count) => `Olindi: ${days(count)} obuna`,
    statuses: { refunding: 'Pul qaytarilmoqda', refunded: 'Pul qaytarildi' },
    refund: (number, title) => `№ ${number} xarid uchun qaytarish: ${title}`,
    refundOf: (title) => `qaytarish: ${title}`,
    returned: (price) => `Qaytarildi: ${price}`,
    takenBack: (count) => `Qaytarib olindi: ${credits(count)}`,
  },
  refunding: (price) => `Sizga ${price} qaytarilmoqda. Bu pulga olinganning ishlatilmagan qismi qaytarib olindi.`,
  refunded: (price) => `Sizga ${price} qaytarildi. Bu pulga olinganning ishlatilmagan qismi qaytarib olindi.`,
  renewal: {
    active: (until) => `Uzaytirish yoqilgan. Obuna toʻlangan: ${till(until)}.`,
    canceled: (until) => `Uzaytirish bekor qilindi. Obuna ${till(until)} amal qiladi, boshqa pul yechilmaydi.`,
    failed: (until) => `Obunani uzaytirib boʻlmadi: yulduzlar yetmadi. U ${till(until)} amal qiladi.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Bu hisob bizga nomaʼlum. Menyudan qaytadan tanlang.',
    not_yours: 'Bu hisob boshqa odamga yozilgan. Botni ochib, oʻzingiz tanlang.',
    already_paid: 'Bu hisob allaqachon toʻlangan.',
    being_paid: 'Bu hisob ayni paytda toʻlanmoqda. Yarim daqiqa kuting.',
    expired: 'Hisob eskirgan. Menyudan qaytadan tanlang.',
    not_sold: 'Bu endi sotilmaydi. Hozir nima borligini koʻring.',
    price_changed: 'Narx oʻzgardi. Menyudan qaytadan tanlang.',
    already_subscribed: 'Sizda obuna bor, u oʻzi uzayadi.',
    user_blocked: 'Siz uchun botga kirish yopilgan.',
  },
  promo: {
    request: 'Shu xabarga javob bering: promokodingiz qanday?',
    placeholder: 'Promokod',
    credits: (count, total) => `Promokod qabul qilindi: ${credits(count)} qoʻshildi. Endi sizda ${credits(total)} bor.`,
    trialMessages: (count) => `Promokod qabul qilindi: sinov davriga ${messages(count)} qoʻshildi.`,
    planDays: (plan, until) => `Promokod qabul qilindi: “${plan}” obunasi, hammasi birga ${till(until)}.`,
    percentOff: (percent, until) =>
      `Promokod qabul qilindi: yulduzlar bilan keyingi xaridga ${percent} % chegirma, ${till(until)}. “Toʻldirish” boʻlimidagi narxlarda u hisobga olingan. Oʻzi uzayadigan obunaga chegirma amal qilmaydi.`,
    refused: {
      promo_not_found: 'Bunday promokod yoʻq. Xato yozilmaganini tekshiring.',
      promo_not_yet: 'Bu promokod hali kuchga kirmagan. Keyinroq urinib koʻring.',
      promo_over: 'Bu promokodning muddati tugagan.',
      promo_used_up: 'Bu promokod allaqachon ishlatilgan.',
      promo_used_before: 'Bu promokodni avval ishlatgansiz, ikkinchi marta amal qilmaydi.',
      promo_first_purchase: 'Bu promokod faqat hali hech narsa xarid qilmaganlar uchun.',
      promo_guesses: 'Notoʻgʻri promokodlar juda koʻp kiritildi. Bir soatdan keyin urinib koʻring.',
    },
  },
  guest: {
    onlyWords: 'Bu yerda men faqat so‘zlarga javob beraman. Fayl bilan shaxsiy chatga keling.',
    empty: (username: string) => `Savolni ismim yoniga yozing: @${username} va savol.`,
    comeOver: 'Shaxsiy chatda davom etamiz: u yerda dastlabki xabarlar bepul.',
    dearer: 'Bu savol odatdagidan qimmatroq. Uni shaxsiy chatda bering: u yerda avval narxini aytaman.',
    askAgain: 'Iltimos, shu yerda yoki shaxsiy chatda yana so‘rang.',
    failed: 'Javob bera olmadim. Iltimos, shu yerda yoki shaxsiy chatda yana so‘rang.',
    whole: '📖 To‘liq o‘qish',
    more: '💬 Shaxsiy so‘rash',
    help: (username: string) =>
      `Mendan istalgan chatda so‘rash mumkin: u yerda @${username} va savolingizni yozing, men shu joyning o‘zida javob beraman.`,
  },
  gift: {
    screen:
      '**Sovgʻa**\n\nNima sovgʻa qilishni tanlang. Toʻlovdan keyin havola olasiz: uni istalgan odamga yuborish mumkin, sovgʻani havolani birinchi ochgan odam oladi. 30 kun ichida uni hech kim ochmasa, sovgʻa oʻzingizga qoladi.',
    yours: 'Hali ochilmaganlari:',
    line: (title, link, until) => `• ${title}: ${link} (muddati: ${shortDay(until)})`,
    about: (title) => `Sovgʻa: ${title}. Havola toʻlovdan keyin shu yerga keladi.`,
    paid: (title, link) =>
      `Sovgʻa tayyor: ${title}.\n\n${link}\n\nShu havolani yuboring: sovgʻani uni birinchi ochgan odam oladi. 30 kun ichida uni hech kim ochmasa, sovgʻa oʻzingizga qoladi.`,
    share: (title) => `Sizga sovgʻa: ${title}`,
    received: {
      credits: (count, total) => `Sizga sovgʻa: ${credits(count)}. Endi sizda ${credits(total)} bor.`,
      days: (title, until) => `Sizga sovgʻa: “${title}” obunasi, hammasi birga ${till(until)}.`,
    },
    own: (title) => `Bu sizning sovgʻangiz: ${title}. Havolani egasiga yuboring yoki oʻzingizga qoldiring.`,
    claimed: (title) => `Sovgʻangiz ochildi: ${title}.`,
    returned: (title) => `Sovgʻangizni 30 kun ichida hech kim ochmadi, shuning uchun u oʻzingizga qoldi: ${title}.`,
    voided: {
      open: (title) => `Sovgʻaning toʻlovi qaytarildi, havola endi amal qilmaydi: ${title}.`,
      claimed: {
        all: (title) => `Sovgʻaning toʻlovi qaytarildi, shuning uchun u olgan odamdan qaytarib olindi: ${title}.`,
        rest: (title, rest) =>
          `Sovgʻaning toʻlovi qaytarildi: ${title}. Undan qolgani olgan odamdan qaytarib olindi: ${rest}.`,
        nothing: (title) =>
          `Sovgʻaning toʻlovi qaytarildi: ${title}. Olgan odam uni butunlay ishlatib boʻlgan, shuning uchun hech narsa qaytarib olinmadi.`,
      },
    },
    takenBack: {
      all: (title) => `Sizga berilgan sovgʻaning toʻlovi qaytarildi, shuning uchun u qaytarib olindi: ${title}.`,
      rest: (title, rest) =>
        `Sizga berilgan sovgʻaning toʻlovi qaytarildi: ${title}. Undan qolgani qaytarib olindi: ${rest}.`,
      nothing: (title) =>
        `Sizga berilgan sovgʻaning toʻlovi qaytarildi: ${title}. U butunlay ishlatib boʻlingan, shuning uchun hech narsa qaytarib olinmadi.`,
    },
    daysLeft: (count) => (count === 0 ? 'bir kundan kam' : days(count)),
    refused: {
      gift_not_found: 'Bunday sovgʻa yoʻq. Havolani tekshiring.',
      gift_claimed: 'Bu sovgʻa allaqachon ochilgan.',
      gift_void: 'Bu sovgʻa endi amal qilmaydi: uning toʻlovi qaytarilgan.',
    },
  },
  search: {
    doing: {
      search: (what) => `Qidiryapman: ${what}`,
      page: (what) => `Oʻqiyapman: ${what}`,
      server: (what) => `Soʻrayapman: “${what}”`,
    },
    sources: 'Manbalar',
    setting: (on, count) => {
      if (!on) return 'Internetdan qidiruv: oʻchirilgan'
      return count === 0
        ? 'Internetdan qidiruv: yoqilgan'
        : `Internetdan qidiruv: yoqilgan; kerak boʻlsa, savol narxiga ${credits(count)} qoʻshiladi`
    },
    notIn: {
      trial: 'Internetdan qidiruv: sinov davriga kirmaydi',
      subscription: 'Internetdan qidiruv: obunaga kirmaydi',
    },
    turnOn: 'Internetdan qidirish',
    turnOff: 'Internetdan qidirmaslik',
    included: 'Savol uchun internetdan qidirildi.',
    receipt: (price) => `Shundan internetdan qidiruv uchun: ${price}`,
  },
  referral: {
    off: 'Hozir taklif uchun mukofot berilmaydi.',
    title: '**Taklif qilish**',
    invited: (count) => `Havolangiz orqali birinchi marta kelgan odamning sinov davriga ${messages(count)} qoʻshiladi.`,
    inviter: (count, most) =>
      `Uning birinchi xaridi qaytarilmasa, uch kundan keyin siz ${credits(count)} olasiz. Oyiga koʻpi bilan ${uzbek(most, 'ta mukofot')}, qolganlari keyingi oyda keladi.`,
    came: (count) => `Havola orqali kelganlar: ${count.toLocaleString('uz')}`,
    notPaid: (count) => `Hali hech narsa olmaganlar: ${count.toLocaleString('uz')}`,
    waiting: (count, at) =>
      `Xarid qilgan, mukofot kutilmoqda: ${count.toLocaleString('uz')}, eng yaqini: ${shortDay(at)}`,
    returned: (count) => `Xarid qaytarilgan, mukofot yoʻq: ${count.toLocaleString('uz')}`,
    rewarded: (count, sum) => `Mukofotlar: ${count.toLocaleString('uz')}, jami ${credits(sum)}`,
    share: 'Sunʼiy intellektli yordamchi: javob beradi, yozadi, fayllarni oʻqiydi.',
    reward: (count) => `Taklif uchun mukofot: ${credits(count)}. Rahmat!`,
    undone: (count) =>
      `Siz taklif qilgan odamning xaridi qaytarildi, shuning uchun mukofot qaytarib olindi: ${credits(count)}.`,
  },
  tools: {
    included: 'Savolda maʼlumotnomadan foydalanildi.',
    receipt: (price) => `Shundan maʼlumotnoma uchun: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Kanalimizga obuna boʻling, men sizga ${credits(count)} sovgʻa qilaman. Bir marta.`,
      trial_messages: (count) => `Kanalimizga obuna boʻling, sinov davriga ${messages(count)} qoʻshiladi. Bir marta.`,
    },
    thanks: {
      credits: (count) => `Biz bilan ekaningiz uchun rahmat: ${credits(count)} balansingizda.`,
      trial_messages: (count) => `Biz bilan ekaningiz uchun rahmat: sinov davriga ${messages(count)} qoʻshildi.`,
    },
    notYet: 'Hozircha sizni obunachilar orasida koʻrmayapman. Obuna boʻlib, “Tekshirish” tugmasini yana bosing.',
    unknown: 'Kanalga obunangizni hozir tekshirib boʻlmayapti. Birozdan keyin urinib koʻring.',
    given: 'Kanalga obuna uchun sovgʻani allaqachon olgansiz.',
    off: 'Hozir kanalga obuna uchun sovgʻa yoʻq.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Yordamchilar**\n\nHar birining oʻz ishi bor. Kim bilan gaplashishni tanlang.',
    listOwn: (most) => `Oʻzingiznikini ham yaratish mumkin, ${most} tagacha: ularni faqat siz koʻrasiz.`,
    instead: (wanted, model) => `“${wanted}” modeli hozir sizga ochiq emas, shuning uchun “${model}” javob beradi.`,
    price: (price) => `Javob narxi: ${price}`,
    started: 'Suhbat boshlandi. Nimani soʻraysiz?',
    noPrompt: 'Uning roli hali yozilmagan. Yozing, shunda suhbatni boshlash mumkin boʻladi.',
    gone: 'Bu yordamchi endi yoʻq.',
    lost: 'Siz gaplashgan yordamchi endi yoʻq. Bundan buyon oʻzim javob beraman.',
    titleRequest: (longest) => `Yordamchini qanday ataymiz? ${longest} belgigacha.`,
    titlePlaceholder: 'Fizika oʻqituvchisi',
    promptRequest: (title, longest) =>
      `“${title}” nima qila olishi va qanday javob berishi kerak? Bitta xabarda yozing, ${longest.toLocaleString('uz')} belgigacha.`,
    promptPlaceholder: 'Sen oʻqituvchisan, misollar bilan tushuntir',
    full: (most) =>
      `Oʻz yordamchilaringiz ${most} tagacha boʻlishi mumkin. Keraksizini oʻchiring, shunda joy ochiladi.`,
    delete: (title) =>
      `“${title}” yordamchisi oʻchirilsinmi? U bilan suhbatlar qoladi, lekin ularda men javob beraman.`,
    deleted: 'Tayyor, yordamchi oʻchirildi.',
    receipt: (title) => `Yordamchi: ${title}`,
    buttons: {
      menu: '🎭 Yordamchilar',
      start: '💬 Suhbatni boshlash',
      share: '📨 Ulashish',
      make: '➕ Oʻz yordamchim',
      prompt: '✍️ Rol',
    },
  },
  welcomeGift: {
    credits: (count) => `Tanishuv uchun sovgʻa: ${credits(count)}. Ular balansingizda.`,
    trialMessages: (count) => `Tanishuv uchun sovgʻa: sinov davriga ${messages(count)} qoʻshildi.`,
  },
  memory: {
    button: '📌 Xotira',
    begins: 'eslab qol:|eslab qoling:|esda tut:|yodda tut:|yodingda tut:|yodingizda tuting:|esingda boʻlsin:|eslab qol',
    title: '**Xotira**',
    about: (count, most) =>
      `Barcha suhbatlarda siz haqingizda eslab turganlarim: ${most} tadan ${count} ta. Oʻzgartirish yoki oʻchirish uchun raqamini bosing.`,
    empty:
      'Hozircha siz haqingizda hech narsa eslab qolmaganman. Masalan, “Eslab qol: men vegetarianman” deb yozing, buni barcha suhbatlarda hisobga olaman.',
    finds: 'Suhbat tugaganda, xabarlaringizdagi muhim narsani oʻzim ham eslab qolishim mumkin.',
    off: 'Xotira oʻchirilgan: yangi narsani eslab qolmayman va bilganlarimdan foydalanmayman. U suhbatni eslab qolish bilan birga yoqiladi.',
    kept: (fact) => `Eslab qoldim: “${fact}”.`,
    known: (fact) => `Buni allaqachon eslab qolganman: “${fact}”.`,
    knownAlready: 'Buni allaqachon eslab qolganman, ikkinchi marta yozmayman.',
    one: (fact) => `Eslab turibman: “${fact}”.`,
    tooLong: (longest) => `Qisqa narsalarni eslab qolaman, ${longest} belgigacha. Bir jumla bilan yozing.`,
    full: 'Bundan ortiq eslab qololmayman: joy yoʻq. Eslab turganlarimdan birini oʻchiring.',
    secret: 'Parol, kalit va karta raqamlarini eslab qolmayman: shunisi xavfsizroq.',
    ask: 'Uning oʻrniga nimani eslab qolay? Yozing.',
    placeholder: 'Men vegetarianman',
    deleted: 'Oʻchirdim, endi eslamayman.',
    deleteAll: 'Siz haqingizda eslab turganlarimning hammasi oʻchirilsinmi? Uni qaytarib boʻlmaydi.',
    deletedAll: 'Tayyor: endi siz haqingizda hech narsa eslamayman.',
    gone: 'Buni endi eslamayman.',
    buttons: {
      change: '✏️ Oʻzgartirish',
      delete: '🗑 Oʻchirish',
      deleteAll: 'Hammasini oʻchirish',
      deleteAllYes: 'Ha, oʻchirilsin',
    },
  },
  suggestions: {
    turnOn: 'Savol taklif qilish',
    turnOff: 'Savol taklif qilmaslik',
    setting: (on) =>
      on ? 'Takliflar: javob ostida keyin berish mumkin boʻlgan savollar' : 'Takliflar: javob ostida savollarsiz',
  },
  discount: (percent, until) =>
    `Yulduzlar bilan bitta xaridga ${percent} % chegirmangiz narxlarda hisobga olingan, ${till(until)}. Oʻzi uzayadigan obunaga u amal qilmaydi.`,
  subscription: '**Obuna**',
  subscriptionNone: 'Sizda obuna yoʻq.',

  agreement: {
    request:
      'Javob bera boshlashimdan oldin shartlarni (/terms) va maʼlumotlaringiz bilan nima boʻlishini (/privacy) oʻqing. Rozi boʻlsangiz, tugmani bosing.',
    changed: {
      terms: 'Siz rozi boʻlganingizdan beri shartlar oʻzgardi: /terms.',
      privacy: 'Siz rozi boʻlganingizdan beri maʼlumotlaringizdan foydalanish tartibi oʻzgardi: /privacy.',
      both: 'Siz rozi boʻlganingizdan beri shartlar (/terms) va maʼlumotlaringizdan foydalanish tartibi (/privacy) oʻzgardi.',
    },
    whatIsNew: (text) => `Nima yangi: ${text}`,
    goOn: 'Rozi boʻlsangiz, tugmani bosing va davom etamiz.',
    kept: 'Savolingiz saqlandi: shundan keyin darhol javob beraman.',
    keptAll: (count) => `${messages(count)}ingiz saqlandi: shundan keyin darhol hammasiga javob beraman.`,
    keptInstead: 'Oxirgi savolingiz saqlandi: shundan keyin darhol javob beraman. Oldingisini qayta yuboring, iltimos.',
    thanks: 'Rahmat, roziligingiz yozib qoʻyildi.',
    byTrial:
      'Boshlash bilan siz shartlarni (/terms) qabul qilasiz va maʼlumotlaringiz bilan nima boʻlishiga (/privacy) rozi boʻlasiz.',
    byPaying: 'Toʻlash bilan /terms va /privacy ni qabul qilasiz.',
    inGroup: 'Sizga javob berishim uchun shaxsiy chatda shartlarni qabul qiling: bir marta bosish kifoya.',
    withdraw:
      'Rozilikni qaytarib olasizmi? Qayta rozi boʻlmaguningizcha savollaringizga javob bermayman. Kreditlar, obuna va matnlar qoladi. Yordam, pulni qaytarish va maʼlumotlarni yuklash roziliksiz ham ishlaydi.',
    withdrawn:
      'Rozilik qaytarib olindi: endi savollarga javob bermayman. Matnlarni hozir yoki keyin /settings ichida oʻchirish mumkin. Fikringiz oʻzgarsa, /terms va /privacy ni oʻqib, “Roziman” tugmasini bosing.',
  },
  schedules: {
    title: '**Jadval boʻyicha savollar**',
    hint: (most) =>
      `Vaqti kelganda savolingizni oʻzim berib, javobini yuboraman. “Yangi savol” tugmasini bosing. Hammasi boʻlib ${most} ta boʻlishi mumkin.`,
    ask: 'Nimani soʻray? Savolni hozir beradigandek yozing.',
    placeholder: 'Asosiy yangiliklarni aytib ber',
    tooLong: (longest) => `Jadvaldagi savol ${uzbek(longest, 'belgidan')} oshmasin. Qisqartirib, qayta yuboring.`,
    tooMany: (most) =>
      `Jadvalda koʻpi bilan ${uzbek(most, 'ta savol')} boʻlishi mumkin. Bittasini oʻchirsangiz, joy boʻshaydi.`,
    when: 'Qachon soʻray?',
    gone: 'Jadvaldagi bu savol endi yoʻq.',
    otherPeriod: 'Bunday jadval bilan soʻray olmayman: eng koʻpi kuniga bir marta.',
    whatTime: 'Sizda hozir soat necha? Vaqt mintaqangizni eslab qolaman, uni /settings ichida oʻzgartirish mumkin.',
    often: { day: 'Har kuni', weekdays: 'Ish kunlari', week: 'Haftada bir', month: 'Oyda bir' },
    weekdays: [
      'Har dushanba',
      'Har seshanba',
      'Har chorshanba',
      'Har payshanba',
      'Har juma',
      'Har shanba',
      'Har yakshanba',
    ],
    at: {
      day: (time) => `Har kuni soat ${time}`,
      weekdays: (time) => `Ish kunlari soat ${time}`,
      week: (weekday, time) => `${weekday} soat ${time}`,
      month: (day, time) => `Har oyning ${day}-kuni soat ${time}`,
    },
    zone: (name) => `Vaqt mintaqasi: ${name}`,
    offer: (price) =>
      `Bitta javob koʻpi bilan ${credits(price)}. Obuna yoki sinov xabarlari bor ekan, ular toʻlaydi. Toʻlaydigan hech narsa qolmasa, toʻxtab, sizga yozaman.`,
    next: (moment) => `Keyingi javob: ${moment}.`,
    paused: {
      asked: 'Pauzada.',
      no_access: 'Pauzada: toʻlaydigan hech narsa yoʻq edi.',
      price_changed: 'Pauzada: javob qimmatlashdi.',
      unread: 'Pauzada: oxirgi ikki javobga munosabat bildirmadingiz.',
      unreachable: 'Pauzada: sizga yoza olmadim.',
    },
    stopped: {
      no_access:
        'Hozir javob uchun toʻlaydigan hech narsa yoʻq, shuning uchun savol pauzada. Balansni toʻldirib, “Davom etish” tugmasini bosing.',
      price_changed: (price) =>
        `Javob kelishganimizdan qimmatlashdi: endi ${credits(price)}. Savol pauzada. Narx maʼqul boʻlsa, “Davom etish” tugmasini bosing.`,
      unread:
        'Botlar xabar oʻqilganini koʻrmaydi. Oxirgidan oldingi javobdan beri hech narsa yozmadingiz va bosmadingiz, shuning uchun savol pauzada. Hali kerak boʻlsa, “Davom etish” tugmasini bosing.',
    },
    notOn:
      'Hozir javob uchun toʻlaydigan hech narsa yoʻq, shuning uchun savol yoqilmadi. Balansni toʻldiring, keyin yoqing.',
    notOnWithoutTrial:
      'Hali javob uchun toʻlaydigan hech narsa yoʻq, shuning uchun savol yoqilmadi. Bepul sinovni boshlang, keyin yoqing.',
    missed: 'Bir muddat boʻlmadim va jadvaldagi savolning vaqti oʻtib ketdi. Keyingi safar oʻz vaqtida soʻrayman.',
    delete: 'Bu savol oʻchirilsinmi? Kelgan javoblar qoladi.',
    deleted: 'Oʻchirildi',
    buttons: {
      open: '⏰ Jadval boʻyicha',
      new: 'Yangi savol',
      start: 'Yoqish',
      resume: 'Davom etish',
      pause: 'Pauza',
      changeTime: 'Boshqa vaqt',
      once: 'Bir marta soʻrash',
      timeZone: '🕒 Vaqt mintaqasi',
    },
  },

  status: '**Men qanday javob beraman**',
  statusModel: (title, price) => `Model: ${title}, har bir javob ${credits(price)}`,
  statusConversation: (title) => (title === null ? 'Mavzu: hozircha yangi' : `Mavzu: “${title}”`),
  models: '**Model**',
  modelsHint: 'Savollaringizga kim javob berishini tanlang.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nJavob narxi: ${credits(price)}${trial ? '' : ', sinov davriga kirmaydi'}.`,
  modelChosen: (title) => `Endi “${title}” javob beradi`,

  settings: '**Sozlamalar**',
  settingsLanguage: 'Til: oʻzbekcha',
  settingsStyle: (style) => `Javoblar: ${style}`,
  newsRefused: 'Yangiliklar boshqa kelmaydi. Ularni /settings orqali qayta yoqish mumkin.',
  settingsNews: (on) => (on ? 'Yangiliklar: yuboraman' : 'Yangiliklar: yubormayman'),
  settingsRemember: (on) =>
    on ? 'Suhbat: oldingi xabarlarni eslab qolaman' : 'Suhbat: har bir savolga alohida javob beraman',
  styles: {
    normal: 'odatdagi',
    brief: 'qisqa',
    detailed: 'batafsil',
    teacher: 'oʻqituvchidek',
    code: 'avvalo kod',
  },
  settingsInstructions: 'Oʻz koʻrsatmalaringiz: bor',
  settingsRich: (on) => (on ? 'Jadval va formulalar: bezatilgan' : 'Jadval va formulalar: oddiy matn'),
  settingsReminders: (on) =>
    on ? 'Eslatmalar: obuna va balans haqida, haftasiga koʻpi bilan bir marta' : 'Eslatmalar: yubormayman',
  remindersOff: 'Boshqa eslatmayman. Eslatmalarni sozlamalarda qayta yoqish mumkin.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Narx: savol odatdagidan qimmat boʻlsa, soʻrayman'
      : `Narx: savol ${credits(count)}dan qimmat boʻlsa, soʻrayman`,
  instructions: '**Oʻz koʻrsatmalaringiz**',
  instructionsHint:
    'Har bir javobda nimani hisobga olish kerakligini shu yerga yozish mumkin. Masalan: “Men 9-sinfda fizika oʻqiyman, sodda tushuntir”.',
  instructionsRequest: 'Shu xabarga javob bering: har bir javobda nimani hisobga olay? 1000 belgigacha.',
  instructionsPlaceholder: 'Nimani hisobga olish kerak',
  instructionsTooLong: (length, longest) =>
    `Matn ${uzbek(length, 'belgi')} boʻldi, ${longest.toLocaleString('uz')} belgi sigʻadi. Iltimos, qisqartiring.`,
  saved: 'Saqlandi',
  forget:
    'Maʼlumotlaringiz oʻchirilsinmi? Savol va javoblaringiz matni, ismingiz va sozlamalaringiz darhol va butunlay oʻchiriladi. Qoldiq va toʻlov yozuvlari saqlanadi: ular hisob-kitob uchun kerak.',
  forgetRenewal: (plan, at) =>
    `“${plan}” obunasi qoladi va oʻzi uzayadi: Telegramdagi keyingi toʻlov ${date(at)}. U endi kerak boʻlmasa, uzaytirishni bekor qiling.`,
  forgetSchedules: 'Jadval boʻyicha savollaringiz ham oʻchiriladi: ularni boshqa bermayman.',
  exported: 'Siz haqingizda saqlanadigan hamma narsa shu yerda.',
  forgotten: 'Tayyor, matnlaringiz oʻchirildi.',

  help: '**Yordam**\n\nSavollarni oddiy xabar qilib yozing: siz /new yubormaguningizcha suhbat esimda turadi.\n\nRasm va albomlar, ovozli xabarlar, fayllarni (PDF, Word, Excel, PowerPoint, matn, kod) savol bilan yoki savolsiz yuboring. Avval yuborilgan narsa haqida soʻrash uchun unga javob bering. Savol odatdagidan qimmat boʻlsa, avval narxini aytaman.\n\n/new: yangi suhbat\n/conversations: oldingi suhbatga qaytish\n/stop: javobni toʻxtatish\n/balance: sizda nima qoldi\n/status: men qanday javob beraman\n/buy: kreditlar va obuna\n/assistants: har bir ish uchun yordamchilar\n/image: rasm chizish\n/schedule: jadval boʻyicha savollar\n/promo: promokod\n/model: model tanlash\n/settings: til, javob uslubi, maʼlumotlar\n/paysupport: toʻlov haqidagi savollar\n/id: Telegramdagi raqamingiz\n/terms: shartlar\n/privacy: maʼlumotlaringiz haqida\n\nJavobsiz qolgan savol uchun hech narsa yechilmaydi.',
  yourId: (id) =>
    `Telegramdagi raqamingiz: \`${id}\`. Biror narsa notoʻgʻri ketsa, bot egasi sizni shu raqam orqali topadi.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `“${ended}” suhbati tugadi, unga qaytish mumkin. `}Yangi sahifadan boshlaymiz. Nima haqida gaplashamiz?`,
  untitled: 'Nomsiz',
  conversations: '**Suhbatlar**\n\nQaysi birini davom ettirishni tanlang.',
  titleRequest: 'Bu suhbatni qanday nomlaymiz? Yangi nomini yozing.',
  titlePlaceholder: 'Nomi',
  conversationRenamed: (title) => `Endi suhbat “${title}” deb nomlanadi.`,
  deleteConversation: (title) =>
    `${title === null ? 'Suhbat' : `“${title}” suhbati`} oʻchirilsinmi? Undagi savol va javoblar matni darhol va butunlay oʻchiriladi.`,
  conversationDeleted: 'Tayyor, suhbat oʻchirildi.',
  conversationBusy:
    'Bu suhbatda hozir javob yozyapman. Uni kuting yoki toʻxtating: /stop. Keyin suhbatni oʻchirish mumkin.',
  noConversations: 'Hozircha suhbatlar yoʻq. Savol yozing, birinchisi boshlanadi.',
  conversationResumed: (title) => `“${title}” suhbatini davom ettiramiz. Yozing.`,
  groupsOff: 'Guruhlarda javob bermayman. Menga shaxsiy chatda yozing.',
  thinking: 'Oʻylayapman…',
  stopping: 'Toʻxtatyapman.',
  nothingToStop: 'Hozir hech narsa yozmayapman.',
  paysupportPlaceholder: '12345 toʻlovi uchun kreditlar kelmadi',
  paysupport:
    '**Toʻlov haqidagi savollar**\n\nToʻlovda biror narsa notoʻgʻri boʻlsa, bu haqda keyingi xabaringizda yozing: uni bot egasi oladi. Masalan: 12345 toʻlovi uchun kreditlar kelmadi. Toʻlov raqami Telegram chekida bor. Bot egasining javobi shu yerga keladi. Telegram yordam xizmati bunday toʻlovlar boʻyicha javob bermaydi.',

  refused: {
    trial_not_started: 'Javob bera olishim uchun bepul sinov davrini boshlang.',
    trial_used_up: 'Sinov xabarlari tugadi. Yoqdimi? Qanday davom etishni tanlang.',
    trial_continues: 'Dastlabki bepul xabarlar tugadi.',
    subscription_ended: 'Obunangiz tugadi. Qanday davom etishni tanlang.',
    daily_limit:
      'Obunaning bugungi ulushi bu savolga yetmaydi. Ertaga hammasi yana paydo boʻladi, hozir esa arzonroq modelni tanlash yoki sotib olingan kreditlar bilan davom etish mumkin.',
    more_than_allowance:
      'Bu savol obunaning bir kunlik ulushidan ham koʻp, shuning uchun ertaga ham yetmaydi. Uni sotib olingan kreditlar bilan bering, arzonroq modeldan soʻrang yoki kamroq sahifa tanlang.',
    insufficient_credits: 'Bu modelga kreditlar yetmaydi. Arzonroq modelni tanlash yoki balansni toʻldirish mumkin.',
    price_changed: 'Narx oʻzgardi.',
    question_too_long:
      'Savol bu model uchun juda uzun. Uni qisqartiring yoki koʻproq sigʻdiradigan modelni tanlang. Hech narsa yechilmadi.',
    model_cannot_see: 'Bu model rasmlarni koʻrmaydi. Boshqa modelni tanlang.',
    no_transcription: 'Bu yerda yozuvlarni tinglay olmayman: iltimos, savolni matn bilan yozing.',
    not_in_trial:
      'Sinov davri buni qamrab olmaydi: bitta rasm bitta xabar hisoblanadi, ovozli xabar bir daqiqagacha, hujjat 10 sahifagacha.',
    model_not_included:
      'Bu model sinov davriga ham, obunangizga ham kirmaydi, kreditlar esa yetmaydi. Boshqa modelni tanlang yoki balansni toʻldiring.',
    budget_used_up: 'Hozir javob bera olmayman: javoblar zaxiram tugadi. Hech narsa yechilmadi.',
    trial_paused: 'Bepul javoblar hozircha tugadi.',
  },
  resumes: (moment) => `Yana javob beraman: ${clock(moment)}, Toshkent vaqti bilan.`,
  resumesForGuests: (moment) => `Ular yana paydo boʻladi: ${clock(moment)}, Toshkent vaqti bilan.`,
  resumesUnknown: 'Ular yana qachon boʻlishi hozircha nomaʼlum. Sotib olingani doim ishlaydi.',
  questionKept: 'Savol saqlandi: oʻsha paytda tugmani bosing.',
  failed: {
    usual: 'Javob bera olmadim: model hozir ishlamayapti.',
    refused: 'Javob bera olmadim: model soʻrovni rad etdi.',
    stopped: 'Toʻxtatildi.',
    undelivered: 'Javobni toʻliq koʻrsata olmadim.',
    too_long: 'Bu suhbat bilan birga savol modelga sigʻmaydi. Yangi suhbat boshlang va qayta soʻrang.',
    abuse:
      'Model provayderi bu suhbatni oʻz qoidalarining buzilishi deb hisoblab, javob bermadi. Yangi suhbat boshlang va boshqa narsa haqida soʻrang.',
    filtered: 'Model provayderining filtri javobni oʻtkazmadi. Boshqa soʻzlar bilan soʻrab koʻring.',
    no_room: 'Model juda uzoq oʻyladi va javobga joy qolmadi. Soddaroq soʻrang yoki boshqa modelni tanlang.',
    not_text: 'Model matn bilan javob bermadi, men esa faqat matnni koʻrsata olaman.',
    file_gone: 'Telegram bu faylni endi bermayapti. Uni qayta yuboring.',
  },
  priceChanged: (price) => `Narx oʻzgardi: endi ${price} kerak. Davom etamizmi?`,
  questionLost: 'Bu savolni topa olmayapman. Iltimos, uni qayta yuboring.',
  edited: 'Siz savolni oʻzgartirdingiz. Yangisiga javob beraymi?',
  editIgnored: 'Bu xabarni tahrirlash hech narsani oʻzgartirmaydi. Toʻgʻrilanganini yangi xabar qilib yuboring.',
  prices: {
    trial: (price) => `${price} xabar`,
    credits: (price) => `${price} kr.`,
    subscription: (price) => `obunadan ${price} kr.`,
  },
  delayed: 'Hozir kechikib javob beryapman. Savolingiz yoʻqolmadi, qayta yozish shart emas.',
  nothingCharged: 'Hech narsa yechilmadi.',
  givenUp: 'Bu xabarni bir necha urinishdan keyin ham qayta ishlab boʻlmadi.',
  buttonGivenUp: 'Bir necha urinishdan keyin ham boʻlmadi.',
  tryLater: 'Birozdan keyin qayta urinib koʻring.',
  paymentDelayed: 'Toʻlovingiz yetib keldi. Uni birozdan keyin hisoblayman, hech narsa qilish shart emas.',
  paymentGivenUp:
    'Toʻlovingiz yetib keldi, lekin uni darhol hisoblab boʻlmadi. Bir soatda xarid paydo boʻlmasa, /paysupport yuboring.',
  blocked: 'Siz uchun botga kirish yopilgan.',
  forbidden: 'Buni faqat bot egasi qila oladi, siz esa endi egasi emassiz.',
  contact: (owner) =>
    owner
      ? `Bot egasi bilan bogʻlanish: ${owner}`
      : '/paysupport va savolingizni bitta xabarda yuboring, bot egasi shu yerda javob beradi.',
  groupGreeting: (username) =>
    `Assalomu alaykum! Men savollarga javob beraman. /ask buyrugʻi bilan soʻrang, @${username} va savolni yozing yoki xabarimga javob bering. Har kimning oʻz balansi bor, u faqat shaxsiy chatda koʻrinadi.`,
  groupHelp: (username) =>
    `**Guruhda qanday soʻrash mumkin**\n\n/ask va savol, @${username} va savol yoki xabarimga javob. Boshqa odamning xabari, rasmi, ovozli xabari yoki fayli haqida soʻrash uchun unga /ask buyrugʻi bilan javob bering.\n\n/new: yangi suhbat\n/stop: javobni toʻxtatish\n\nBalans, model va sozlamalar: shaxsiy chatda.`,
  nameless:
    'Kimligingizni koʻrmayapman: xabar guruh yoki kanal nomidan yozilgan. Oʻz nomingizdan yozing, men javob beraman.',
  groupHint:
    'Bu haqda xoli gaplashgan maʼqul: men bilan shaxsiy chatni oching. Bu yerda esa /ask buyrugʻi bilan soʻrang.',
  tooFast: (perMinute) =>
    `Siz juda tez yozyapsiz. Men daqiqasiga koʻpi bilan ${uzbek(perMinute, 'ta xabarga')} javob beraman: qolgani yoʻqolmaydi, qayta yozish shart emas.`,
  pressesTooFast: 'Tugma juda koʻp bosildi. Bir daqiqadan keyin yana bosing.',
  oldButton: 'Bu tugma endi ishlamaydi',
  notYours: 'Bu tugma savol bergan odam uchun',

  quietTrial: (left) => (left === 0 ? 'Bu oxirgi sinov xabari edi.' : `Sinov davrida qoldi: ${messages(left)}.`),
  quietCredits: (left) => `Qoldi: ${credits(left)}.`,
  quietAllowance: (price, left) => `Obuna boʻyicha: ${credits(price)}, bugunga ${left.toLocaleString('uz')} qoldi.`,
  quietPrice: (price, left) => `Yechildi: ${credits(price)}, ${left.toLocaleString('uz')} qoldi.`,
  fellBack: (title) => `Tanlangan model oʻrniga “${title}” javob berdi.`,
  insteadOf: (wanted, title) =>
    `“${wanted}” modelining javoblar zaxirasi hozircha tugadi, “${title}” oʻz narxida javob berdi.`,
  cutByFilter: 'Javobning davomini model provayderining filtri oʻtkazmadi.',
  outOfTime: 'Model sekin yozdi va vaqti tugadi. “Davomi” tugmasini bosing yoki “davom et” deb yozing.',
  restInFile: 'Javob xabarlarga sigʻmadi. Toʻliq javob faylda.',
  cutShort: 'Javob model chegarasidan uzun boʻlib, uzilib qoldi. “Davomi” tugmasini bosing yoki “davom et” deb yozing.',

  attached: {
    photo: 'rasm',
    sticker: 'stiker',
    voice: 'ovozli xabar',
    video: 'videoyozuv',
    document: 'fayl',
    location: 'xaritadagi joy',
    other: 'ilova',
  },
  unsupported: {
    sticker: 'Chiroyli! Lekin harakatli rasm va stikerlarni hozircha koʻrmayman. Soʻz bilan yozasizmi?',
    video: 'Videolarni hozircha koʻrmayman. Kadrni rasm qilib yuboring yoki soʻz bilan yozing.',
    location: 'Xaritalarni hozircha tushunmayman. Nima qiziqtirayotganini yozing.',
    other: 'Bunday narsani hozircha tushunmayman. Iltimos, matn bilan yozing.',
  },

  image: {
    ask: '**Rasm**\n\nNima chizishni tasvirlab bering: rasmda nima bor, qanday uslubda, qanday ranglarda. Tayyor rasmni oʻzgartirish uchun uni /image yozuvi va nimani oʻzgartirish kerakligi bilan yuboring.',
    askChange: 'Bu rasmda nimani oʻzgartiray? Soʻz bilan yozing.',
    placeholder: 'Skafandr kiygan malla mushuk, akvarel',
    placeholderChange: 'Tun boʻlsin, tom ustida oy tursin',
    choose: (begin) => `🎨 “${begin}”\n\nQanday chizay?`,
    chooseChange: (begin) => `✏️ “${begin}”\n\nQanday oʻzgartiray?`,
    unused: 'Men soʻzlar va rasmlar boʻyicha chizaman; yozuvlar, videolar va boshqalar bu yerda hisobga olinmaydi.',
    onlyOne: 'Bir vaqtda bitta rasmni oʻzgartirish mumkin, shuning uchun bu birinchisi haqida.',
    drawing: (title) => `🎨 Chizyapman: “${title}”. Odatda bir daqiqagacha vaqt oladi.`,
    off: 'Hozir rasm chizmayman.',
    busy: 'Oldingi rasmingizni hali chizyapman. Uni kuting, keyin yangisiga buyurtma bering.',
    tooMany: (resumesAt) =>
      `Bir soatda mumkin boʻlgancha rasm buyurtma qildingiz. Keyingisi shu vaqtdan keyin: ${clock(resumesAt)}, Toshkent vaqti bilan.`,
    tooLong: (longest) => `Tavsif ${uzbek(longest, 'belgidan')} uzun. Uni qisqartirib, qayta yuboring.`,
    gone: 'Bu rasm menda endi yoʻq. Uni /image yozuvi va nimani oʻzgartirish kerakligi bilan yuboring.',
    fileGone: 'Asl faylni bir sutka saqlayman, u endi yoʻq. Rasmning oʻzi yuqorida.',
    byRules: 'Xizmat qoidalari bunday rasm chizishga ruxsat bermaydi. Uni boshqacha tasvirlang.',
    unreadable: 'Bu rasmni ochib boʻlmadi. Uni foto, JPEG yoki PNG qilib yuboring.',
    interrupted: 'Chizish uzilib qoldi.',
    failed: 'Rasm chizib boʻlmadi. Birozdan keyin qayta urinib koʻring.',
    cannotPay: (price) => `Bu rasm uchun ${price} kerak, hozir bunga yetmaydi.`,
    receipt: (words) => (words === null ? 'Rasm (tavsifi oʻchirilgan)' : `Rasm: ${words}`),
    states: {
      charged: (price) => `Yechildi: ${price}`,
      reserved: (price) => `Chizilayotgan rasm uchun ajratildi: ${price}`,
      given_back: () => 'Hech narsa yechilmadi: rasm chizib boʻlmadi',
    },
  },

  voice: {
    receipt: 'Ovoz chiqarib oʻqilgan javob',
    cut: 'Boshi oʻqildi: javob uzun, toʻliq holda yuqorida.',
    leavesOut: 'Kod va jadvallar oʻqilmaydi: ular javobning oʻzida.',
    asFile: 'Siz ovozli xabarlarni qabul qilmaysiz, shuning uchun fayl qilib yuboraman.',
    forbidden:
      'Siz ovozli xabarlarni qabul qilmaysiz. Telegram sozlamalarida shu chat uchun ruxsat bering va yana bosing.',
    failed: 'Javobni ovoz chiqarib oʻqib boʻlmadi. Birozdan keyin qayta urinib koʻring.',
    cannotPay: (price) => `Bu javobni ovoz chiqarib oʻqish uchun ${price} kerak, hozir bunga yetmaydi.`,
    states: {
      charged: (price) => `Yechildi: ${price}`,
      reserved: (price) => `Tayyorlanayotgan ovoz uchun ajratildi: ${price}`,
      given_back: () => 'Hech narsa yechilmadi: ovoz chiqarib oʻqib boʻlmadi',
    },
  },

  files: {
    leftOut: (count) =>
      `Bitta savolda oʻntagacha fayl boʻlishi mumkin: oxirgi ${uzbek(count, 'ta faylni')} ochmadim. Qolganini alohida savol bilan yuboring.`,
    doing: {
      image: 'Rasmni koʻryapman…',
      images: 'Rasmlarni koʻryapman…',
      audio: 'Tinglayapman…',
      file: 'Faylni oʻqiyapman…',
      files: 'Fayllarni oʻqiyapman…',
    },
    nameless: 'fayl',
    titles: { picture: 'Rasm', document: 'Fayl' },
    named: (name) => (name === null ? 'Fayl' : `“${name}” fayli`),
    pictures: (count) => uzbek(count, 'ta rasm'),
    pages: (count) => uzbek(count, 'sahifa'),
    firstPages: (first, of) =>
      `${of.toLocaleString('uz')} sahifadan ${first === 1 ? 'birinchisi' : `dastlabki ${first.toLocaleString('uz')} tasi`}`,
    somePages: (from, to) => (from === to ? `${from}-sahifa` : `${from}–${to}-sahifalar`),
    words: (count) => uzbek(count, 'soʻz'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} s`
      return seconds === 0 ? `${minutes} daq` : `${minutes} daq ${seconds} s`
    },
    offers: {
      document: 'U haqida savol',
      picture: 'U haqida savol',
      several: 'Ular haqida savol',
      speech: 'Matnga aylantirib, javob berish',
      transcript: 'Matnga aylantirish',
      mixed: 'Hammasiga birga javob berish',
    },
    declined: 'Yaxshi, javob bermayman.',
    whichPages: 'Qaysi sahifalar? Masalan: 3 yoki 2–5.',
    pagesPlaceholder: 'Masalan, 2–5',
    pagesUnclear:
      'Qaysi sahifalar ekanini tushunmadim. Raqamini yozing, masalan 3, yoki birinchi va oxirgisini, masalan 2–5.',
    noSuchPages: 'Faylda bunday sahifalar yoʻq. Qaysilarini olay? Masalan: 3 yoki 2–5.',
    unreadable: {
      encrypted: (file) => `${file} parol bilan himoyalangan. Parolni olib tashlab, qayta yuboring.`,
      empty: (file) => `${file} boʻsh: unda oʻqiydigan narsa yoʻq. Toʻgʻri fayl ekanini tekshiring.`,
      damaged: (file) => `${file} shikastlangan, ochib boʻlmadi. Uni qaytadan saqlab, yana yuboring.`,
      unsupported: (file) =>
        `${file} oʻqilmaydi. Men PDF, Word, Excel, PowerPoint, matn va kodni oʻqiyman, rasmlarni koʻraman va yozuvlarni tinglayman.`,
      too_many_pages: (file) =>
        `${file} juda uzun: unda sahifalar juda koʻp. Kerakli qismini alohida fayl qilib yuboring.`,
      too_large: (file) => `${file} juda katta. Kichikroq qilib yoki boʻlib yuboring.`,
      gone: (file) => `${file} endi ochilmaydi: Telegram uni bermayapti. Uni qayta yuboring.`,
    },
  },

  buttons: {
    newConversation: '💬 Yangi suhbat',
    balance: '👛 Balans',
    buy: '⭐ Toʻldirish',
    gift: '🎁 Sovgʻa qilish',
    shareGift: '📨 Sovgʻani yuborish',
    keepGift: 'Oʻzimga qoldirish',
    invite: '👥 Taklif qilish',
    shareLink: '📨 Havolani yuborish',
    channelBonus: '📣 Kanalga obuna: sovgʻa',
    joinChannel: '📣 Kanalni ochish',
    checkChannel: 'Tekshirish',
    accept: '✅ Roziman',
    withdraw: 'Rozilikni qaytarib olish',
    withdrawYes: 'Ha, qaytarib olish',
    promo: '🎟 Promokod',
    subscription: '🗓 Obuna',
    model: '🧠 Model',
    settings: '⚙️ Sozlamalar',
    help: '❓ Yordam',
    image: '🎨 Rasm',
    imageAgain: '↻ Yana bitta',
    imageChange: '✏️ Oʻzgartirish',
    imageFile: '📎 Fayl qilib',
    listen: '🎧 Tinglash',
    listenAgain: '🎧 Yana tinglash',
    back: '‹ Orqaga',
    history: '🧾 Tarix',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Obuna boʻlish: ${price.toLocaleString('uz')} ⭐`,
    cancelRenewal: 'Uzaytirishni bekor qilish',
    cancelRenewalYes: 'Ha, bekor qilish',
    keepRenewal: 'Qoldirish',
    buyAnyway: (price) => `Sotib olish: ${price}`,
    resumeRenewal: 'Uzaytirishni qayta yoqish',
    menu: '☰ Menyu',
    tryFree: '🎁 Bepul sinash',
    notNow: 'Hozir emas',
    answerWaiting: (begin) => `“${begin}”ga javob berish`,
    answerBy: (title) => `“${title}” javob beradi`,
    noReminders: 'Eslatilmasin',
    reminders: 'Balans haqida eslatish',
    answerNow: 'Javob berish',
    retry: '↻ Takrorlash',
    again: '↻ Qaytadan',
    continue: '▸ Davomi',
    shorter: '✂︎ Qisqaroq',
    inShort: '✂︎ Qisqacha',
    files: '📄 Fayl qilib',
    agree: 'Soʻrash',
    somePages: 'Faqat ayrim sahifalar',
    decline: 'Kerak emas',
    edited: '↻ Qayta javob berish',
    stop: '■ Toʻxtatish',
    privateChat: '💬 Shaxsiy chat',
    instructions: '✍️ Oʻz koʻrsatmalarim',
    writeInstructions: 'Yozish',
    dropInstructions: 'Olib tashlash',
    rich: 'Jadval va formulani bezatish',
    plain: 'Jadvallar oddiy matn bilan',
    askAbove: (count) => (count === 0 ? 'Narxni doim soʻrash' : `Narx soʻralmaydi: ${count} kr.gacha`),
    conversations: '🗂 Suhbatlar',
    renameConversation: '✏️ Nomini oʻzgartirish',
    deleteConversation: '🗑 Oʻchirish',
    exportData: '📦 Maʼlumotlarimni yuklash',
    forget: 'Maʼlumotlarimni oʻchirish',
    forgetYes: 'Ha, oʻchirish',
    news: 'Yangiliklarni olish',
    noNews: 'Yangilik yuborilmasin',
    remember: 'Suhbatni eslab qolish',
    doNotRemember: 'Suhbatni eslab qolmaslik',
  },
  commands: {
    start: 'Boshlash',
    new: 'Yangi suhbat',
    conversations: 'Oldingi suhbatlar',
    stop: 'Javobni toʻxtatish',
    balance: 'Nima qoldi',
    buy: 'Kreditlar va obuna',
    assistants: 'Har bir ish uchun yordamchilar',
    image: 'Rasm chizish',
    schedule: 'Jadval boʻyicha savollar',
    promo: 'Promokod',
    invite: 'Taklif qilish',
    model: 'Model tanlash',
    settings: 'Sozlamalar',
    help: 'Yordam',
    status: 'Men qanday javob beraman',
    paysupport: 'Toʻlov haqidagi savollar',
    id: 'Telegramdagi raqamingiz',
    terms: 'Shartlar',
    privacy: 'Maʼlumotlaringiz haqida',
  },
  groupCommands: {
    ask: 'Savol berish',
    new: 'Yangi suhbat',
    stop: 'Javobni toʻxtatish',
    help: 'Guruhda qanday soʻrash mumkin',
  },
  description:
    'Pomogator savollarga javob beradi, matn yozadi, kodga yordam beradi, rasmlarni koʻradi, ovozli xabarlarni tinglaydi va fayllarni oʻqiydi. Dastlabki xabarlar bepul.',
  shortDescription: 'Sunʼiy intellektli yordamchi',
}
