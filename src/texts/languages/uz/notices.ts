import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Obunangiz bir sutkaga yetmay tugaydi: ${date}. U oʻzi uzaymaydi.`
      : `Obunangiz uch kunda yoki undan ertaroq tugaydi: ${date}. U oʻzi uzaymaydi.`,
  planEndsButton: '⭐ Uzaytirish',
  winBack: {
    trial_used_up:
      'Sinov xabarlari tugadi, savollaringiz esa hali bordir. Kreditlar muddatsiz, obunani istalgan kuni bekor qilish mumkin.',
    plan_lapsed_3:
      'Obunangiz bir necha kun oldin tugadi. Suhbatlaringiz joyida: obunani uzaytiring, oʻsha joyidan davom etamiz.',
    plan_lapsed_14: 'Obunangiz ikki hafta oldin tugadi. U har kuni kerak boʻlmasa, kredit oling: kreditlar muddatsiz.',
    low_balance: 'Kreditingiz bitta javob narxidan kam qoldi. Suhbat uzilib qolmasligi uchun hisobni toʻldiring.',
  },
  winBackButton: '⭐ Narxlarni koʻrish',
  noRemindersButton: 'Boshqa eslatilmasin',
  renewalEnded: {
    refunded: 'Obunani uzaytirish oʻchirildi, chunki uning toʻlovi qaytarildi. U uchun boshqa pul yechilmaydi.',
    doubled: 'Ikkinchi obunani uzaytirish oʻchirildi. U uchun boshqa pul yechilmaydi.',
    blocked: 'Siz uchun botga kirish yopilgan, shuning uchun obunani uzaytirish oʻchirildi. Boshqa pul yechilmaydi.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ “${model}” modeli hech kimga javob bermayapti: uning serveri soʻrovlarni rad etmoqda${status}. Kalitni, provayderdagi balansni va model nomini tekshiring. Odamlarga model ishlamayotgani aytildi, hech narsa yechilmadi.\n\nServer javobi: ${message}`,
  budgets: {
    names: {
      day: () => 'Kunlik byudjet',
      month: () => 'Oylik byudjet',
      trial_day: () => 'Sinov savollarining kunlik byudjeti',
      person_day: (userId) => `${userId} raqamli odamning kunlik byudjeti`,
    },
    actions: {
      cheaper: 'Endi eng arzon model oʻz narxida javob beradi.',
      no_trial: 'Hozircha bepul javoblar boʻlmaydi.',
      stop: 'Hozircha javoblar boʻlmaydi: savollar saqlanadi, odamlarga bu aytildi.',
    },
    spent: (name, percent, spent, limit) =>
      `${name}: ${percent} % sarflandi (${inDollars(limit)} dan ${inDollars(spent)}).`,
    change: 'Byudjetni katalogning money.budgets boʻlimida oʻzgartirish mumkin.',
  },
  freeMessages: {
    everybody: 'Bugungi bepul xabarlar',
    links: {
      campaign: (name) => `${name} kampaniyasi uchun bugungi bepul xabarlar`,
      referral: (code) => `${code} taklifi uchun bugungi bepul xabarlar`,
    },
    used: (name, percent, used, limit) =>
      `${name}: ${percent} % ishlatildi (${limit.toLocaleString('uz')} tadan ${used.toLocaleString('uz')} tasi).`,
    ways: {
      campaign: (name) => `${name} kampaniyasi havolasi orqali`,
      referral: (code) => `${code} taklifi orqali`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `${way} kelayotganlar bepul xabarlar uchun ochilgan akkauntlarga oʻxshaydi. Bir soatda keldi: ${starts}. Birinchi savol bir xil: ${asked} kishidan ${alike} tasida; sinovni boshlagan ${trials} kishidan ${inSteps} tasi haqida Telegram deyarli hech narsa koʻrsatmaydi. Ular kunlik chegaradan ortiq ishlata olmaydi. Kabinetning “Oʻsish” sahifasida koʻrib, toʻxtatib turish mumkin.`,
    over: 'UTC boʻyicha yarim tungacha bepul javoblar boʻlmaydi, odamlarga qachon boʻlishi aytildi. Sotib olingani ishlaydi.',
    change: 'Chegarani kabinetning “Sozlamalar” sahifasida oʻzgartirish mumkin.',
  },
}
