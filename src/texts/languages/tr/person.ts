import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { turkish } from './count.ts'

const messages = (count: number) => turkish(count, 'mesaj')
const credits = (count: number) => turkish(count, 'kredi')
const questions = (count: number) => turkish(count, 'soru')
const days = (count: number) => turkish(count, 'gün')

const { day: date, shortDay, time } = datesOf('tr-TR', 'Europe/Istanbul')
/** Up to a day: the ending stands on a word of its own, because it would go by the sound of the year. */
const till = (moment: string) => `${date(moment)} tarihine kadar`
const clock = (moment: string) => `${shortDay(moment)}, saat ${time(moment)}`

const entryKinds: Record<EntryKind, string> = {
  hold: 'soru',
  release: 'soru için iade',
  purchase: 'satın alma',
  refund: 'ödeme iadesi',
  adjustment: 'bot sahibinden',
  promo: 'promo kodu',
  campaign: 'hoş geldin hediyesi',
  gift: 'hediye',
  referral: 'davet için',
  undone: 'geri alındı, ödeme iade edildi',
}

export const person: Texts = {
  welcome:
    'Merhaba! Ben **Pomogator**, yapay zekâ yardımcınızım. Soruları yanıtlar, metin yazar ve düzenler, zor konuları açıklar, kodda yardımcı olurum. Görsellere bakar, sesli mesajları dinler, dosyaları okurum.',
  welcomeBack: 'Tekrar hoş geldiniz!',
  ready: 'Sorunuzu yazmanız yeterli, yanıtlayayım.',
  trialOffer: (count) => `Ücretsiz deneyin: ${messages(count)} hediye. Kart gerekmez, kendiliğinden ücret alınmaz.`,
  trialStarted: (count) => `Tamam: ${messages(count)} hakkınız var. İlk sorunuzu yazın, konu serbest.`,
  trialBegun: (count) => `Tamam: ${messages(count)} hakkınız var.`,
  answeringAll: (count) => `${messages(count)}ınızı birlikte yanıtlıyorum.`,
  trialStartedAnswering: (count) => `Tamam: ${messages(count)} hakkınız var. Sorunuzu yanıtlıyorum.`,
  answeringWaiting: (begin) => (begin === null ? 'Sorunuzu yanıtlıyorum.' : `“${begin}” sorunuzu yanıtlıyorum.`),
  trialAlready: 'Denemeyi daha önce kullandınız.',
  trialRest: (count, moment) =>
    `${turkish(count, 'mesaj')} daha ekleyeceğim zaman: ${clock(moment)} (Türkiye saati). O zaman size yazacağım.`,
  trialRestAdded: (count) =>
    `Söz verdiğim gibi ${messages(count)} ekledim: ücretsiz denemeniz sürüyor. Ne sormak istersiniz?`,
  trialLater: 'Tamam. Denemek istediğinizde “Ücretsiz dene” düğmesine basın.',
  menu: '**Menü**',
  askHint: 'Sorunuzu sıradan bir mesaj olarak yazın, yanıtlayayım. Yeni bir konu için /new gönderin.',
  askHintShort: 'Soruyu komutun hemen ardına yazın: /ask ve sorunuz.',
  answerThat: 'Bu mesajı yanıtla.',
  forwardedFrom: (name) => `İletilen: ${name}`,
  leftOut: (count) =>
    `Hepsi birden sığmadı: iletilen son ${turkish(count, 'mesajı')} okumadım. Onları daha az sayıda yeniden gönderin.`,

  balance: '**Neleriniz var**',
  creditsLine: (count) => `Krediler: **${count.toLocaleString('tr')}**`,
  trialLine: (left, granted) => `Deneme: ${messages(granted)} hakkından ${left} kaldı`,
  noTrialLine: 'Deneme henüz başlamadı',
  subscriptionLine: (plan, until) => `“${plan}” aboneliği: ${till(until)}`,
  subscriptionNext: (plan, until) => `Ardından “${plan}”: ${till(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Kendiliğinden yenilenir, sonraki ödeme: ${date(at)}`
      : `“${plan}” kendiliğinden yenilenir, sonraki ödeme: ${date(at)}`,
  subscriptionEnds: 'Kendiliğinden yenilenmez',
  todayLine: (used, limit) =>
    limit === null
      ? `Bugün abonelikten: ${questions(used)}`
      : `Bugün abonelikten: ${used} / ${limit.toLocaleString('tr')}`,
  allowanceUsed: (used) => `Bugün abonelikten: ${credits(used)}`,
  allowanceLeft: (left, perDay) => `Bugün abonelikten kalan: ${left.toLocaleString('tr')} / ${credits(perDay)}`,
  noSubscriptionLine: 'Abonelik yok',
  nextPays: {
    subscription: (price) => `Sonraki soru: abonelikten${price === 0 ? '' : `, bugünkü haktan ${credits(price)}`}`,
    trial: 'Sonraki soru: denemeden',
    credits: (price) => `Sonraki soru: ${credits(price)}`,
    nothing: 'Sonraki soruyu karşılayacak bir şey henüz yok',
  },

  purchase: '**Bakiye yükle**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `“${model}” modelinden ${turkish(answers, 'yanıt')}`,
  worthOr: (cheap, answers, model) => `${cheap} veya “${model}” modelinden ${turkish(answers, 'yanıt')}`,
  packsTitle: 'Krediler, süresi dolmaz:',
  plansTitle: 'Abonelik:',
  allowance: (perDay, worth) => `Günde ${credits(perDay)}: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('tr')} ⭐${renews ? ', kendiliğinden yenilenir' : ''}. ${allowance}`,
  howToPay: 'Ödeme Telegram Yıldızları ile yapılır. Yanıtsız kalan soru için ücret alınmaz.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. Süresi dolmaz.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Kendiliğinden yenilenir, istediğiniz gün iptal edebilirsiniz.' : ' Kendiliğinden yenilenmez.'}`,
  paidCredits: (added, total) => `Ödeme alındı: ${credits(added)} eklendi. Şimdi ${credits(total)} var.`,
  paidUntil: (until, renewed) =>
    renewed ? `Abonelik yenilendi: ${till(until)} geçerli.` : `Ödeme alındı. Aboneliğiniz ${till(until)} geçerli.`,
  daysBehind: (until) => `Günler daha önce ödenenlerin ardına eklenir: toplamda ${till(until)}.`,
  renewsAlready: (at) =>
    `Kaç gün önceden ödenmiş olursa olsun, sonraki ödeme ${date(at)} tarihinde alınır. İstediğiniz gün iptal edebilirsiniz.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nZaten “${renewed}” aboneliğiniz var ve kendiliğinden yenileniyor: sonraki ödeme ${date(at)}. Bu alımın günleri sona eklenir, ${till(until)}; “${renewed}” yenilenmeye devam eder. Artık gerekmiyorsa önce yenilemeyi iptal edin.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Kendiliğinden yenilenen bir aboneliğiniz zaten var, bu yüzden ikincisinin yenilenmesini kapattık. Günleri eklendi.'
      : 'Kendiliğinden yenilenen bir aboneliğiniz zaten var, bu yüzden ikincisinin yenilenmesini kapatıyoruz; tamamlanınca yazacağız. Günleri eklendi.',
  cancelRenewalQuestion: (renewed, until) =>
    `“${renewed}” aboneliğinin yenilenmesi iptal edilsin mi? Ödediğiniz kalır: ${till(until)} erişiminiz var, artık ücret alınmaz.`,
  paidForAnother: 'Bu fatura başkasına kesilmişti. Alım size yazıldı; gerekmiyorsa /paysupport gönderin.',
  paidAgain: 'Bu fatura daha önce ödenmişti. Alımı bir kez daha yazdık; gerekmiyorsa /paysupport gönderin.',
  paidUnmatched: 'Ödeme alındı, ancak ne için olduğunu bulamadık. Kaydedildi, kaybolmaz.',
  supportOpened: (id) => `${id} numaralı sorunuz bot sahibine iletildi. Yanıt buraya gelecek.`,
  supportKept: (id) => `${id} numaralı sorunuz kaydedildi, bot sahibi bota baktığında görecek. Yanıt buraya gelecek.`,
  wordsOnly: 'Burada metin gerekiyor: yanıtınızı yazın. Bu mesaj için hiçbir şey alınmadı.',
  supportAnswered: (text) => `Ödeme hakkındaki sorunuzun yanıtı:\n\n${text}`,
  ownerWrote: (text) => `Bot sahibinden mesaj:\n\n${text}`,
  historyPayments: 'Ödemeler',
  historyEntries: 'Krediler',
  historyEmpty: 'Henüz ödeme veya harcama yok.',
  paymentLine: (at, price, status, what) =>
    `${shortDay(at)}: ${what}, ${price}${status === 'refunded' ? ', iade edildi' : status === 'refunding' ? ', iade ediliyor' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDay(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'değişiklik'}`,
  entryKinds,
  unknownPurchase: 'siparişsiz',
  receipt: {
    hint: 'Ne için olduğunu görmek için bir kayda basın.',
    older: 'Daha eski ›',
    label: (at, price, what) => `${shortDay(at)} · ${price} · ${what}`,
    title: '**Bu ne için**',
    deleted: 'silindi',
    notFound: 'Böyle bir kayıt yok.',
    question: (words) => (words === null ? 'Soru: silindi' : `Soru: “${words}”`),
    model: (title) => `Kullanılan model: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Alınan: ${price}`,
      reserved: (price) => `Yazılmakta olan yanıt için ayrılan: ${price}`,
      given_back: () => 'Ücret alınmadı: yanıt gelmedi',
    },
    sources: {
      subscription: 'Ödeme: abonelikten, o günün hakkından',
      trial: 'Ödeme: denemeden',
      credits: 'Ödeme: krediyle',
    },
    when: (at) => `Ne zaman: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, yeni bakiye ${balance.toLocaleString('tr')}`,
    plan: (title, length) => `“${title}” aboneliği, ${length}`,
    trialMessages: (count) => turkish(count, 'deneme mesajı'),
    percentOff: (percent) => `%${percent} indirim`,
    reason: (reason) => `Neden: ${reason}`,
    payment: (number, title) => `${number} numaralı alım: ${title}`,
    paid: (price) => `Ödenen: ${price}`,
    gotCredits: (count) => `Verilen: ${credits(count)}`,
    gotDays: (count) => `Verilen: ${days(count)} abonelik`,
    statuses: { refunding: 'Para iade ediliyor', refunded: 'Para iade edildi' },
    refund: (number, title) => `${number} numaralı alımın iadesi: ${title}`,
    refundOf: (title) => `iade: ${title}`,
    returned: (price) => `İade edilen: ${price}`,
    takenBack: (count) => `Geri alınan: ${credits(count)}`,
  },
  refunding: (price) => `Size ${price} iade ediliyor. Bu parayla alınanın kullanılmayan kısmı geri alındı.`,
  refunded: (price) => `Size ${price} iade edildi. Bu parayla alınanın kullanılmayan kısmı geri alındı.`,
  renewal: {
    active: (until) => `Yenileme açık. Abonelik ${till(until)} ödendi.`,
    canceled: (until) => `Yenileme iptal edildi. Abonelik ${till(until)} geçerli, artık ücret alınmaz.`,
    failed: (until) => `Abonelik yenilenemedi: yıldız yetmedi. ${till(until)} geçerli.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Bu faturayı tanımıyoruz. Menüden yeniden seçin.',
    not_yours: 'Bu fatura başkasına kesildi. Botu açıp kendiniz seçin.',
    already_paid: 'Bu fatura zaten ödendi.',
    being_paid: 'Bu fatura şu anda ödeniyor. Yarım dakika bekleyin.',
    expired: 'Faturanın süresi geçti. Menüden yeniden seçin.',
    not_sold: 'Bu artık satılmıyor. Şimdi neler olduğuna bakın.',
    price_changed: 'Fiyat değişti. Menüden yeniden seçin.',
    already_subscribed: 'Zaten bir aboneliğiniz var ve kendiliğinden yenileniyor.',
    user_blocked: 'Bota erişiminiz kapalı.',
  },
  promo: {
    request: 'Bu mesajı yanıtlayın: promo kodunuz nedir?',
    placeholder: 'Promo kodu',
    credits: (count, total) => `Kod kabul edildi: ${credits(count)} eklendi. Şimdi ${credits(total)} var.`,
    trialMessages: (count) => `Kod kabul edildi: denemenize ${messages(count)} eklendi.`,
    planDays: (plan, until) => `Kod kabul edildi: “${plan}” aboneliği, toplamda ${till(until)}.`,
    percentOff: (percent, until) =>
      `Kod kabul edildi: yıldızla sonraki alımınızda %${percent} indirim, ${till(until)}. “Bakiye yükle” bölümündeki fiyatlara yansıtıldı. Kendiliğinden yenilenen abonelikte geçerli değildir.`,
    refused: {
      promo_not_found: 'Böyle bir promo kodu yok. Yazım hatası olup olmadığına bakın.',
      promo_not_yet: 'Bu promo kodu henüz geçerli değil. Daha sonra deneyin.',
      promo_over: 'Bu promo kodunun süresi doldu.',
      promo_used_up: 'Bu promo kodu zaten kullanıldı.',
      promo_used_before: 'Bu promo kodunu daha önce kullandınız, ikinci kez geçmez.',
      promo_first_purchase: 'Bu promo kodu yalnızca henüz bir şey almamış olanlar içindir.',
      promo_guesses: 'Çok fazla yanlış promo kodu girildi. Bir saat sonra yeniden deneyin.',
    },
  },
  guest: {
    onlyWords: 'Burada yalnızca yazıya yanıt veririm. Dosya için özel sohbete gelin.',
    empty: (username: string) => `Sorunuzu adımın yanına yazın: @${username} ve soru.`,
    comeOver: 'Özel sohbette devam edelim: oradaki ilk mesajlar ücretsiz.',
    dearer: 'Bu soru her zamankinden pahalı. Özel sohbette sorun: orada önce fiyatı söylerim.',
    askAgain: 'Lütfen burada ya da özel sohbette yeniden sorun.',
    failed: 'Yanıt veremedim. Lütfen burada ya da özel sohbette yeniden sorun.',
    whole: '📖 Tamamını oku',
    more: '💬 Özelden sor',
    help: (username: string) =>
      `Bana her sohbette soru sorabilirsiniz: oraya @${username} ve sorunuzu yazın, hemen orada yanıtlarım.`,
  },
  gift: {
    screen:
      '**Hediye**\n\nNe hediye edeceğinizi seçin. Ödemeden sonra bir bağlantı alırsınız: bunu istediğiniz kişiye gönderebilirsiniz, hediyeyi bağlantıyı ilk açan alır. 30 gün içinde açılmazsa hediye sizin olur.',
    yours: 'Henüz açılmayanlar:',
    line: (title, link, until) => `• ${title}: ${link} (son gün: ${shortDay(until)})`,
    about: (title) => `Hediye: ${title}. Bağlantı ödemeden sonra buraya gelir.`,
    paid: (title, link) =>
      `Hediye hazır: ${title}.\n\n${link}\n\nBu bağlantıyı gönderin: hediyeyi onu ilk açan alır. 30 gün içinde açılmazsa hediye sizin olur.`,
    share: (title) => `Size bir hediye: ${title}`,
    received: {
      credits: (count, total) => `Size bir hediye: ${credits(count)}. Şimdi ${credits(total)} var.`,
      days: (title, until) => `Size bir hediye: “${title}” aboneliği, toplamda ${till(until)}.`,
    },
    own: (title) =>
      `Bu sizin hediyeniz: ${title}. Bağlantıyı vermek istediğiniz kişiye gönderin veya kendinize ayırın.`,
    claimed: (title) => `Hediyeniz açıldı: ${title}.`,
    returned: (title) => `Hediyeniz 30 gün içinde açılmadı, bu yüzden sizin oldu: ${title}.`,
    voided: {
      open: (title) => `Hediyenin ödemesi iade edildi, bağlantısı artık geçersiz: ${title}.`,
      claimed: {
        all: (title) => `Hediyenin ödemesi iade edildi, bu yüzden alan kişiden geri alındı: ${title}.`,
        rest: (title, rest) =>
          `Hediyenin ödemesi iade edildi: ${title}. Hediyeden kalan, alan kişiden geri alındı: ${rest}.`,
        nothing: (title) =>
          `Hediyenin ödemesi iade edildi: ${title}. Alan kişi hepsini kullanmış, bu yüzden hiçbir şey geri alınmadı.`,
      },
    },
    takenBack: {
      all: (title) => `Size verilen hediyenin ödemesi iade edildi, bu yüzden geri alındı: ${title}.`,
      rest: (title, rest) =>
        `Size verilen hediyenin ödemesi iade edildi: ${title}. Hediyeden kalan geri alındı: ${rest}.`,
      nothing: (title) =>
        `Size verilen hediyenin ödemesi iade edildi: ${title}. Hepsi kullanılmış olduğu için hiçbir şey geri alınmadı.`,
    },
    daysLeft: (count) => (count === 0 ? 'bir günden az' : days(count)),
    refused: {
      gift_not_found: 'Böyle bir hediye yok. Bağlantıyı kontrol edin.',
      gift_claimed: 'Bu hediye zaten açıldı.',
      gift_void: 'Bu hediye artık geçersiz: ödemesi iade edildi.',
    },
  },
  search: {
    doing: {
      search: (what) => `Arıyorum: ${what}`,
      page: (what) => `Okuyorum: ${what}`,
      server: (what) => `Soruyorum: “${what}”`,
    },
    sources: 'Kaynaklar',
    setting: (on, count) => {
      if (!on) return 'Web araması: kapalı'
      return count === 0
        ? 'Web araması: açık'
        : `Web araması: açık; gerekirse sorunun fiyatına ${credits(count)} eklenir`
    },
    notIn: {
      trial: 'Web araması: denemeye dahil değil',
      subscription: 'Web araması: aboneliğe dahil değil',
    },
    turnOn: 'Web’de ara',
    turnOff: 'Web’de arama',
    included: 'Bu soru için web’de arama yapıldı.',
    receipt: (price) => `Bunun web araması için olan kısmı: ${price}`,
  },
  referral: {
    off: 'Davetler şu anda ödüllendirilmiyor.',
    title: '**Davet et**',
    invited: (count) => `Bağlantınızla ilk kez gelen kişinin denemesine ${messages(count)} eklenir.`,
    inviter: (count, most) =>
      `İlk alımından üç gün sonra, iade edilmediyse, ${credits(count)} alırsınız. Ayda en fazla ${turkish(most, 'ödül')}, kalanı sonraki ay gelir.`,
    came: (count) => `Bağlantınızla gelenler: ${count.toLocaleString('tr')}`,
    notPaid: (count) => `Henüz bir şey almayanlar: ${count.toLocaleString('tr')}`,
    waiting: (count, at) => `Alım yapıldı, ödül bekliyor: ${count.toLocaleString('tr')}, en erken ${shortDay(at)}`,
    returned: (count) => `Alım iade edildi, ödül yok: ${count.toLocaleString('tr')}`,
    rewarded: (count, sum) => `Ödüller: ${count.toLocaleString('tr')}, toplam ${credits(sum)}`,
    share: 'Yapay zekâ yardımcısı: yanıtlar, yazar, dosya okur.',
    reward: (count) => `Davet ödülünüz: ${credits(count)}. Teşekkürler!`,
    undone: (count) => `Davet ettiğiniz kişinin alımı iade edildi, bu yüzden ödül geri alındı: ${credits(count)}.`,
  },
  tools: {
    included: 'Soruda bir başvuru kaynağı kullanıldı.',
    receipt: (price) => `Bunun başvuru kaynağı için olanı: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Kanalımıza katılın, size ${credits(count)} hediye edeyim. Bir kez.`,
      trial_messages: (count) => `Kanalımıza katılın, denemenize ${messages(count)} eklensin. Bir kez.`,
    },
    thanks: {
      credits: (count) => `Bizimle olduğunuz için teşekkürler: ${credits(count)} bakiyenizde.`,
      trial_messages: (count) => `Bizimle olduğunuz için teşekkürler: denemenize ${messages(count)} eklendi.`,
    },
    notYet: 'Sizi henüz aboneler arasında görmüyorum. Kanala katılıp “Kontrol et” düğmesine yeniden basın.',
    unknown: 'Kanala katıldığınızı şu anda kontrol edemiyorum. Biraz sonra yeniden deneyin.',
    given: 'Kanala katılma hediyesini zaten aldınız.',
    off: 'Şu anda kanala katılma hediyesi yok.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Yardımcılar**\n\nHer birinin kendi işi var. Kiminle konuşacağınızı seçin.',
    listOwn: (most) =>
      `Kendi yardımcılarınızı da oluşturabilirsiniz, en fazla ${most}: onları yalnızca siz görürsünüz.`,
    instead: (wanted, model) => `“${wanted}” modeli şu anda size açık değil, bu yüzden “${model}” yanıtlıyor.`,
    price: (price) => `Bir yanıtın fiyatı: ${price}`,
    started: 'Sohbet başladı. Ne sormak istersiniz?',
    noPrompt: 'Rolü henüz anlatılmadı. Anlatın, sonra sohbet başlayabilir.',
    gone: 'Bu yardımcı artık yok.',
    lost: 'Konuştuğunuz yardımcı artık yok. Bundan sonra ben yanıtlıyorum.',
    titleRequest: (longest) => `Yardımcının adı ne olsun? En fazla ${longest} karakter.`,
    titlePlaceholder: 'Fizik öğretmeni',
    promptRequest: (title, longest) =>
      `“${title}” ne yapabilmeli ve nasıl yanıtlamalı? Tek mesajda anlatın, en fazla ${longest.toLocaleString('tr')} karakter.`,
    promptPlaceholder: 'Sen öğretmensin, örneklerle anlat',
    full: (most) => `En fazla ${most} kendi yardımcınız olabilir. Gerekmeyen birini silin, yer açılır.`,
    delete: (title) => `“${title}” yardımcısı silinsin mi? Onunla sohbetler kalır, ama onlarda ben yanıtlarım.`,
    deleted: 'Tamam, yardımcı silindi.',
    receipt: (title) => `Yardımcı: ${title}`,
    buttons: {
      menu: '🎭 Yardımcılar',
      start: '💬 Sohbete başla',
      share: '📨 Paylaş',
      make: '➕ Kendi yardımcım',
      prompt: '✍️ Rol',
    },
  },
  welcomeGift: {
    credits: (count) => `Hoş geldiniz hediyesi: ${credits(count)}. Bakiyenizde duruyor.`,
    trialMessages: (count) => `Hoş geldiniz hediyesi: denemenize ${messages(count)} eklendi.`,
  },
  memory: {
    button: '📌 Hafıza',
    begins: 'şunu hatırla:|şunu unutma:|aklında tut:|aklınızda tutun:|unutma ki|unutmayın ki|hatırla:|aklında olsun',
    title: '**Hafıza**',
    about: (count, most) =>
      `Bütün sohbetlerde sizin hakkınızda hatırladıklarım: ${most} içinden ${count}. Değiştirmek veya silmek için numarasına basın.`,
    empty:
      'Sizin hakkınızda henüz bir şey hatırlamıyorum. Örneğin “Şunu hatırla: vejetaryenim” yazın, bunu bütün sohbetlerde dikkate alayım.',
    finds: 'Bir sohbet bittiğinde mesajlarınızdaki önemli şeyleri kendim de hatırlayabilirim.',
    off: 'Hafıza kapalı: yeni bir şey hatırlamıyorum ve bildiklerimi kullanmıyorum. Sohbeti hatırlamayla birlikte açılır.',
    kept: (fact) => `Hatırlayacağım: “${fact}”.`,
    known: (fact) => `Bunu zaten hatırlıyorum: “${fact}”.`,
    knownAlready: 'Bunu zaten hatırlıyorum, ikinci kez yazmıyorum.',
    one: (fact) => `Hatırladığım: “${fact}”.`,
    tooLong: (longest) => `Kısa şeyleri hatırlıyorum, en çok ${longest} karakter. Tek cümleyle yazın.`,
    full: 'Daha fazlasını hatırlayamam: yer kalmadı. Hatırladıklarımdan birini silin.',
    secret: 'Parolaları, anahtarları ve kart numaralarını hatırlamam: böylesi daha güvenli.',
    ask: 'Bunun yerine neyi hatırlayayım? Yazın.',
    placeholder: 'Vejetaryenim',
    deleted: 'Sildim, artık hatırlamıyorum.',
    deleteAll: 'Sizin hakkınızda hatırladığım her şey silinsin mi? Geri getirilemez.',
    deletedAll: 'Tamam: artık sizin hakkınızda bir şey hatırlamıyorum.',
    gone: 'Bunu artık hatırlamıyorum.',
    buttons: {
      change: '✏️ Değiştir',
      delete: '🗑 Sil',
      deleteAll: 'Hepsini sil',
      deleteAllYes: 'Evet, sil',
    },
  },
  suggestions: {
    turnOn: 'Soru öner',
    turnOff: 'Soru önerme',
    setting: (on) => (on ? 'Öneriler: yanıtın altında sorulabilecek sorular' : 'Öneriler: yanıtın altında soru yok'),
  },
  discount: (percent, until) =>
    `Yıldızla bir alım için %${percent} indiriminiz fiyatlara yansıtıldı, ${till(until)}. Kendiliğinden yenilenen abonelikte geçerli değildir.`,
  subscription: '**Abonelik**',
  subscriptionNone: 'Aboneliğiniz yok.',

  agreement: {
    request:
      'Yanıt vermeye başlamadan önce koşulları (/terms) ve verilerinize ne olduğunu (/privacy) okuyun. Kabul ediyorsanız düğmeye basın.',
    changed: {
      terms: 'Siz kabul ettikten sonra koşullar değişti: /terms.',
      privacy: 'Siz kabul ettikten sonra verilerinizin kullanımı değişti: /privacy.',
      both: 'Siz kabul ettikten sonra koşullar (/terms) ve verilerinizin kullanımı (/privacy) değişti.',
    },
    whatIsNew: (text) => `Yenilikler: ${text}`,
    goOn: 'Kabul ediyorsanız düğmeye basın, devam edelim.',
    kept: 'Sorunuz saklandı: bunun hemen ardından yanıtlayacağım.',
    keptAll: (count) => `${messages(count)}ınız saklandı: bunun hemen ardından hepsini yanıtlayacağım.`,
    keptInstead: 'Son sorunuz saklandı: bunun hemen ardından yanıtlayacağım. Öncekini lütfen yeniden gönderin.',
    thanks: 'Teşekkürler, kabul ettiğiniz kaydedildi.',
    byTrial: 'Başlayarak koşulları (/terms) kabul eder ve verilerinize ne olduğunu (/privacy) onaylarsınız.',
    byPaying: 'Ödeyerek /terms ve /privacy metinlerini kabul edersiniz.',
    inGroup: 'Size yanıt verebilmem için özel sohbetimizde koşulları kabul edin: tek dokunuş yeter.',
    withdraw:
      'Onayınızı geri çekmek istiyor musunuz? Yeniden kabul edene kadar sorularınızı yanıtlamam. Krediler, abonelik ve metinler kalır. Destek, para iadesi ve verilerin indirilmesi onaysız da çalışır.',
    withdrawn:
      'Onayınız geri çekildi: artık soruları yanıtlamıyorum. Metinlerinizi şimdi veya sonra /settings içinden silebilirsiniz. Fikriniz değişirse /terms ve /privacy metinlerini okuyup “Kabul ediyorum” düğmesine basın.',
  },
  schedules: {
    title: '**Zamanlanmış sorular**',
    hint: (most) =>
      `Zamanı gelince sorunuzu ben sorar, yanıtını size gönderirim. “Yeni soru” düğmesine basın. En çok ${most} soru olabilir.`,
    ask: 'Ne sorayım? Soruyu şimdi soracağınız gibi yazın.',
    placeholder: 'Önemli haberleri anlat',
    tooLong: (longest) =>
      `Zamanlanmış bir soru en çok ${turkish(longest, 'karakter')} olabilir. Kısaltıp yeniden gönderin.`,
    tooMany: (most) => `En çok ${turkish(most, 'zamanlanmış soru')} olabilir. Yer açmak için birini silin.`,
    when: 'Ne zaman sorayım?',
    gone: 'Bu zamanlanmış soru artık yok.',
    otherPeriod: 'Bu aralıkla soramam: en sık günde bir kez sorabilirim.',
    whatTime: 'Orada şu an saat kaç? Saat diliminizi aklımda tutarım; /settings içinden değiştirebilirsiniz.',
    often: { day: 'Her gün', weekdays: 'Hafta içi', week: 'Haftada bir', month: 'Ayda bir' },
    weekdays: ['Her pazartesi', 'Her salı', 'Her çarşamba', 'Her perşembe', 'Her cuma', 'Her cumartesi', 'Her pazar'],
    at: {
      day: (time) => `Her gün saat ${time}`,
      weekdays: (time) => `Hafta içi saat ${time}`,
      week: (weekday, time) => `${weekday} saat ${time}`,
      month: (day, time) => `Her ayın ${day}. günü saat ${time}`,
    },
    zone: (name) => `Saat dilimi: ${name}`,
    offer: (price) =>
      `Bir yanıt en çok ${credits(price)}. Abonelik veya deneme mesajları varken onlar öder. Ödeyecek bir şey kalmayınca durur, size yazarım.`,
    next: (moment) => `Sonraki yanıt: ${moment}.`,
    paused: {
      asked: 'Duraklatıldı.',
      no_access: 'Duraklatıldı: ödeyecek bir şey yoktu.',
      price_changed: 'Duraklatıldı: yanıt pahalandı.',
      unread: 'Duraklatıldı: son iki yanıta tepki vermediniz.',
      unreachable: 'Duraklatıldı: size yazamadım.',
    },
    stopped: {
      no_access:
        'Şu an yanıtı ödeyecek bir şey yok, bu yüzden soru duraklatıldı. Bakiye yükleyip “Devam et” düğmesine basın.',
      price_changed: (price) =>
        `Yanıt anlaştığımızdan pahalı oldu: artık ${credits(price)}. Soru duraklatıldı. Fiyat uygunsa “Devam et” düğmesine basın.`,
      unread:
        'Botlar mesajların okunup okunmadığını göremez. Sondan bir önceki yanıttan beri hiçbir şey yazmadınız ve hiçbir düğmeye basmadınız, bu yüzden soru duraklatıldı. Hâlâ istiyorsanız “Devam et” düğmesine basın.',
    },
    notOn: 'Şu an yanıtı ödeyecek bir şey yok, bu yüzden soru açılmadı. Bakiye yükleyin, sonra açın.',
    notOnWithoutTrial:
      'Yanıtı ödeyecek bir şey henüz yok, bu yüzden soru açılmadı. Ücretsiz denemeyi başlatın, sonra açın.',
    missed: 'Bir süre yoktum ve zamanlanmış bir sorunun vakti geçti. Bir dahaki sefere zamanında soracağım.',
    delete: 'Bu soru silinsin mi? Gelmiş olan yanıtlar kalır.',
    deleted: 'Silindi',
    buttons: {
      open: '⏰ Zamanlanmış',
      new: 'Yeni soru',
      start: 'Aç',
      resume: 'Devam et',
      pause: 'Duraklat',
      changeTime: 'Başka saat',
      once: 'Bir kez sor',
      timeZone: '🕒 Saat dilimi',
    },
  },

  status: '**Nasıl yanıtlıyorum**',
  statusModel: (title, price) => `Model: ${title}, yanıt başına ${credits(price)}`,
  statusConversation: (title) => (title === null ? 'Konu: şimdilik yeni' : `Konu: “${title}”`),
  models: '**Model seçimi**',
  modelsHint: 'Sorularınızı kimin yanıtlayacağını seçin.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nYanıt fiyatı: ${credits(price)}${trial ? '' : ', denemeye dahil değil'}.`,
  modelChosen: (title) => `Artık “${title}” yanıtlıyor`,

  settings: '**Ayarlar**',
  settingsLanguage: 'Dil: Türkçe',
  settingsStyle: (style) => `Yanıtlar: ${style}`,
  newsRefused: 'Artık haber göndermeyeceğim. /settings içinden yeniden açabilirsiniz.',
  settingsNews: (on) => (on ? 'Haberler: gönderiyorum' : 'Haberler: göndermiyorum'),
  settingsRemember: (on) => (on ? 'Sohbet: önceki mesajları hatırlıyorum' : 'Sohbet: her soruyu ayrı yanıtlıyorum'),
  styles: {
    normal: 'olağan',
    brief: 'kısa',
    detailed: 'ayrıntılı',
    teacher: 'öğretmen gibi',
    code: 'önce kod',
  },
  settingsInstructions: 'Kendi talimatlarınız: var',
  settingsRich: (on) => (on ? 'Tablolar ve formüller: biçimli' : 'Tablolar ve formüller: düz metin'),
  settingsReminders: (on) =>
    on ? 'Hatırlatmalar: abonelik ve bakiye için, haftada en fazla bir kez' : 'Hatırlatmalar: göndermiyorum',
  remindersOff: 'Bir daha hatırlatmam. Hatırlatmaları ayarlardan yeniden açabilirsiniz.',
  settingsAskAbove: (count) =>
    count === 0 ? 'Fiyat: soru alışılandan pahalıysa soruyorum' : `Fiyat: soru ${credits(count)} üzerindeyse soruyorum`,
  instructions: '**Kendi talimatlarınız**',
  instructionsHint:
    'Her yanıtta neyin dikkate alınacağını buraya yazabilirsiniz. Örneğin: “9. sınıfta fizik öğreniyorum, basit anlat”.',
  instructionsRequest: 'Bu mesajı yanıtlayın: her yanıtta neyi dikkate alayım? En fazla 1000 karakter.',
  instructionsPlaceholder: 'Dikkate alınacaklar',
  instructionsTooLong: (length, longest) =>
    `Metin ${turkish(length, 'karakter')} oldu, en fazla ${longest.toLocaleString('tr')} sığar. Lütfen kısaltın.`,
  saved: 'Kaydedildi',
  forget:
    'Verileriniz silinsin mi? Sorularınızın ve yanıtların metni, adınız ve ayarlarınız hemen ve kalıcı olarak silinir. Bakiye ve ödeme kayıtları kalır: muhasebe için gereklidir.',
  forgetRenewal: (plan, at) =>
    `“${plan}” aboneliği kalır ve kendiliğinden yenilenir: Telegram’daki sonraki ödeme ${date(at)}. Artık gerekmiyorsa yenilemeyi iptal edin.`,
  forgetSchedules: 'Zamanlanmış sorularınız da silinir: onları artık sormam.',
  exported: 'Sizinle ilgili saklanan her şey burada.',
  forgotten: 'Tamam, metinleriniz silindi.',

  help: '**Yardım**\n\nSorularınızı sıradan mesajlar olarak yazın: siz /new gönderene kadar sohbeti hatırlarım.\n\nGörsel ve albüm, sesli mesaj, dosya (PDF, Word, Excel, PowerPoint, metin, kod) gönderin; soruyla veya sorusuz. Daha önce gönderilen bir şeyi sormak için onu yanıtlayın. Soru alışılandan pahalıysa önce fiyatını söylerim.\n\n/new: yeni sohbet\n/conversations: önceki bir sohbete dön\n/stop: yanıtı durdur\n/balance: neleriniz kaldı\n/status: nasıl yanıtlıyorum\n/buy: krediler ve abonelik\n/assistants: her iş için yardımcılar\n/image: görsel çiz\n/schedule: zamanlanmış sorular\n/promo: promo kodu\n/model: model seç\n/settings: dil, yanıt biçimi, veriler\n/paysupport: ödeme soruları\n/id: Telegram numaranız\n/terms: koşullar\n/privacy: verileriniz hakkında\n\nYanıtsız kalan soru için ücret alınmaz.',
  yourId: (id) => `Telegram numaranız: \`${id}\`. Bir şey ters giderse bot sahibi sizi bu numarayla bulur.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `“${ended}” sohbeti bitti, ona geri dönebilirsiniz. `}Temiz bir sayfa açıyoruz. Ne hakkında konuşalım?`,
  untitled: 'Adsız',
  conversations: '**Sohbetler**\n\nHangisine devam edeceğinizi seçin.',
  titleRequest: 'Bu sohbetin adı ne olsun? Yeni adını yazın.',
  titlePlaceholder: 'Ad',
  conversationRenamed: (title) => `Sohbetin adı artık “${title}”.`,
  deleteConversation: (title) =>
    `${title === null ? 'Sohbet' : `“${title}” sohbeti`} silinsin mi? İçindeki soru ve yanıtların metni hemen ve kalıcı olarak silinir.`,
  conversationDeleted: 'Tamam, sohbet silindi.',
  conversationBusy:
    'Bu sohbette şu anda bir yanıt yazıyorum. Bekleyin veya durdurun: /stop. Sonra sohbeti silebilirsiniz.',
  noConversations: 'Henüz sohbet yok. Bir soru yazın, ilki başlasın.',
  conversationResumed: (title) => `“${title}” sohbetine devam ediyoruz. Yazın.`,
  groupsOff: 'Gruplarda yanıt vermiyorum. Bana özelden yazın.',
  thinking: 'Düşünüyorum…',
  stopping: 'Durduruyorum.',
  nothingToStop: 'Şu anda bir şey yazmıyorum.',
  paysupportPlaceholder: '12345 numaralı ödeme için kredi gelmedi',
  paysupport:
    '**Ödeme soruları**\n\nÖdemede bir sorun varsa bunu bir sonraki mesajınızda yazın: mesajınız bot sahibine gider. Örneğin: 12345 numaralı ödeme için kredi gelmedi. Ödeme numarası Telegram makbuzundadır. Bot sahibinin yanıtı buraya gelecek. Telegram destek ekibi bu ödemelere bakmaz.',

  refused: {
    trial_not_started: 'Yanıt verebilmem için ücretsiz denemeyi başlatın.',
    trial_used_up: 'Deneme mesajlarınız bitti. Beğendiniz mi? Nasıl devam edeceğinizi seçin.',
    trial_continues: 'İlk ücretsiz mesajlarınız bitti.',
    subscription_ended: 'Aboneliğiniz bitti. Nasıl devam edeceğinizi seçin.',
    daily_limit:
      'Aboneliğin bugünkü hakkı bu soruya yetmiyor. Yarın hepsi yenilenir; şimdi daha ucuz bir model seçebilir veya satın aldığınız kredilerle devam edebilirsiniz.',
    more_than_allowance:
      'Bu soru aboneliğin bir günlük hakkından fazla, bu yüzden yarın da yetmez. Satın aldığınız kredilerle sorun, daha ucuz bir model seçin veya daha az sayfa alın.',
    insufficient_credits:
      'Bu model için krediniz yetmiyor. Daha ucuz bir model seçebilir veya bakiye yükleyebilirsiniz.',
    price_changed: 'Fiyat değişti.',
    question_too_long:
      'Soru bu model için çok uzun. Kısaltın veya daha fazlasını alan bir model seçin. Ücret alınmadı.',
    model_cannot_see: 'Bu model görselleri göremez. Başka bir model seçin.',
    no_transcription: 'Burada kayıtları dinleyemiyorum: lütfen sorunuzu yazın.',
    not_in_trial:
      'Deneme bunu kapsamıyor: bir görsel bir mesaj sayılır, sesli mesaj en fazla bir dakika, belge en fazla 10 sayfa olabilir.',
    model_not_included:
      'Bu model denemeye ve aboneliğinize dahil değil, krediniz de yetmiyor. Başka bir model seçin veya bakiye yükleyin.',
    budget_used_up: 'Şu anda yanıt veremiyorum: yanıt hakkım bitti. Ücret alınmadı.',
    trial_paused: 'Ücretsiz yanıtlar şimdilik bitti.',
  },
  resumes: (moment) => `Yeniden yanıt vereceğim zaman: ${clock(moment)} (Türkiye saati).`,
  resumesForGuests: (moment) => `Yenileri şu zaman gelir: ${clock(moment)} (Türkiye saati).`,
  resumesUnknown: 'Yenilerinin ne zaman geleceği henüz belli değil. Satın aldıklarınız her zaman çalışır.',
  questionKept: 'Sorunuz saklandı: o zaman düğmeye basın.',
  failed: {
    usual: 'Yanıt veremedim: model şu anda kullanılamıyor.',
    refused: 'Yanıt veremedim: model isteği reddetti.',
    stopped: 'Durduruldu.',
    undelivered: 'Yanıtın tamamını gösteremedim.',
    too_long: 'Bu sohbetle birlikte soru modele sığmıyor. Yeni bir sohbet başlatıp tekrar sorun.',
    abuse:
      'Modelin sağlayıcısı bu sohbeti kurallarına aykırı buldu ve yanıt vermedi. Yeni bir sohbet başlatıp başka bir şey sorun.',
    filtered: 'Model sağlayıcısının filtresi yanıtı geçirmedi. Başka sözlerle sormayı deneyin.',
    no_room: 'Model o kadar uzun düşündü ki yanıta yer kalmadı. Daha basit sorun veya başka bir model seçin.',
    not_text: 'Model metinle yanıt vermedi, ben ise yalnızca metin gösterebilirim.',
    file_gone: 'Telegram bu dosyayı artık vermiyor. Yeniden gönderin.',
  },
  priceChanged: (price) => `Fiyat değişti: şimdi ${price} gerekiyor. Devam edilsin mi?`,
  questionLost: 'Bu soruyu bulamıyorum. Lütfen yeniden gönderin.',
  edited: 'Sorunuzu değiştirdiniz. Yenisini yanıtlayayım mı?',
  editIgnored: 'Bu mesajı düzenlemek hiçbir şeyi değiştirmez. Düzeltilmişini yeni bir mesaj olarak gönderin.',
  prices: {
    trial: (price) => `${price} mesaj`,
    credits: (price) => `${price} kr.`,
    subscription: (price) => `abonelikten ${price} kr.`,
  },
  delayed: 'Şu anda gecikmeli yanıt veriyorum. Sorunuz kaybolmadı, yeniden yazmanıza gerek yok.',
  nothingCharged: 'Ücret alınmadı.',
  givenUp: 'Bu mesaj birkaç denemeden sonra bile işlenemedi.',
  buttonGivenUp: 'Birkaç denemeden sonra bile olmadı.',
  tryLater: 'Biraz sonra yeniden deneyin.',
  paymentDelayed: 'Ödemeniz ulaştı. Biraz sonra işleyeceğim, bir şey yapmanız gerekmez.',
  paymentGivenUp: 'Ödemeniz ulaştı, ancak hemen işlenemedi. Bir saat içinde alımınız görünmezse /paysupport gönderin.',
  blocked: 'Bota erişiminiz kapalı.',
  forbidden: 'Bunu yalnızca bot sahibi yapabilir, siz artık bot sahibi değilsiniz.',
  contact: (owner) =>
    owner
      ? `Bot sahibine ulaşmak için: ${owner}`
      : '/paysupport ile sorunuzu tek mesajda gönderin, bot sahibi burada yanıtlar.',
  groupGreeting: (username) =>
    `Merhaba! Soruları yanıtlıyorum. /ask komutuyla sorun, @${username} ve sorunuzu yazın veya bir mesajımı yanıtlayın. Herkesin kendi bakiyesi vardır, yalnızca özel sohbette görünür.`,
  groupHelp: (username) =>
    `**Grupta nasıl sorulur**\n\n/ask ve soru, @${username} ve soru veya bir mesajıma yanıt. Başkasının mesajını, görselini, sesli mesajını veya dosyasını sormak için onu /ask ile yanıtlayın.\n\n/new: yeni sohbet\n/stop: yanıtı durdur\n\nBakiye, model ve ayarlar: özel sohbette.`,
  nameless: 'Kim olduğunuzu göremiyorum: mesaj grup veya kanal adına yazılmış. Kendi adınızla yazın, yanıtlayayım.',
  groupHint: 'Bunu özelden konuşmak daha iyi: benimle özel sohbet açın. Burada /ask komutuyla sorun.',
  tooFast: (perMinute) =>
    `Çok hızlı yazıyorsunuz. Dakikada en fazla ${turkish(perMinute, 'mesajı')} yanıtlıyorum: kalanı kaybolmaz, yeniden yazmanıza gerek yok.`,
  pressesTooFast: 'Düğmelere çok sık basıldı. Bir dakika sonra yeniden basın.',
  oldButton: 'Bu düğme artık geçerli değil',
  notYours: 'Bu düğme soruyu soran kişi için',

  quietTrial: (left) => (left === 0 ? 'Bu son deneme mesajınızdı.' : `Denemeden kalan: ${messages(left)}.`),
  quietCredits: (left) => `Kalan: ${credits(left)}.`,
  quietAllowance: (price, left) => `Abonelikten: ${credits(price)}, bugün için kalan ${left.toLocaleString('tr')}.`,
  quietPrice: (price, left) => `Alınan: ${credits(price)}, kalan ${left.toLocaleString('tr')}.`,
  fellBack: (title) => `Seçilen modelin yerine “${title}” yanıtladı.`,
  insteadOf: (wanted, title) =>
    `“${wanted}” modelinin yanıt hakkı şimdilik bitti, “${title}” kendi fiyatıyla yanıtladı.`,
  cutByFilter: 'Yanıtın devamını model sağlayıcısının filtresi geçirmedi.',
  outOfTime: 'Model yavaş yazdı ve süre doldu. “Devam” düğmesine basın veya “devam et” yazın.',
  restInFile: 'Yanıt mesajlara sığmadı. Tamamı dosyada.',
  cutShort: 'Yanıt modelin sınırından uzun oldu ve kesildi. “Devam” düğmesine basın veya “devam et” yazın.',

  attached: {
    photo: 'görsel',
    sticker: 'çıkartma',
    voice: 'sesli mesaj',
    video: 'video kaydı',
    document: 'dosya',
    location: 'haritada bir yer',
    other: 'ek',
  },
  unsupported: {
    sticker: 'Güzelmiş! Ama hareketli görsel ve çıkartmaları henüz göremiyorum. Sözle yazar mısınız?',
    video: 'Videoları henüz izleyemiyorum. Bir kareyi görsel olarak gönderin veya sözle anlatın.',
    location: 'Haritaları henüz anlamıyorum. Ne öğrenmek istediğinizi yazın.',
    other: 'Bunu henüz anlamıyorum. Lütfen metin olarak yazın.',
  },

  image: {
    ask: '**Görsel**\n\nNe çizileceğini anlatın: görselde ne var, hangi tarzda, hangi renklerle. Elinizdeki bir görseli değiştirmek için onu /image açıklaması ve neyin değişeceğiyle gönderin.',
    askChange: 'Bu görselde neyi değiştireyim? Sözle anlatın.',
    placeholder: 'Uzay giysili sarı bir kedi, suluboya',
    placeholderChange: 'Gece olsun, çatının üstünde ay dursun',
    choose: (begin) => `🎨 “${begin}”\n\nNasıl çizeyim?`,
    chooseChange: (begin) => `✏️ “${begin}”\n\nNasıl değiştireyim?`,
    unused: 'Sözlere ve resimlere göre çizerim; kayıtlar, videolar ve benzerleri burada sayılmaz.',
    onlyOne: 'Aynı anda tek bir resim değiştirilebilir, bu yüzden bu ilkiyle ilgili.',
    drawing: (title) => `🎨 Çiziyorum: “${title}”. Genellikle bir dakikaya kadar sürer.`,
    off: 'Şu anda görsel çizmiyorum.',
    busy: 'Önceki görselinizi hâlâ çiziyorum. Onu bekleyin, sonra yenisini isteyin.',
    tooMany: (resumesAt) =>
      `Bir saat içinde izin verilen kadar görsel istediniz. Sonraki şu zamandan sonra: ${clock(resumesAt)} (Türkiye saati).`,
    tooLong: (longest) => `Açıklama ${turkish(longest, 'karakterden')} uzun. Kısaltıp yeniden gönderin.`,
    gone: 'Bu görsel artık bende yok. Onu /image açıklaması ve neyin değişeceğiyle gönderin.',
    fileGone: 'Özgün dosyayı bir gün saklarım, artık yok. Görselin kendisi yukarıda.',
    byRules: 'Hizmetin kuralları böyle bir görsele izin vermiyor. Başka türlü anlatın.',
    unreadable: 'Bu görsel açılamadı. Fotoğraf, JPEG veya PNG olarak gönderin.',
    interrupted: 'Çizim yarıda kesildi.',
    failed: 'Görsel çizilemedi. Biraz sonra yeniden deneyin.',
    cannotPay: (price) => `Bu görsel için ${price} gerekiyor, şu anda yetmiyor.`,
    receipt: (words) => (words === null ? 'Görsel (açıklaması silindi)' : `Görsel: ${words}`),
    states: {
      charged: (price) => `Alınan: ${price}`,
      reserved: (price) => `Çizilmekte olan görsel için ayrılan: ${price}`,
      given_back: () => 'Ücret alınmadı: görsel çizilemedi',
    },
  },

  voice: {
    receipt: 'Seslendirilen yanıt',
    cut: 'Başı okundu: yanıt uzun, tamamı yukarıda.',
    leavesOut: 'Kod ve tablolar okunmaz: yanıtın içinde duruyorlar.',
    asFile: 'Sesli mesaj kabul etmiyorsunuz, bu yüzden dosya olarak gönderiyorum.',
    forbidden: 'Sesli mesaj kabul etmiyorsunuz. Telegram ayarlarından bu sohbet için izin verin ve yeniden basın.',
    failed: 'Yanıt seslendirilemedi. Biraz sonra yeniden deneyin.',
    cannotPay: (price) => `Bu yanıtı seslendirmek için ${price} gerekiyor, şu anda yetmiyor.`,
    states: {
      charged: (price) => `Alınan: ${price}`,
      reserved: (price) => `Hazırlanmakta olan ses için ayrılan: ${price}`,
      given_back: () => 'Ücret alınmadı: seslendirilemedi',
    },
  },

  files: {
    leftOut: (count) =>
      `Bir soruda en fazla on dosya olabilir: son ${turkish(count, 'dosyayı')} açmadım. Kalanını ayrı bir soruyla gönderin.`,
    doing: {
      image: 'Görsele bakıyorum…',
      images: 'Görsellere bakıyorum…',
      audio: 'Dinliyorum…',
      file: 'Dosyayı okuyorum…',
      files: 'Dosyaları okuyorum…',
    },
    nameless: 'dosya',
    titles: { picture: 'Görsel', document: 'Dosya' },
    named: (name) => (name === null ? 'Dosya' : `“${name}” dosyası`),
    pictures: (count) => turkish(count, 'görsel'),
    pages: (count) => turkish(count, 'sayfa'),
    firstPages: (first, of) =>
      `${of.toLocaleString('tr')} sayfanın ${first === 1 ? 'ilki' : `ilk ${first.toLocaleString('tr')} sayfası`}`,
    somePages: (from, to) => (from === to ? `${from}. sayfa` : `${from}–${to}. sayfalar`),
    words: (count) => turkish(count, 'sözcük'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} sn`
      return seconds === 0 ? `${minutes} dk` : `${minutes} dk ${seconds} sn`
    },
    offers: {
      document: 'Bununla ilgili soru',
      picture: 'Bununla ilgili soru',
      several: 'Bunlarla ilgili soru',
      speech: 'Yazıya dök ve yanıtla',
      transcript: 'Yazıya dök',
      mixed: 'Hepsini birlikte yanıtla',
    },
    declined: 'Tamam, yanıtlamıyorum.',
    whichPages: 'Hangi sayfalar? Örneğin: 3 veya 2–5.',
    pagesPlaceholder: 'Örneğin 2–5',
    pagesUnclear: 'Hangi sayfalar olduğunu anlamadım. 3 gibi bir numara veya 2–5 gibi ilk ve son sayfayı yazın.',
    noSuchPages: 'Dosyada böyle sayfalar yok. Hangilerini alayım? Örneğin: 3 veya 2–5.',
    unreadable: {
      encrypted: (file) => `${file} parolayla korunuyor. Parolayı kaldırıp yeniden gönderin.`,
      empty: (file) => `${file} boş: okunacak bir şey yok. Doğru dosya olup olmadığına bakın.`,
      damaged: (file) => `${file} bozuk, açılamadı. Yeniden kaydedip tekrar gönderin.`,
      unsupported: (file) =>
        `${file} okunamıyor. PDF, Word, Excel, PowerPoint, metin ve kod okur, görsellere bakar, kayıtları dinlerim.`,
      too_many_pages: (file) => `${file} çok uzun: sayfası çok fazla. Gereken bölümü ayrı bir dosya olarak gönderin.`,
      too_large: (file) => `${file} çok büyük. Daha küçüğünü veya parçalarını gönderin.`,
      gone: (file) => `${file} artık açılamıyor: Telegram onu vermiyor. Yeniden gönderin.`,
    },
  },

  buttons: {
    newConversation: '💬 Yeni sohbet',
    balance: '👛 Bakiye',
    buy: '⭐ Bakiye yükle',
    gift: '🎁 Hediye et',
    shareGift: '📨 Hediyeyi gönder',
    keepGift: 'Bende kalsın',
    invite: '👥 Davet et',
    shareLink: '📨 Bağlantıyı gönder',
    channelBonus: '📣 Kanala katıl, hediye al',
    joinChannel: '📣 Kanalı aç',
    checkChannel: 'Kontrol et',
    accept: '✅ Kabul ediyorum',
    withdraw: 'Onayımı geri çek',
    withdrawYes: 'Evet, geri çek',
    promo: '🎟 Promo kodu',
    subscription: '🗓 Abonelik',
    model: '🧠 Model seç',
    settings: '⚙️ Ayarlar',
    help: '❓ Yardım',
    image: '🎨 Görsel',
    imageAgain: '↻ Bir tane daha',
    imageChange: '✏️ Değiştir',
    imageFile: '📎 Dosya olarak',
    listen: '🎧 Dinle',
    listenAgain: '🎧 Yeniden dinle',
    back: '‹ Geri',
    history: '🧾 Geçmiş',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Abone ol: ${price.toLocaleString('tr')} ⭐`,
    cancelRenewal: 'Yenilemeyi iptal et',
    cancelRenewalYes: 'Evet, iptal et',
    keepRenewal: 'Kalsın',
    buyAnyway: (price) => `Satın al: ${price}`,
    resumeRenewal: 'Yenilemeyi sürdür',
    menu: '☰ Menü',
    tryFree: '🎁 Ücretsiz dene',
    notNow: 'Şimdi değil',
    answerWaiting: (begin) => `“${begin}” yanıtlansın`,
    answerBy: (title) => `“${title}” yanıtlasın`,
    noReminders: 'Hatırlatmaları kapat',
    reminders: 'Bakiyeyi hatırlat',
    answerNow: 'Yanıtla',
    retry: '↻ Tekrarla',
    again: '↻ Yeniden',
    continue: '▸ Devam',
    shorter: '✂︎ Daha kısa',
    inShort: '✂︎ Kısaca',
    files: '📄 Dosya olarak',
    agree: 'Sor',
    somePages: 'Yalnızca bazı sayfalar',
    decline: 'Gerek yok',
    edited: '↻ Yeniden yanıtla',
    stop: '■ Durdur',
    privateChat: '💬 Özel sohbet',
    instructions: '✍️ Talimatlarım',
    writeInstructions: 'Yaz',
    dropInstructions: 'Kaldır',
    rich: 'Tablo ve formülleri biçimle',
    plain: 'Tablolar düz metin olsun',
    askAbove: (count) => (count === 0 ? 'Fiyatı hep sor' : `Fiyat sorma sınırı: ${count} kr.`),
    conversations: '🗂 Sohbetler',
    renameConversation: '✏️ Adını değiştir',
    deleteConversation: '🗑 Sil',
    exportData: '📦 Verilerimi indir',
    forget: 'Verilerimi sil',
    forgetYes: 'Evet, sil',
    news: 'Haberleri al',
    noNews: 'Haberleri kapat',
    remember: 'Sohbeti hatırla',
    doNotRemember: 'Sohbet hatırlanmasın',
  },
  commands: {
    start: 'Başla',
    new: 'Yeni sohbet',
    conversations: 'Önceki sohbetler',
    stop: 'Yanıtı durdur',
    balance: 'Neler kaldı',
    buy: 'Krediler ve abonelik',
    assistants: 'Her iş için yardımcılar',
    image: 'Görsel çiz',
    schedule: 'Zamanlanmış sorular',
    promo: 'Promo kodu',
    invite: 'Davet et',
    model: 'Model seç',
    settings: 'Ayarlar',
    help: 'Yardım',
    status: 'Nasıl yanıtlıyorum',
    paysupport: 'Ödeme soruları',
    id: 'Telegram numaranız',
    terms: 'Koşullar',
    privacy: 'Verileriniz hakkında',
  },
  groupCommands: {
    ask: 'Soru sor',
    new: 'Yeni sohbet',
    stop: 'Yanıtı durdur',
    help: 'Grupta nasıl sorulur',
  },
  description:
    'Pomogator soruları yanıtlar, metin yazar, kodda yardımcı olur, görsellere bakar, sesli mesajları dinler ve dosyaları okur. İlk mesajlar ücretsizdir.',
  shortDescription: 'Yapay zekâ yardımcısı',
}
