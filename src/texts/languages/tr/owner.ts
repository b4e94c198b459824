import { marginSections } from '#texts/margin.ts'
import { plain } from '#texts/plain.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { turkish } from './count.ts'
import { earned, inDollars } from './money.ts'

const creditsOf = (count: number) => turkish(count, 'kredi')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Yönetim: menü',
    cabinet: 'Yönetim: tarayıcıda panel',
    stats: 'Yönetim: rakamlar',
    user: 'Yönetim: kullanıcı ve ödemeleri',
    grant: 'Yönetim: kredi ver',
    refund: 'Yönetim: ödemeyi iade et',
    requests: 'Yönetim: yanıtsız sorular',
    answer: 'Yönetim: soruyu yanıtla',
    block: 'Yönetim: erişimi kapat',
    unblock: 'Yönetim: erişimi aç',
    campaign: 'Yönetim: reklam bağlantısı',
    campaigns: 'Yönetim: reklamlar ne getirdi',
    newpromo: 'Yönetim: yeni promo kodu',
    promos: 'Yönetim: promo kodları',
    endpromo: 'Yönetim: promo kodunu bitir',
  },
  help: '**Bot sahibi için**\n\n/owner: düğmeli menü: kullanıcılar, rakamlar, sorular, reklamlar\n/cabinet: tarayıcıda panel\n/stats: günün, haftanın ve ayın rakamları\n/user @ad: kullanıcı, kredileri ve iade düğmesiyle ödemeleri\n/grant @ad 50 sabrınız için: kredi verir, eksiyle geri alır\n/refund 17 neden: 17 numaralı ödemeyi iade eder\n/requests: yanıtsız ödeme soruları\n/answer 5 metin: 5 numaralı soruyu yanıtlar\n/block @ad neden ve /unblock @ad: erişimi kapatır ve açar\n/campaign vk 120: 120 $ tutan reklam için bağlantı ve QR kodu\n/campaigns: her bağlantının getirdiği\n/newpromo BAHAR 50: 50 kredilik promo kodu\n/promos: promo kodları ve kaç kez kullanıldıkları\n/endpromo BAHAR: promo kodunu bitirir\n\n@ad yerine kullanıcının Telegram numarası da olur.',
  team: {
    menu: (role) => `**Bot yönetimi**\n\nRolünüz: ${role}. Ne açılsın?`,
    roles: { owner: 'bot sahibi', manager: 'yönetici', support: 'destek', analyst: 'analist' },
    search: '🔎 Kullanıcı bul',
    people: '👥 Yeni gelenler',
    figures: '📊 Rakamlar',
    margin: '💰 Kâr payı',
    campaigns: '📣 Reklamlar',
    requests: '❓ Sorular',
    givenUp: '⚠️ İşlenemeyenler',
    cabinet: '🖥 Panel',
    roleLost: 'Bu düğme botu yönetenler içindir. Şu anda böyle bir rolünüz yok.',
    inBot: 'bot menüsünden',
    searchAsk: 'Kimi bulayım? @ad, numara, isim veya ödeme numarası yazın.',
    searchPlaceholder: '@ad, numara veya isim',
    nobodyFound: 'Kimse bulunamadı. Bot, kendisine yazmış olanları tanır.',
    found: (more) => (more ? '**Çok kişi bulundu**, ilkleri:' : '**Bulunan:**'),
    newest: '**Son gelenler:**',
    grant: '🎁 Kredi ver',
    grantAsk: (who, credits) =>
      `Kaç kredi verilsin? ${who}, şimdi ${creditsOf(credits)}.\n\nBaşka bir sayı: /grant @ad 75 neden.`,
    grantWhy: (who, amount) => `${who}: +${amount}. Ne için? Kullanıcı nedeni görür.`,
    grantReasons: { patience: 'sabrınız için', gift: 'hediye', sorry: 'yaşanan sorun için' },
    message: '✉️ Mesaj yaz',
    messageAsk: (who) => `Ne yazılsın? Alıcı: ${who}.`,
    messagePlaceholder: 'Mesaj metni',
    messageLength: 'Bir metin gerekli: 1 ile 3000 karakter arası.',
    messageKept: 'Mesaj kaydedildi, bot gönderecek.',
    block: '🚫 Erişimi kapat',
    unblock: '✅ Erişimi aç',
    blockAsk: (who) => `Erişim kapatılsın mı: ${who}? Nedenini seçin. Aboneliğin yenilenmesi de durur.`,
    blockYes: (reason) => `Evet, neden: ${reason}`,
    blockReasons: { spam: 'istenmeyen mesaj', fraud: 'ödeme sahtekârlığı', abuse: 'hakaret' },
    openInCabinet: '🖥 Panelde',
    answer: (id) => `${id} numarayı yanıtla`,
    answerAsk: (id) => `${id} numaralı soruya yanıtınız:`,
    answeredAlready: (id, by, text) => `${id} numaralı soru zaten yanıtlandı (${by}): “${text}” Sizinki gönderilmedi.`,
    answerMore: 'Yine yanıtla',
    retry: (updateId) => `↻ Yeniden dene: ${updateId}`,
    reportButton: '🗓 Günlük rapor',
    reportOff: 'Gönderme',
    report: (hour, timeZone) =>
      `${hour === null ? 'Günlük rapor gelmiyor.' : `Günlük rapor saati: ${hour}:00.`} Bir saat seçin (${timeZone}).`,
    noMargin: '30 günde ne kazanç ne harcama oldu.',
    noneGivenUp: 'İşlenemeyen güncelleme yok.',
    givenUpList: (count) => `**İşlenemeyenler: ${count}**`,
  },
  usage: {
    user: 'Şöyle: /user @ad veya /user numara.',
    grant: 'Şöyle: /grant @ad 50 neden. Eksiyle kredi geri alınır. Sayı rakamla yazılır, en fazla 1.000.000.',
    refund: 'Şöyle: /refund 17 neden; burada 17 ödemenin numarasıdır. Numaralar ve iade düğmesi /user @ad içindedir.',
    answer: 'Şöyle: /answer 5 yanıt metni. Soru numaralarını /requests gösterir.',
    block: 'Şöyle: /block @ad neden.',
    unblock: 'Şöyle: /unblock @ad.',
    campaign:
      'Şöyle: /campaign ad 120; burada 120 reklamın dolar olarak fiyatıdır, sonra da verebilirsiniz. Yeni gelenlere hediye: /campaign ad bonus 10 x500 ilk 500 kişiye 10 kredi verir; bonus 3trial x500: deneme mesajları; bonus none: hediyesiz. Listeden çıkarmak: /campaign ad archive, geri getirmek: restore. Ad: Latin harfleri, rakamlar, _ ve -.',
    newpromo:
      'Şöyle: /newpromo BAHAR 50, 50 kredi verir. 50 yerine: 5trial (deneme mesajları), 7days month (month aboneliğinin günleri), 20% (bir alımda indirim). Sonra isteğe bağlı: x100 (100 kişi için), until 2026-12-31, first (yalnızca ilk alım), batch 100 (her biri bir kişilik yüz kod).',
    endpromo: 'Şöyle: /endpromo BAHAR.',
  },
  noSuchPerson: (who) => `Bot bunun kim olduğunu bilmiyor: ${who}. Kendisine yazmış olanları tanır.`,
  noSuchPayment: (which) => `${which} numaralı ödeme yok. Ödeme numaralarını /user @ad gösterir.`,
  noSuchRequest: (id) => `${id} numaralı soru yok. Yanıtsız soruları /requests gösterir.`,
  rewards: {
    credits: creditsOf,
    trialMessages: (count) => turkish(count, 'deneme mesajı'),
    planDays: (count, plan) => `“${plan}” aboneliğinden ${turkish(count, 'gün')}`,
    percentOff: (percent) => `%${percent} indirim`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, kullanım ${p.uses} / ${p.mostUses.toLocaleString('tr')}${p.batch ? ', her kod bir kişilik' : ''}${p.firstPurchase ? ', yalnızca ilk alım' : ''}${p.endsAt === null ? '' : `, son gün ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', bitti'}.`,
  promoLink: (link) => `Bağlantı: ${link}`,
  noPromos: 'Henüz promo kodu yok. İlkini /newpromo oluşturur.',
  promoExists: 'Bu adda bir promo kodu zaten var.',
  noSuchPromo: 'Böyle bir promo kodu yok. Olanları /promos gösterir.',
  noSuchPlan: 'Katalogda böyle bir abonelik yok.',
  promoPast: 'O gün geçti. Bugünü ya da daha sonraki bir günü yazın.',
  promoTooMany: 'Bir pakette en fazla 10.000 kod olabilir.',
  campaignLink: (link) => `Reklam bağlantısı: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: gelen ${c.starts}, denemeye başlayan ${c.trials}, soru soran ${c.asked}, ödeyen ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Reklam ${inDollars(c.costMicroDollars)}, sonuç ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Kendini çıkardığı gün: ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Yeni gelenlere hediye: ${c.bonus.of === 'credits' ? creditsOf(c.bonus.amount) : turkish(c.bonus.amount, 'mesaj')}, alan ${c.bonuses} / ${c.mostBonuses.toLocaleString('tr')}.`,
          ]),
      ...(c.archived ? ['Arşivde: listede görünmez, hediye vermez.'] : []),
    ].join('\n'),
  noCampaigns: 'Henüz reklam bağlantısı yok. İlkini /campaign ad oluşturur.',
  cabinetOpen: 'Bağlantı paneli bir kez, bir dakika içinde açar. Kimseye iletmeyin.',
  cabinetHere: 'Burada aç',
  cabinetInBrowser: 'Tarayıcıda aç',
  cabinetClosed: 'Panel kapalı: ayarlarda CABINET_URL adresi belirtilmemiş.',
  firstOwner: 'Artık bu botun sahibisiniz.',
  roleLinkOld: 'Bu bağlantı artık geçerli değil: botun zaten bir sahibi var veya bağlantı eskidi.',
  refused: 'Bu olmaz. Yazdığınızı kontrol edip yeniden deneyin.',
  tooFewCredits: (has, wished) =>
    `Bu kadar alınamaz: kullanıcıda ${creditsOf(has)} var, siz ${wished} almak istiyorsunuz.`,
  periods: { today: 'Bugün', week: '7 gün', month: '30 gün' },
  figures: (period, f) =>
    `**${period}**: yeni ${f.users}, etkin ${f.active}, yanıtlanan ${f.questions}, yanıtsız ${f.failed}, ${f.revenueStars} ⭐, iade ${f.refundsStars} ⭐, hata ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'Modele göre, 30 gün',
      unused: 'sorusuz abonelik günleri',
      plans: 'Ödeme kaynağına göre',
      people: 'Getirdiğinden pahalıya gelenler',
      days: 'Güne göre',
      unpriced: (tries) => `Katalogda fiyatı olmayan: ${turkish(tries, 'istek')}, gidere katılmadı.`,
    }),
  person: (credits, language, since, blocked) =>
    `Kredi: ${credits}, dil ${language}, ilk gün ${since}${blocked ? ', erişimi kapalı' : ''}`,
  dailyReport: (day, before) =>
    [
      `**${day.day} raporu** (parantezde önceki gün)`,
      `Gelir ${inDollars(day.revenue)} (${inDollars(before.revenue)}), gider ${inDollars(day.cost)} (${inDollars(before.cost)}), kâr ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Ödemeler ${day.revenueStars} ⭐ (${before.revenueStars}), ödeyen ${day.payers} (${before.payers}).`,
      `Yanıt ${day.answers} (${before.answers}), yeni kullanıcı ${day.users} (${before.users}), hata ${day.errors} (${before.errors}).`,
      'Görselde iki hafta var: mavi gelir, kırmızı gider.',
    ].join('\n'),
  statuses: { paid: 'ödendi', refunding: 'iade ediliyor', refunded: 'iade edildi' },
  refundButton: (number, price) => `↩ ${price} iade et (no. ${number})`,
  refundYes: 'Evet, iade et',
  refunding: (price) => `${price} iade ediliyor. İstek bir dakika içinde Telegram’a ulaşır.`,
  refunded: (price) => `İade edilen: ${price}.`,
  refundLoss: (spent) => `Şimdiye dek harcanan: ${creditsOf(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `${price} tutarını yalnızca ödeme hizmeti iade edebilir: oradaki hesabınızdan ${payment} ödemesini iade edin, sonra /refund ${charge} done gönderin. Bununla alınan geri alındı.`,
  refundAsk: (number, who, price, what) =>
    `${number} numaralı ödeme iade edilsin mi: ${what}, ${price}, ${who}? Alınan geri alınacak.`,
  granted: (who, delta, credits) => `${who}: ${signed(delta)}, şimdi ${creditsOf(credits)}.`,
  told: 'Kullanıcıya bildirildi.',
  notTold: (id) => `${id} numaralı kullanıcıya yazılamadı: botu durdurmuş ya da bot ona ulaşamıyor.`,
  abuseRepeated: (id) =>
    `⚠️ Model sağlayıcısı ${id} numaralı kullanıcıya üçüncü kez yanıt vermedi: sorularını kurallarına aykırı buluyor. Böyle sürerse tüm hesabınızı kapatabilir. Bakın: /user ${id}; erişimi kapatmak için: /block ${id} neden`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Siparişsiz ödeme: ${id} numaralı kullanıcıdan ${price}. Karşılığında bir şey verilmedi. Bakın: /user ${id}; iade: /refund ${chargeId}`,
  paymentsDiffer: 'Ödeme karşılaştırmasında farklar bulundu:',
  differences: {
    payment_missed: 'botun bilmediği bir ödeme; işlendi',
    payment_unmatched: 'siparişsiz ödeme; karşılığında bir şey verilmedi',
    refund_missed: 'botun bilmediği bir iade; kaydedildi',
    refund_unmatched: 'bilinmeyen bir ödemenin iadesi',
    payer_unknown: 'tanınmayan birinin ödemesi',
    amount_differs: 'kayıttakinden farklı tutar',
  },
  difference: (what, id, amount, chargeId) => `${what}: kullanıcı ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Telegram’ın listesinde bu kayıtlardan önceki ${turkish(count, 'ödeme')} var. Oldukları gibi kalır, rakamlara katılmaz.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram ${id} numaralı kullanıcıya ${amount} ⭐ iade etmiyor: ${reason}. Yeniden denenmeyecek; baştan başlatmak için: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram ${id} numaralı kullanıcının ${chargeId} yenilemesini kapatmıyor: ${reason}. Yeniden ücret alınabilir; geleni iade edin.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ Sağlayıcı ${name} modelini (katalogdaki “${model}” kaydı) ${endsOn} günü kapatıyor, ${turkish(days, 'gün')} kaldı. ${successor === null ? 'Katalogda yerine geçecek modeli (successor) veya başka bir model belirtin.' : `O gün yerini “${successor}” alacak.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Sağlayıcı ${name} modelini ${endsOn} günü kapattı. ${successor === null ? `“${model}” kaydının yerine geçecek model yok: katalogda başka bir model belirtin.` : `“${model}” sorularını artık “${successor}” yanıtlıyor.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ Sağlayıcının listesinde artık ${name} modeli (katalogdaki “${model}” kaydı) yok. Katalogda başka bir model belirtin.`,
  answered: (id) => `${id} numaralı sorunun yanıtı kaydedildi.`,
  blocked: (who) => `${who}: erişim kapatıldı.`,
  unblocked: (who) => `${who}: erişim açıldı.`,
  notOwner: 'Bu, botun sahibi: erişimi kapatılamaz.',
  requests: '**Yanıtsız ödeme soruları**',
  noRequests: 'Yanıtsız soru yok.',
  toGranted: (delta, credits, reason) =>
    `${delta > 0 ? 'Bot sahibi size' : 'Bot sahibi sizden'} ${creditsOf(Math.abs(delta))} ${delta > 0 ? 'verdi' : 'geri aldı'}${reason === null ? '' : ` (${reason})`}. Şimdi ${creditsOf(credits)} var.`,
}
