import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { indonesian } from './count.ts'

const messages = (count: number) => indonesian(count, 'pesan')
const credits = (count: number) => indonesian(count, 'kredit')
const questions = (count: number) => indonesian(count, 'pertanyaan')
const days = (count: number) => indonesian(count, 'hari')

const { day: date, shortDay: shortDate, time } = datesOf('id-ID', 'Asia/Jakarta')
const clock = (moment: string) => `${shortDate(moment)} pukul ${time(moment)}`

const entryKinds: Record<EntryKind, string> = {
  hold: 'pertanyaan',
  release: 'pengembalian atas pertanyaan',
  purchase: 'pembelian',
  refund: 'pembayaran dikembalikan',
  adjustment: 'dari pemilik',
  promo: 'kode promo',
  campaign: 'hadiah selamat datang',
  gift: 'hadiah',
  referral: 'atas undangan',
  undone: 'ditarik, pembayaran dikembalikan',
}

export const person: Texts = {
  welcome:
    'Halo! Saya **Pomogator**, asisten AI Anda. Saya menjawab pertanyaan, menulis dan menyunting teks, menjelaskan hal sulit, dan membantu soal kode. Saya melihat gambar, mendengarkan pesan suara, dan membaca berkas.',
  welcomeBack: 'Selamat datang kembali!',
  ready: 'Tulis saja pertanyaan Anda, dan saya akan menjawab.',
  trialOffer: (count) => `Coba gratis: hadiah ${messages(count)}. Tanpa kartu, dan tidak ada tagihan otomatis.`,
  trialStarted: (count) => `Siap: Anda punya ${messages(count)}. Tulis pertanyaan pertama Anda, tentang apa saja.`,
  trialBegun: (count) => `Siap: Anda punya ${messages(count)}.`,
  answeringAll: (count) => `Saya jawab ${messages(count)} Anda sekaligus.`,
  trialStartedAnswering: (count) => `Siap: Anda punya ${messages(count)}. Saya jawab pertanyaan Anda sekarang.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Saya jawab pertanyaan Anda sekarang.' : `Saya jawab pertanyaan Anda “${begin}” sekarang.`,
  trialRest: (count, moment) =>
    `Saya tambahkan ${messages(count)} lagi pada ${clock(moment)} WIB dan langsung mengabari Anda.`,
  trialRestAdded: (count) =>
    `Sesuai janji, ${messages(count)} sudah saya tambahkan: uji coba gratis Anda berlanjut. Apa yang ingin Anda tanyakan?`,
  trialAlready: 'Anda sudah memakai uji coba gratis.',
  trialLater: 'Baik. Kalau ingin mencoba, ketuk “Coba gratis”.',
  menu: '**Menu**',
  askHint: 'Tulis pertanyaan Anda sebagai pesan biasa, dan saya akan menjawab. Untuk topik baru, kirim /new.',
  askHintShort: 'Tulis pertanyaan langsung setelah perintah: /ask lalu pertanyaan Anda.',
  answerThat: 'Jawab pesan ini.',
  forwardedFrom: (name) => `Diteruskan dari ${name}`,
  leftOut: (count) =>
    `Tidak semuanya muat sekaligus: ${indonesian(count, 'pesan terusan')} yang terakhir belum saya baca. Kirim lagi, lebih sedikit setiap kali.`,

  balance: '**Yang Anda miliki**',
  creditsLine: (count) => `Kredit: **${count.toLocaleString('id')}**`,
  trialLine: (left, granted) => `Uji coba gratis: tersisa ${left} dari ${messages(granted)}`,
  noTrialLine: 'Uji coba gratis belum dimulai',
  subscriptionLine: (plan, until) => `Langganan “${plan}”: sampai ${date(until)}`,
  subscriptionNext: (plan, until) => `Lalu “${plan}”: sampai ${date(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Diperpanjang otomatis, tagihan berikutnya ${date(at)}`
      : `“${plan}” diperpanjang otomatis, tagihan berikutnya ${date(at)}`,
  subscriptionEnds: 'Tidak diperpanjang otomatis',
  todayLine: (used, limit) =>
    limit === null
      ? `Hari ini dari langganan: ${questions(used)}`
      : `Hari ini dari langganan: ${used} dari ${limit.toLocaleString('id')}`,
  allowanceUsed: (used) => `Hari ini dari langganan: ${credits(used)}`,
  allowanceLeft: (left, perDay) => `Sisa langganan hari ini: ${left.toLocaleString('id')} dari ${credits(perDay)}`,
  noSubscriptionLine: 'Tidak ada langganan',
  nextPays: {
    subscription: (price) =>
      `Pertanyaan berikutnya: dari langganan${price === 0 ? '' : `, ${credits(price)} dari jatah hari ini`}`,
    trial: 'Pertanyaan berikutnya: dari uji coba gratis',
    credits: (price) => `Pertanyaan berikutnya: ${credits(price)}`,
    nothing: 'Belum ada yang bisa membayar pertanyaan berikutnya',
  },

  purchase: '**Isi ulang**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `${indonesian(answers, 'jawaban')} model “${model}”`,
  worthOr: (cheap, answers, model) => `${cheap} atau ${answers.toLocaleString('id')} dari “${model}”`,
  packsTitle: 'Kredit, tidak kedaluwarsa:',
  plansTitle: 'Langganan:',
  allowance: (perDay, worth) => `${credits(perDay)} per hari: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('id')} ⭐${renews ? ', diperpanjang otomatis' : ''}. ${allowance}`,
  howToPay: 'Pembayaran dengan Bintang Telegram. Pertanyaan tanpa jawaban tidak dikenai biaya.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. Tidak kedaluwarsa.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Diperpanjang otomatis; bisa dibatalkan kapan saja.' : ' Tidak diperpanjang otomatis.'}`,
  paidCredits: (added, total) =>
    `Pembayaran diterima: tambahan ${credits(added)}. Sekarang Anda punya ${credits(total)}.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Langganan diperpanjang' : 'Pembayaran diterima. Langganan Anda berlaku'} sampai ${date(until)}.`,
  daysBehind: (until) => `Harinya ditambahkan ke hari yang sudah dibayar: seluruhnya sampai ${date(until)}.`,
  renewsAlready: (at) =>
    `Pembayaran berikutnya sudah pada ${date(at)}, berapa pun hari yang telah dibayar di muka. Anda dapat membatalkannya kapan saja.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nAnda sudah punya langganan “${renewed}”, dan langganan itu diperpanjang otomatis: tagihan berikutnya ${date(at)}. Hari dari pembelian ini ditambahkan di akhir, sampai ${date(until)}, dan “${renewed}” tetap diperpanjang. Jika tidak perlu lagi, batalkan dulu perpanjangannya.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Anda sudah punya langganan yang diperpanjang otomatis, jadi perpanjangan langganan kedua kami matikan. Harinya sudah ditambahkan.'
      : 'Anda sudah punya langganan yang diperpanjang otomatis, jadi perpanjangan langganan kedua sedang kami matikan dan kami kabari jika sudah selesai. Harinya sudah ditambahkan.',
  cancelRenewalQuestion: (renewed, until) =>
    `Batalkan perpanjangan “${renewed}”? Yang sudah dibayar tetap berlaku: akses Anda sampai ${date(until)}, dan tidak ada tagihan lagi.`,
  paidForAnother:
    'Tagihan ini dibuat untuk orang lain. Pembeliannya masuk ke akun Anda; jika tidak memerlukannya, kirim /paysupport.',
  paidAgain:
    'Tagihan ini sudah pernah dibayar. Pembeliannya kami tambahkan sekali lagi; jika tidak memerlukannya, kirim /paysupport.',
  paidUnmatched:
    'Pembayaran diterima, tetapi kami belum menemukan untuk apa. Pembayaran itu tercatat dan tidak hilang.',
  supportOpened: (id) => `Pertanyaan Anda no. ${id} sudah diteruskan ke pemilik. Jawabannya datang di sini.`,
  supportKept: (id) =>
    `Pertanyaan Anda no. ${id} sudah dicatat; pemilik melihatnya saat membuka bot. Jawabannya datang di sini.`,
  wordsOnly: 'Di sini diperlukan teks: ketik jawaban Anda. Tidak ada yang dipotong untuk pesan ini.',
  supportAnswered: (text) => `Jawaban atas pertanyaan Anda tentang pembayaran:\n\n${text}`,
  ownerWrote: (text) => `Pesan dari pemilik bot:\n\n${text}`,
  historyPayments: 'Pembayaran',
  historyEntries: 'Kredit',
  historyEmpty: 'Belum ada pembayaran atau pemakaian.',
  paymentLine: (at, price, status, what) =>
    `${shortDate(at)}: ${what}, ${price}${status === 'refunded' ? ', dikembalikan' : status === 'refunding' ? ', sedang dikembalikan' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDate(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'perubahan'}`,
  entryKinds,
  unknownPurchase: 'tanpa pesanan',
  receipt: {
    hint: 'Ketuk satu catatan untuk melihat rinciannya.',
    older: 'Sebelumnya ›',
    label: (at, price, what) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**Rincian**',
    deleted: 'dihapus',
    notFound: 'Catatan itu tidak ada.',
    question: (words) => (words === null ? 'Pertanyaan: dihapus' : `Pertanyaan: “${words}”`),
    model: (title) => `Model: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Terpakai: ${price}`,
      reserved: (price) => `Disisihkan untuk jawaban yang sedang ditulis: ${price}`,
      given_back: () => 'Tidak ada yang terpakai: tidak ada jawaban',
    },
    sources: {
      subscription: 'Dibayar: dari langganan, jatah hari itu',
      trial: 'Dibayar: dari uji coba gratis',
      credits: 'Dibayar: dengan kredit',
    },
    when: (at) => `Waktu: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, menjadi ${balance.toLocaleString('id')}`,
    plan: (title, length) => `langganan “${title}”, ${length}`,
    trialMessages: (count) => indonesian(count, 'pesan uji coba gratis'),
    percentOff: (percent) => `diskon ${percent}%`,
    reason: (reason) => `Alasan: ${reason}`,
    payment: (number, title) => `Pembelian no. ${number}: ${title}`,
    paid: (price) => `Dibayar: ${price}`,
    gotCredits: (count) => `Diterima: ${credits(count)}`,
    gotDays: (count) => `Diterima: langganan ${days(count)}`,
    statuses: { refunding: 'Uang sedang dikembalikan', refunded: 'Uang sudah dikembalikan' },
    refund: (number, title) => `Pengembalian dana pembelian no. ${number}: ${title}`,
    refundOf: (title) => `pengembalian: ${title}`,
    returned: (price) => `Dikembalikan: ${price}`,
    takenBack: (count) => `Ditarik: ${credits(count)}`,
  },
  refunding: (price) =>
    `${price} sedang dikembalikan kepada Anda. Yang dibeli dengan uang itu dan belum terpakai sudah ditarik kembali.`,
  refunded: (price) =>
    `${price} dikembalikan kepada Anda. Yang dibeli dengan uang itu dan belum terpakai ditarik kembali.`,
  renewal: {
    active: (until) => `Perpanjangan aktif. Langganan Anda dibayar sampai ${date(until)}.`,
    canceled: (until) =>
      `Perpanjangan dibatalkan. Langganan Anda berlaku sampai ${date(until)}, dan tidak ada tagihan lagi.`,
    failed: (until) =>
      `Langganan tidak bisa diperpanjang: Bintang tidak cukup. Langganan berlaku sampai ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Tagihan ini tidak kami kenal. Pilih pembelian lagi di menu.',
    not_yours: 'Tagihan ini untuk orang lain. Buka bot dan pilih pembelian Anda sendiri.',
    already_paid: 'Tagihan ini sudah dibayar.',
    being_paid: 'Tagihan ini sedang dibayar. Tunggu setengah menit.',
    expired: 'Tagihan sudah kedaluwarsa. Pilih pembelian lagi di menu.',
    not_sold: 'Ini tidak dijual lagi. Lihat yang ada sekarang.',
    price_changed: 'Harganya berubah. Pilih pembelian lagi di menu.',
    already_subscribed: 'Anda sudah punya langganan, dan langganan itu diperpanjang otomatis.',
    user_blocked: 'Akses Anda ke bot ini ditutup.',
  },
  promo: {
    request: 'Balas pesan ini: apa kode promo Anda?',
    placeholder: 'Kode promo',
    credits: (count, total) =>
      `Kode promo diterima: tambahan ${credits(count)}. Sekarang Anda punya ${credits(total)}.`,
    trialMessages: (count) => `Kode promo diterima: uji coba gratis Anda bertambah ${messages(count)}.`,
    planDays: (plan, until) => `Kode promo diterima: langganan “${plan}”, seluruhnya sampai ${date(until)}.`,
    percentOff: (percent, until) =>
      `Kode promo diterima: diskon ${percent}% untuk pembelian berikutnya dengan Bintang, sampai ${date(until)}. Harga di “Isi ulang” sudah termasuk diskon. Diskon tidak berlaku untuk langganan yang diperpanjang otomatis.`,
    refused: {
      promo_not_found: 'Kode promo itu tidak ada. Periksa apakah ada salah ketik.',
      promo_not_yet: 'Kode promo ini belum berlaku. Coba lagi nanti.',
      promo_over: 'Kode promo ini sudah tidak berlaku.',
      promo_used_up: 'Kode promo ini sudah dipakai.',
      promo_used_before: 'Anda sudah pernah memakai kode promo ini, dan kode hanya berlaku sekali.',
      promo_first_purchase: 'Kode promo ini hanya untuk yang belum pernah membeli.',
      promo_guesses: 'Terlalu banyak kode promo yang salah. Coba lagi satu jam lagi.',
    },
  },
  guest: {
    onlyWords: 'Di sini saya hanya menjawab kata-kata. Untuk berkas, datanglah ke chat pribadi.',
    empty: (username: string) => `Tulis pertanyaan di samping nama saya: @${username} dan pertanyaannya.`,
    comeOver: 'Mari lanjutkan di chat pribadi: pesan-pesan pertama di sana gratis.',
    dearer: 'Pertanyaan ini lebih mahal dari biasanya. Ajukan di chat pribadi: di sana saya sebutkan harganya dulu.',
    askAgain: 'Silakan tanya lagi, di sini atau di chat pribadi.',
    failed: 'Saya tidak berhasil menjawab. Silakan tanya lagi, di sini atau di chat pribadi.',
    whole: '📖 Baca semua',
    more: '💬 Tanya pribadi',
    help: (username: string) =>
      `Anda bisa bertanya kepada saya di chat mana pun: tulis @${username} dan pertanyaan di sana, dan saya menjawab di tempat.`,
  },
  gift: {
    screen:
      '**Hadiah**\n\nPilih yang ingin Anda hadiahkan. Setelah pembayaran Anda menerima tautan yang bisa dikirim ke siapa saja: hadiah menjadi milik orang pertama yang membukanya. Jika dalam 30 hari tidak ada yang membuka, hadiah menjadi milik Anda.',
    yours: 'Belum dibuka:',
    line: (title, link, until) => `• ${title}: ${link} (sampai ${shortDate(until)})`,
    about: (title) => `Hadiah: ${title}. Tautannya datang di sini setelah pembayaran.`,
    paid: (title, link) =>
      `Hadiah siap: ${title}.\n\n${link}\n\nKirim tautan ini: hadiah menjadi milik orang pertama yang membukanya. Jika dalam 30 hari tidak ada yang membuka, hadiah menjadi milik Anda.`,
    share: (title) => `Hadiah untuk Anda: ${title}`,
    received: {
      credits: (count, total) => `Hadiah untuk Anda: ${credits(count)}. Sekarang Anda punya ${credits(total)}.`,
      days: (title, until) => `Hadiah untuk Anda: langganan “${title}”, seluruhnya sampai ${date(until)}.`,
    },
    own: (title) => `Ini hadiah Anda: ${title}. Kirim tautannya kepada penerimanya, atau simpan untuk Anda sendiri.`,
    claimed: (title) => `Hadiah Anda sudah dibuka: ${title}.`,
    returned: (title) => `Hadiah Anda tidak dibuka selama 30 hari, jadi sekarang milik Anda: ${title}.`,
    voided: {
      open: (title) => `Pembayaran hadiah dikembalikan, dan tautannya tidak berlaku lagi: ${title}.`,
      claimed: {
        all: (title) => `Pembayaran hadiah dikembalikan, jadi hadiah ditarik dari penerimanya: ${title}.`,
        rest: (title, rest) => `Pembayaran hadiah dikembalikan: ${title}. Sisanya ditarik dari penerimanya: ${rest}.`,
        nothing: (title) =>
          `Pembayaran hadiah dikembalikan: ${title}. Penerimanya sudah memakai semuanya, jadi tidak ada yang ditarik.`,
      },
    },
    takenBack: {
      all: (title) => `Pembayaran hadiah Anda dikembalikan, jadi hadiah ditarik: ${title}.`,
      rest: (title, rest) => `Pembayaran hadiah Anda dikembalikan: ${title}. Sisanya ditarik: ${rest}.`,
      nothing: (title) =>
        `Pembayaran hadiah Anda dikembalikan: ${title}. Hadiah sudah habis dipakai, jadi tidak ada yang ditarik.`,
    },
    daysLeft: (count) => (count === 0 ? 'kurang dari sehari' : days(count)),
    refused: {
      gift_not_found: 'Hadiah itu tidak ada. Periksa tautannya.',
      gift_claimed: 'Hadiah ini sudah dibuka.',
      gift_void: 'Hadiah ini tidak berlaku lagi: pembayarannya dikembalikan.',
    },
  },
  search: {
    doing: {
      search: (what) => `Mencari: ${what}`,
      page: (what) => `Membaca: ${what}`,
      server: (what) => `Bertanya ke “${what}”`,
    },
    sources: 'Sumber',
    setting: (on, count) => {
      if (!on) return 'Pencarian web: mati'
      return count === 0
        ? 'Pencarian web: aktif'
        : `Pencarian web: aktif; bila diperlukan, harga pertanyaan bertambah ${credits(count)}`
    },
    notIn: {
      trial: 'Pencarian web: tidak termasuk uji coba gratis',
      subscription: 'Pencarian web: tidak termasuk langganan',
    },
    turnOn: 'Cari di web',
    turnOff: 'Jangan cari di web',
    included: 'Pertanyaan ini memakai pencarian web.',
    receipt: (price) => `Di antaranya untuk pencarian web: ${price}`,
  },
  referral: {
    off: 'Saat ini undangan tidak diberi imbalan.',
    title: '**Undang**',
    invited: (count) =>
      `Orang yang pertama kali datang lewat tautan Anda mendapat tambahan ${messages(count)} dalam uji coba gratis.`,
    inviter: (count, most) =>
      `Anda mendapat ${credits(count)} tiga hari setelah pembelian pertamanya, jika tidak dikembalikan. Paling banyak ${indonesian(most, 'imbalan')} per bulan; selebihnya datang bulan berikutnya.`,
    came: (count) => `Datang lewat tautan Anda: ${count.toLocaleString('id')}`,
    notPaid: (count) => `Belum membeli apa pun: ${count.toLocaleString('id')}`,
    waiting: (count, at) =>
      `Sudah membeli, imbalan menunggu: ${count.toLocaleString('id')}, yang terdekat tidak sebelum ${shortDate(at)}`,
    returned: (count) => `Pembelian dikembalikan, tanpa imbalan: ${count.toLocaleString('id')}`,
    rewarded: (count, sum) => `Imbalan: ${count.toLocaleString('id')}, total ${credits(sum)}`,
    share: 'Asisten AI: menjawab, menulis, dan membaca berkas.',
    reward: (count) => `Imbalan atas undangan Anda: ${credits(count)}. Terima kasih!`,
    undone: (count) => `Pembelian orang yang Anda undang dikembalikan, jadi imbalannya ditarik: ${credits(count)}.`,
  },
  tools: {
    included: 'Pertanyaan ini memakai referensi.',
    receipt: (price) => `Di antaranya untuk referensi: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Ikuti kanal kami, dan saya beri Anda ${credits(count)}. Satu kali.`,
      trial_messages: (count) => `Ikuti kanal kami, dan uji coba gratis Anda bertambah ${messages(count)}. Satu kali.`,
    },
    thanks: {
      credits: (count) => `Terima kasih sudah bersama kami: saldo Anda bertambah ${credits(count)}.`,
      trial_messages: (count) => `Terima kasih sudah bersama kami: uji coba gratis Anda bertambah ${messages(count)}.`,
    },
    notYet: 'Saya belum melihat Anda di antara pengikut. Ikuti kanalnya dan ketuk “Periksa” lagi.',
    unknown: 'Saat ini saya tidak bisa memeriksa apakah Anda mengikuti kanal. Coba lagi sebentar lagi.',
    given: 'Anda sudah menerima hadiah karena mengikuti kanal.',
    off: 'Saat ini tidak ada hadiah untuk mengikuti kanal.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Asisten**\n\nMasing-masing punya keahlian. Pilih dengan siapa Anda ingin mengobrol.',
    listOwn: (most) => `Anda juga bisa membuat sendiri, hingga ${most}: hanya Anda yang melihatnya.`,
    instead: (wanted, model) => `Model “${wanted}” saat ini tidak tersedia untuk Anda, jadi “${model}” yang menjawab.`,
    price: (price) => `Harga satu jawaban: ${price}`,
    started: 'Obrolan dimulai. Apa yang ingin Anda tanyakan?',
    noPrompt: 'Perannya belum ditulis. Tulislah, lalu obrolan bisa dimulai.',
    gone: 'Asisten ini sudah tidak ada.',
    lost: 'Asisten yang mengobrol dengan Anda sudah tidak ada. Selanjutnya saya yang menjawab.',
    titleRequest: (longest) => `Apa nama asistennya? Hingga ${longest} karakter.`,
    titlePlaceholder: 'Guru fisika',
    promptRequest: (title, longest) =>
      `Apa yang harus bisa dilakukan “${title}” dan bagaimana ia menjawab? Tulis dalam satu pesan, hingga ${longest.toLocaleString('id')} karakter.`,
    promptPlaceholder: 'Kamu guru, jelaskan dengan contoh',
    full: (most) =>
      `Anda bisa punya hingga ${most} asisten sendiri. Hapus yang tidak diperlukan, lalu ada tempat lagi.`,
    delete: (title) => `Hapus asisten “${title}”? Obrolan dengannya tetap ada, tetapi saya yang menjawab di dalamnya.`,
    deleted: 'Selesai, asisten sudah dihapus.',
    receipt: (title) => `Asisten: ${title}`,
    buttons: {
      menu: '🎭 Asisten',
      start: '💬 Mulai mengobrol',
      share: '📨 Bagikan',
      make: '➕ Asisten sendiri',
      prompt: '✍️ Peran',
    },
  },
  welcomeGift: {
    credits: (count) => `Hadiah selamat datang untuk Anda: ${credits(count)}. Sudah masuk ke saldo.`,
    trialMessages: (count) => `Hadiah selamat datang untuk Anda: tambahan ${messages(count)} dalam uji coba gratis.`,
  },
  memory: {
    button: '📌 Memori',
    begins: 'ingat bahwa|ingatlah bahwa|tolong ingat bahwa|ingat kalau|tolong ingat kalau|ingat:|tolong ingat:',
    title: '**Memori**',
    about: (count, most) =>
      `Inilah yang saya ingat tentang Anda di semua obrolan: ${count} dari ${most}. Tekan nomor untuk mengubah atau menghapusnya.`,
    empty:
      'Saya belum mengingat apa pun tentang Anda. Tulis, misalnya, “Ingat bahwa saya vegetarian”, dan saya akan memperhatikannya di semua obrolan.',
    finds: 'Saat obrolan berakhir, saya juga bisa mengingat sendiri hal penting dari pesan Anda.',
    off: 'Memori mati: saya tidak mengingat hal baru dan tidak memakai yang sudah saya ketahui. Memori menyala bersama ingatan obrolan.',
    kept: (fact) => `Saya ingat: “${fact}”.`,
    known: (fact) => `Ini sudah saya ingat: “${fact}”.`,
    knownAlready: 'Ini sudah saya ingat, tidak perlu dicatat dua kali.',
    one: (fact) => `Yang saya ingat: “${fact}”.`,
    tooLong: (longest) => `Saya mengingat hal yang singkat, sampai ${longest} karakter. Tulis dalam satu kalimat.`,
    full: 'Saya tidak bisa mengingat lebih banyak: tempatnya habis. Hapus salah satu yang saya ingat.',
    secret: 'Saya tidak mengingat kata sandi, kunci, dan nomor kartu: begitu lebih aman.',
    ask: 'Tulis apa yang harus saya ingat sebagai gantinya.',
    placeholder: 'Saya vegetarian',
    deleted: 'Sudah dihapus, saya tidak mengingatnya lagi.',
    deleteAll: 'Hapus semua yang saya ingat tentang Anda? Ini tidak bisa dikembalikan.',
    deletedAll: 'Selesai: saya tidak mengingat apa pun tentang Anda lagi.',
    gone: 'Ini sudah tidak saya ingat.',
    buttons: {
      change: '✏️ Ubah',
      delete: '🗑 Hapus',
      deleteAll: 'Hapus semua',
      deleteAllYes: 'Ya, hapus',
    },
  },
  suggestions: {
    turnOn: 'Sarankan pertanyaan',
    turnOff: 'Jangan sarankan pertanyaan',
    setting: (on) => (on ? 'Saran: pertanyaan lanjutan di bawah jawaban' : 'Saran: tanpa pertanyaan di bawah jawaban'),
  },
  agreement: {
    request:
      'Sebelum saya mulai menjawab, bacalah ketentuan (/terms) dan cara kami memproses data Anda (/privacy). Jika setuju, ketuk tombolnya.',
    changed: {
      terms: 'Ketentuan berubah sejak Anda menyetujuinya: /terms.',
      privacy: 'Cara kami memproses data Anda berubah sejak Anda menyetujuinya: /privacy.',
      both: 'Ketentuan (/terms) dan cara kami memproses data Anda (/privacy) berubah sejak Anda menyetujuinya.',
    },
    whatIsNew: (text) => `Yang baru: ${text}`,
    goOn: 'Jika setuju, ketuk tombolnya, dan kita lanjutkan.',
    kept: 'Pertanyaan Anda disimpan: saya jawab segera setelah itu.',
    keptAll: (count) => `${messages(count)} Anda disimpan: semuanya saya jawab segera setelah itu.`,
    keptInstead: 'Pertanyaan terakhir Anda disimpan: saya jawab segera setelah itu. Kirim lagi yang sebelumnya, ya.',
    thanks: 'Terima kasih, persetujuan Anda sudah dicatat.',
    byTrial: 'Dengan memulai, Anda menerima ketentuan (/terms) dan menyetujui pemrosesan data Anda (/privacy).',
    byPaying: 'Dengan membayar, Anda menerima /terms dan /privacy.',
    inGroup: 'Agar saya bisa menjawab Anda, terimalah ketentuan di chat pribadi kita: cukup satu ketukan.',
    withdraw:
      'Tarik persetujuan Anda? Saya berhenti menjawab pertanyaan Anda sampai Anda setuju lagi. Kredit, langganan, dan teks tetap ada. Bantuan, pengembalian dana, dan unduhan data Anda tetap berjalan tanpanya.',
    withdrawn:
      'Persetujuan Anda ditarik: saya tidak menjawab pertanyaan lagi. Teks bisa Anda hapus sekarang, atau nanti di /settings. Jika berubah pikiran, baca /terms dan /privacy lalu ketuk “Setuju”.',
  },
  schedules: {
    title: '**Pertanyaan terjadwal**',
    hint: (most) =>
      `Saya sendiri yang mengajukan pertanyaan Anda saat waktunya tiba, lalu mengirim jawabannya. Ketuk “Pertanyaan baru”. Anda bisa punya ${most}.`,
    ask: 'Apa yang ingin ditanyakan? Tulis pertanyaannya seperti Anda bertanya sekarang.',
    placeholder: 'Ceritakan berita utama',
    tooLong: (longest) =>
      `Pertanyaan terjadwal paling panjang ${indonesian(longest, 'karakter')}. Persingkat dan kirim lagi.`,
    tooMany: (most) =>
      `Paling banyak ada ${indonesian(most, 'pertanyaan terjadwal')}. Hapus salah satu agar ada tempat.`,
    when: 'Kapan harus ditanyakan?',
    gone: 'Pertanyaan terjadwal ini sudah tidak ada.',
    otherPeriod: 'Saya tidak bisa bertanya dengan jadwal seperti itu: paling sering sekali sehari.',
    whatTime: 'Jam berapa sekarang di tempat Anda? Zona waktu Anda akan saya ingat; bisa diubah di /settings.',
    often: { day: 'Setiap hari', weekdays: 'Hari kerja', week: 'Seminggu sekali', month: 'Sebulan sekali' },
    weekdays: [
      'Setiap Senin',
      'Setiap Selasa',
      'Setiap Rabu',
      'Setiap Kamis',
      'Setiap Jumat',
      'Setiap Sabtu',
      'Setiap Minggu',
    ],
    at: {
      day: (time) => `Setiap hari pukul ${time}`,
      weekdays: (time) => `Setiap hari kerja pukul ${time}`,
      week: (weekday, time) => `${weekday} pukul ${time}`,
      month: (day, time) => `Setiap tanggal ${day} pukul ${time}`,
    },
    zone: (name) => `Zona waktu: ${name}`,
    offer: (price) =>
      `Satu jawaban paling mahal ${credits(price)}. Selama ada langganan atau pesan uji coba, itulah yang membayar. Jika tidak ada lagi yang bisa membayar, saya berhenti dan memberi tahu Anda.`,
    next: (moment) => `Jawaban berikutnya: ${moment}.`,
    paused: {
      asked: 'Dijeda.',
      no_access: 'Dijeda: tidak ada yang bisa membayar.',
      price_changed: 'Dijeda: jawabannya menjadi lebih mahal.',
      unread: 'Dijeda: Anda tidak menanggapi dua jawaban terakhir.',
      unreachable: 'Dijeda: saya tidak bisa menulis kepada Anda.',
    },
    stopped: {
      no_access:
        'Saat ini tidak ada yang bisa membayar jawabannya, jadi pertanyaan ini dijeda. Isi saldo lalu ketuk “Lanjutkan”.',
      price_changed: (price) =>
        `Jawabannya menjadi lebih mahal dari kesepakatan: sekarang ${credits(price)}. Pertanyaan ini dijeda. Jika harganya cocok, ketuk “Lanjutkan”.`,
      unread:
        'Bot tidak bisa melihat apakah pesan dibaca. Sejak jawaban sebelum yang terakhir Anda tidak menulis atau mengetuk apa pun, jadi pertanyaan ini dijeda. Jika masih perlu, ketuk “Lanjutkan”.',
    },
    notOn:
      'Saat ini tidak ada yang bisa membayar jawabannya, jadi pertanyaan belum dinyalakan. Isi saldo, lalu nyalakan.',
    notOnWithoutTrial:
      'Belum ada yang bisa membayar jawabannya, jadi pertanyaan belum dinyalakan. Mulai uji coba gratis, lalu nyalakan.',
    missed:
      'Saya sempat tidak aktif, dan waktu sebuah pertanyaan terjadwal sudah lewat. Lain kali akan saya tanyakan tepat waktu.',
    delete: 'Hapus pertanyaan ini? Jawaban yang sudah datang tetap ada.',
    deleted: 'Dihapus',
    buttons: {
      open: '⏰ Terjadwal',
      new: 'Pertanyaan baru',
      start: 'Nyalakan',
      resume: 'Lanjutkan',
      pause: 'Jeda',
      changeTime: 'Waktu lain',
      once: 'Tanya sekali',
      timeZone: '🕒 Zona waktu',
    },
  },
  discount: (percent, until) =>
    `Diskon Anda ${percent}% untuk satu pembelian dengan Bintang sudah termasuk dalam harga, sampai ${date(until)}. Diskon tidak berlaku untuk langganan yang diperpanjang otomatis.`,
  subscription: '**Langganan**',
  subscriptionNone: 'Anda tidak punya langganan.',

  status: '**Cara saya menjawab**',
  statusModel: (title, price) => `Model: ${title}, ${credits(price)} per jawaban`,
  statusConversation: (title) => (title === null ? 'Topik: baru' : `Topik: “${title}”`),
  models: '**Model**',
  modelsHint: 'Pilih siapa yang menjawab pertanyaan Anda.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nHarga per jawaban: ${credits(price)}${trial ? '' : ', tidak termasuk uji coba gratis'}.`,
  modelChosen: (title) => `Sekarang yang menjawab “${title}”`,

  settings: '**Pengaturan**',
  settingsLanguage: 'Bahasa: Indonesia',
  settingsStyle: (style) => `Jawaban: ${style}`,
  newsRefused: 'Anda tidak akan menerima kabar lagi. Kabar bisa diaktifkan kembali di /settings.',
  settingsNews: (on) => (on ? 'Kabar terbaru: aktif' : 'Kabar terbaru: mati'),
  settingsRemember: (on) =>
    on ? 'Obrolan: saya mengingat pesan sebelumnya' : 'Obrolan: setiap pertanyaan dijawab terpisah',
  styles: {
    normal: 'biasa',
    brief: 'singkat',
    detailed: 'rinci',
    teacher: 'seperti guru',
    code: 'utamakan kode',
  },
  settingsInstructions: 'Arahan Anda: tersimpan',
  settingsRich: (on) => (on ? 'Tabel dan rumus: diformat' : 'Tabel dan rumus: teks biasa'),
  settingsReminders: (on) => (on ? 'Pengingat: langganan dan saldo, paling sering seminggu sekali' : 'Pengingat: mati'),
  remindersOff: 'Saya tidak akan mengingatkan lagi. Pengingat bisa diaktifkan kembali di pengaturan.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Harga: saya bertanya jika pertanyaan lebih mahal dari biasanya'
      : `Harga: saya bertanya jika pertanyaan lebih mahal dari ${credits(count)}`,
  instructions: '**Arahan Anda**',
  instructionsHint:
    'Tulis apa yang perlu diperhatikan dalam setiap jawaban. Contohnya: “Saya belajar fisika di kelas 9, jelaskan dengan sederhana”.',
  instructionsRequest: 'Balas pesan ini: apa yang perlu diperhatikan dalam setiap jawaban? Hingga 1.000 karakter.',
  instructionsPlaceholder: 'Yang perlu diperhatikan',
  instructionsTooLong: (length, longest) =>
    `Panjangnya ${indonesian(length, 'karakter')}, sedangkan batasnya ${longest.toLocaleString('id')}. Mohon dipersingkat.`,
  saved: 'Tersimpan',
  forget:
    'Hapus data saya? Teks pertanyaan dan jawaban, nama, dan pengaturan Anda langsung dihapus untuk selamanya. Saldo dan catatan pembayaran tetap ada: diperlukan untuk pembukuan.',
  forgetRenewal: (plan, at) =>
    `Langganan “${plan}” tetap ada dan diperpanjang otomatis: tagihan berikutnya di Telegram ${date(at)}. Jika tidak perlu lagi, batalkan perpanjangannya.`,
  forgetSchedules: 'Pertanyaan terjadwal Anda juga dihapus: saya tidak akan mengajukannya lagi.',
  exported: 'Ini semua data yang disimpan tentang Anda.',
  forgotten: 'Selesai, teks Anda sudah dihapus.',

  help: '**Bantuan**\n\nTulis pertanyaan sebagai pesan biasa: saya mengingat obrolan sampai Anda mengirim /new.\n\nKirim gambar dan album, pesan suara, berkas (PDF, Word, Excel, PowerPoint, teks, kode), dengan atau tanpa pertanyaan. Untuk bertanya tentang yang dikirim sebelumnya, balas pesan itu. Jika pertanyaan lebih mahal dari biasanya, saya sebutkan dulu harganya.\n\n/new: obrolan baru\n/conversations: kembali ke obrolan sebelumnya\n/stop: hentikan jawaban\n/balance: sisa yang Anda miliki\n/status: cara saya menjawab\n/buy: kredit dan langganan\n/assistants: asisten untuk setiap keperluan\n/image: buat gambar\n/schedule: pertanyaan terjadwal\n/promo: kode promo\n/model: pilih model\n/settings: bahasa, gaya jawaban, data\n/paysupport: pertanyaan tentang pembayaran\n/id: nomor Anda di Telegram\n/terms: ketentuan\n/privacy: tentang data Anda\n\nPertanyaan tanpa jawaban tidak dikenai biaya.',
  yourId: (id) =>
    `Nomor Anda di Telegram: \`${id}\`. Dengan nomor ini pemilik bot bisa menemukan Anda jika ada masalah.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `Obrolan “${ended}” selesai; Anda bisa kembali ke sana. `}Kita mulai dari awal. Mau membahas apa?`,
  untitled: 'Tanpa judul',
  conversations: '**Obrolan**\n\nPilih yang ingin dilanjutkan.',
  titleRequest: 'Apa nama obrolan ini? Tulis nama barunya.',
  titlePlaceholder: 'Nama',
  conversationRenamed: (title) => `Sekarang obrolan ini bernama “${title}”.`,
  deleteConversation: (title) =>
    `Hapus obrolan${title === null ? '' : ` “${title}”`}? Teks pertanyaan dan jawaban di dalamnya langsung dihapus untuk selamanya.`,
  conversationDeleted: 'Selesai, obrolan sudah dihapus.',
  conversationBusy:
    'Saya sedang menulis jawaban dalam obrolan ini. Tunggu atau hentikan: /stop. Setelah itu obrolan bisa dihapus.',
  noConversations: 'Belum ada obrolan. Tulis pertanyaan, dan obrolan pertama dimulai.',
  conversationResumed: (title) => `Kita lanjutkan “${title}”. Silakan tulis.`,
  groupsOff: 'Saya tidak menjawab di grup. Tulis kepada saya di chat pribadi.',
  thinking: 'Sedang berpikir…',
  stopping: 'Berhenti.',
  nothingToStop: 'Saya sedang tidak menulis apa pun.',
  paysupportPlaceholder: 'Kredit untuk pembayaran 12345 belum masuk',
  paysupport:
    '**Pertanyaan tentang pembayaran**\n\nJika ada masalah dengan pembayaran, tuliskan di pesan Anda berikutnya: pesan itu sampai ke pemilik. Misalnya: kredit untuk pembayaran 12345 belum masuk. Nomor pembayaran ada di struk Telegram. Jawaban pemilik datang di sini. Layanan bantuan Telegram tidak menangani pembayaran seperti ini.',

  refused: {
    trial_not_started: 'Agar saya bisa menjawab, mulailah uji coba gratis.',
    trial_used_up: 'Pesan gratis Anda sudah habis. Suka? Pilih cara melanjutkan.',
    trial_continues: 'Pesan gratis pertama Anda sudah habis.',
    subscription_ended: 'Langganan Anda sudah berakhir. Pilih cara melanjutkan.',
    daily_limit:
      'Jatah langganan hari ini tidak cukup untuk pertanyaan ini. Besok semuanya tersedia lagi; sementara itu Anda bisa memilih model yang lebih murah atau melanjutkan dengan kredit yang dibeli.',
    more_than_allowance:
      'Pertanyaan ini lebih mahal dari jatah langganan sehari penuh, jadi besok pun tidak akan cukup. Ajukan dengan kredit yang dibeli, pilih model yang lebih murah, atau kurangi halamannya.',
    insufficient_credits: 'Kredit Anda tidak cukup untuk model ini. Pilih yang lebih murah atau isi ulang.',
    price_changed: 'Harganya berubah.',
    question_too_long:
      'Pertanyaan terlalu panjang untuk model ini. Persingkat, atau pilih model yang muat lebih banyak. Tidak ada yang ditagih.',
    model_cannot_see: 'Model ini tidak bisa melihat gambar. Pilih model lain.',
    no_transcription: 'Di sini saya tidak bisa mendengarkan rekaman: mohon tulis pertanyaan Anda.',
    not_in_trial:
      'Uji coba gratis tidak mencakup ini: satu gambar dihitung satu pesan, pesan suara paling lama satu menit, dokumen paling banyak 10 halaman.',
    model_not_included:
      'Model ini tidak termasuk uji coba gratis maupun langganan Anda, dan kreditnya tidak cukup. Pilih model lain atau isi ulang.',
    budget_used_up: 'Saat ini saya tidak bisa menjawab: persediaan jawaban saya habis. Tidak ada yang ditagih.',
    trial_paused: 'Jawaban gratis sedang habis untuk sementara.',
  },
  resumes: (moment) => `Saya menjawab lagi mulai ${clock(moment)} WIB.`,
  resumesForGuests: (moment) => `Jawaban gratis tersedia lagi mulai ${clock(moment)} WIB.`,
  resumesUnknown: 'Belum diketahui kapan jawaban gratis tersedia lagi. Yang Anda beli selalu bisa dipakai.',
  questionKept: 'Pertanyaan Anda disimpan: ketuk tombolnya saat itu.',
  failed: {
    usual: 'Saya tidak bisa menjawab: model sedang tidak tersedia.',
    refused: 'Saya tidak bisa menjawab: model menolak permintaan.',
    stopped: 'Dihentikan.',
    undelivered: 'Saya tidak bisa menampilkan seluruh jawaban.',
    too_long: 'Bersama obrolan ini, pertanyaannya tidak muat dalam model. Mulai obrolan baru dan tanyakan lagi.',
    abuse:
      'Penyedia model menganggap obrolan ini melanggar aturannya dan tidak menjawab. Mulai obrolan baru dan tanyakan hal lain.',
    filtered: 'Filter penyedia model tidak meloloskan jawaban. Coba tanyakan dengan kata-kata lain.',
    no_room:
      'Model berpikir terlalu lama sehingga tidak ada tempat untuk jawaban. Tanyakan lebih sederhana atau pilih model lain.',
    not_text: 'Model tidak menjawab dengan teks, sedangkan saya hanya bisa menampilkan teks.',
    file_gone: 'Telegram tidak lagi menyediakan berkas ini. Kirim lagi.',
  },
  priceChanged: (price) => `Harganya berubah menjadi ${price}, lanjutkan?`,
  questionLost: 'Saya tidak menemukan pertanyaan itu. Mohon kirim lagi.',
  edited: 'Anda mengubah pertanyaan. Jawab yang baru?',
  editIgnored: 'Mengubah pesan ini tidak mengubah apa pun. Kirim yang sudah diperbaiki sebagai pesan baru.',
  prices: {
    trial: (price) => `${price} pesan`,
    credits: (price) => `${price} kr.`,
    subscription: (price) => `${price} kr. langganan`,
  },
  delayed: 'Jawaban saya sedang terlambat. Pertanyaan Anda tidak hilang, tidak perlu ditulis lagi.',
  nothingCharged: 'Tidak ada yang ditagih.',
  givenUp: 'Pesan ini tidak bisa diproses, bahkan setelah beberapa kali dicoba.',
  buttonGivenUp: 'Tidak berhasil, bahkan setelah beberapa kali dicoba.',
  tryLater: 'Silakan coba lagi sebentar lagi.',
  paymentDelayed: 'Pembayaran Anda sudah masuk. Saya catat sebentar lagi; Anda tidak perlu melakukan apa pun.',
  paymentGivenUp:
    'Pembayaran Anda sudah masuk, tetapi belum bisa langsung dicatat. Jika dalam satu jam pembelian Anda belum ada, kirim /paysupport.',
  blocked: 'Akses Anda ke bot ini ditutup.',
  forbidden: 'Hanya pemilik bot yang bisa melakukan ini, dan Anda bukan pemiliknya lagi.',
  contact: (owner) =>
    owner
      ? `Cara menghubungi pemilik bot: ${owner}`
      : 'Kirim /paysupport dan pertanyaan Anda dalam satu pesan, dan pemilik akan menjawab di sini.',
  groupGreeting: (username) =>
    `Halo! Saya menjawab pertanyaan. Bertanyalah dengan perintah /ask, tulis @${username} lalu pertanyaan Anda, atau balas pesan saya. Setiap orang punya saldo sendiri, yang hanya terlihat di chat pribadi.`,
  groupHelp: (username) =>
    `**Cara bertanya di grup**\n\n/ask lalu pertanyaan Anda, @${username} lalu pertanyaan Anda, atau balasan ke pesan saya. Untuk bertanya tentang pesan, gambar, pesan suara, atau berkas orang lain, balas dengan /ask.\n\n/new: obrolan baru\n/stop: hentikan jawaban\n\nSaldo, model, dan pengaturan: di chat pribadi.`,
  nameless:
    'Saya tidak bisa melihat siapa Anda: pesan ditulis atas nama grup atau kanal. Tulis atas nama Anda sendiri, dan saya akan menjawab.',
  groupHint: 'Lebih baik secara pribadi: buka chat dengan saya. Di sini Anda bisa bertanya dengan /ask.',
  tooFast: (perMinute) =>
    `Anda menulis sangat cepat. Saya menjawab paling banyak ${messages(perMinute)} per menit: sisanya tidak hilang, tidak perlu ditulis lagi.`,
  pressesTooFast: 'Terlalu banyak ketukan. Ketuk lagi satu menit lagi.',
  oldButton: 'Tombol ini tidak berlaku lagi',
  notYours: 'Tombol ini untuk orang yang mengajukan pertanyaan',

  quietTrial: (left) =>
    left === 0 ? 'Itu pesan terakhir uji coba gratis Anda.' : `Sisa uji coba gratis Anda: ${messages(left)}.`,
  quietCredits: (left) => `Sisa: ${credits(left)}.`,
  quietAllowance: (price, left) => `Dari langganan: ${credits(price)}, sisa hari ini ${left.toLocaleString('id')}.`,
  quietPrice: (price, left) => `Terpakai: ${credits(price)}, sisa ${left.toLocaleString('id')}.`,
  fellBack: (title) => `Yang menjawab “${title}”, bukan model yang dipilih.`,
  insteadOf: (wanted, title) =>
    `Jawaban “${wanted}” sedang habis untuk sementara; yang menjawab “${title}”, dengan harganya sendiri.`,
  cutByFilter: 'Filter penyedia model tidak meloloskan sisa jawaban.',
  outOfTime: 'Model menulis lambat dan waktunya habis. Ketuk “Lanjut” atau tulis “lanjutkan”.',
  restInFile: 'Jawabannya tidak muat dalam pesan. Selengkapnya ada di berkas.',
  cutShort: 'Jawabannya melebihi batas model dan terpotong. Ketuk “Lanjut” atau tulis “lanjutkan”.',

  attached: {
    photo: 'gambar',
    sticker: 'stiker',
    voice: 'pesan suara',
    video: 'video',
    document: 'berkas',
    location: 'tempat di peta',
    other: 'lampiran',
  },
  unsupported: {
    sticker: 'Lucu! Tetapi stiker dan gambar bergerak belum bisa saya lihat. Bisa ditulis dengan kata-kata?',
    video: 'Video belum bisa saya tonton. Kirim satu cuplikan sebagai gambar atau ceritakan dengan kata-kata.',
    location: 'Peta belum saya pahami. Tulis apa yang ingin Anda ketahui.',
    other: 'Ini belum saya pahami. Mohon tulis sebagai teks.',
  },

  image: {
    ask: '**Gambar**\n\nJelaskan apa yang perlu digambar: isinya, gayanya, dan warnanya. Untuk mengubah gambar yang sudah ada, kirim gambar itu dengan keterangan /image dan apa yang perlu diubah.',
    askChange: 'Apa yang perlu diubah pada gambar ini? Tulis dengan kata-kata.',
    placeholder: 'Kucing oranye berbaju antariksa, cat air',
    placeholderChange: 'Jadikan malam, dengan bulan di atas atap',
    choose: (begin) => `🎨 “${begin}”\n\nBagaimana menggambarnya?`,
    chooseChange: (begin) => `✏️ “${begin}”\n\nBagaimana mengubahnya?`,
    unused: 'Saya menggambar dari kata-kata dan gambar; rekaman, video, dan lainnya tidak dipakai di sini.',
    onlyOne: 'Hanya satu gambar yang bisa diubah sekaligus, jadi ini tentang yang pertama.',
    drawing: (title) => `🎨 Menggambar: “${title}”. Biasanya paling lama satu menit.`,
    off: 'Saat ini saya tidak membuat gambar.',
    busy: 'Saya masih membuat gambar Anda yang terakhir. Tunggu sampai selesai, lalu pesan yang baru.',
    tooMany: (resumesAt) =>
      `Anda sudah memesan gambar sebanyak yang boleh dalam satu jam. Berikutnya bisa setelah ${clock(resumesAt)} WIB.`,
    tooLong: (longest) => `Keterangannya lebih dari ${indonesian(longest, 'karakter')}. Persingkat dan kirim lagi.`,
    gone: 'Gambar ini tidak ada lagi pada saya. Kirim gambarnya dengan keterangan /image dan apa yang perlu diubah.',
    fileGone: 'Berkas aslinya saya simpan satu hari, dan sekarang sudah tidak ada. Gambarnya ada di atas.',
    byRules: 'Aturan layanan tidak mengizinkan gambar seperti itu. Jelaskan dengan cara lain.',
    unreadable: 'Gambar ini tidak bisa dibuka. Kirim sebagai foto, JPEG atau PNG.',
    interrupted: 'Pembuatan gambar terputus.',
    failed: 'Gambar tidak bisa dibuat. Coba lagi sebentar lagi.',
    cannotPay: (price) => `Gambar ini seharga ${price} dan saldo Anda saat ini tidak cukup.`,
    receipt: (words) => (words === null ? 'Gambar (keterangannya sudah dihapus)' : `Gambar: ${words}`),
    states: {
      charged: (price) => `Terpakai: ${price}`,
      reserved: (price) => `Disisihkan untuk gambar yang sedang dibuat: ${price}`,
      given_back: () => 'Tidak ada yang terpakai: gambar tidak bisa dibuat',
    },
  },
  voice: {
    receipt: 'Jawaban yang dibacakan',
    cut: 'Ini baru bagian awal: jawabannya panjang dan ada lengkap di atas.',
    leavesOut: 'Kode dan tabel tidak dibacakan: semuanya ada di jawaban.',
    asFile: 'Anda tidak menerima pesan suara, jadi saya kirim sebagai berkas.',
    forbidden: 'Anda tidak menerima pesan suara. Izinkan untuk chat ini di pengaturan Telegram, lalu ketuk lagi.',
    failed: 'Jawaban tidak bisa dibacakan. Coba lagi sebentar lagi.',
    cannotPay: (price) => `Membacakan jawaban ini seharga ${price} dan saldo Anda saat ini tidak cukup.`,
    states: {
      charged: (price) => `Terpakai: ${price}`,
      reserved: (price) => `Disisihkan untuk pembacaan yang sedang disiapkan: ${price}`,
      given_back: () => 'Tidak ada yang terpakai: tidak bisa dibacakan',
    },
  },

  files: {
    leftOut: (count) =>
      `Satu pertanyaan memuat hingga sepuluh berkas: ${indonesian(count, 'berkas')} yang terakhir tidak saya buka. Kirim sisanya sebagai pertanyaan lain.`,
    doing: {
      image: 'Melihat gambar…',
      images: 'Melihat gambar-gambar…',
      audio: 'Mendengarkan…',
      file: 'Membaca berkas…',
      files: 'Membaca berkas-berkas…',
    },
    nameless: 'berkas',
    titles: { picture: 'Gambar', document: 'Berkas' },
    named: (name) => (name === null ? 'Berkas ini' : `Berkas “${name}”`),
    pictures: (count) => indonesian(count, 'gambar'),
    pages: (count) => indonesian(count, 'halaman'),
    firstPages: (first, of) =>
      `${first === 1 ? 'halaman pertama' : `${indonesian(first, 'halaman')} pertama`} dari ${of.toLocaleString('id')}`,
    somePages: (from, to) => (from === to ? `halaman ${from}` : `halaman ${from}–${to}`),
    words: (count) => indonesian(count, 'kata'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} dtk`
      return seconds === 0 ? `${minutes} mnt` : `${minutes} mnt ${seconds} dtk`
    },
    offers: {
      document: 'Tanya tentang berkas ini',
      picture: 'Tanya tentang gambar ini',
      several: 'Tanya tentang semuanya',
      speech: 'Transkripsikan dan jawab',
      transcript: 'Transkripsikan',
      mixed: 'Jawab semuanya sekaligus',
    },
    declined: 'Baik, tidak saya jawab.',
    whichPages: 'Halaman mana? Contohnya: 3 atau 2–5.',
    pagesPlaceholder: 'Contohnya 2–5',
    pagesUnclear:
      'Saya tidak mengerti halaman mana. Tulis satu nomor, misalnya 3, atau yang pertama dan terakhir, misalnya 2–5.',
    noSuchPages: 'Halaman itu tidak ada dalam berkas. Yang mana? Contohnya: 3 atau 2–5.',
    unreadable: {
      encrypted: (file) => `${file} dilindungi kata sandi. Hapus kata sandinya dan kirim lagi.`,
      empty: (file) => `${file} kosong: tidak ada yang bisa dibaca. Periksa apakah berkasnya benar.`,
      damaged: (file) => `${file} rusak dan tidak bisa dibuka. Simpan ulang dan kirim lagi.`,
      unsupported: (file) =>
        `${file} tidak bisa dibaca. Saya membaca PDF, Word, Excel, PowerPoint, teks, dan kode, melihat gambar, dan mendengarkan rekaman.`,
      too_many_pages: (file) =>
        `${file} terlalu panjang: halamannya terlalu banyak. Kirim bagian yang diperlukan sebagai berkas tersendiri.`,
      too_large: (file) => `${file} terlalu besar. Kirim yang lebih kecil atau per bagian.`,
      gone: (file) => `${file} tidak bisa dibuka lagi: Telegram tidak menyediakannya. Kirim lagi.`,
    },
  },

  buttons: {
    newConversation: '💬 Obrolan baru',
    balance: '👛 Saldo',
    buy: '⭐ Isi ulang',
    gift: '🎁 Beri hadiah',
    shareGift: '📨 Kirim hadiah',
    keepGift: 'Simpan sendiri',
    invite: '👥 Undang',
    shareLink: '📨 Kirim tautan',
    channelBonus: '📣 Hadiah: ikuti kanal',
    joinChannel: '📣 Buka kanal',
    checkChannel: 'Periksa',
    promo: '🎟 Kode promo',
    subscription: '🗓 Langganan',
    model: '🧠 Model',
    settings: '⚙️ Pengaturan',
    help: '❓ Bantuan',
    image: '🎨 Gambar',
    imageAgain: '↻ Satu lagi',
    imageChange: '✏️ Ubah',
    imageFile: '📎 Sebagai berkas',
    listen: '🎧 Dengarkan',
    listenAgain: '🎧 Dengarkan lagi',
    back: '‹ Kembali',
    history: '🧾 Riwayat',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Berlangganan ${price.toLocaleString('id')} ⭐`,
    cancelRenewal: 'Batalkan perpanjangan',
    cancelRenewalYes: 'Ya, batalkan',
    keepRenewal: 'Pertahankan',
    buyAnyway: (price) => `Beli seharga ${price}`,
    resumeRenewal: 'Aktifkan perpanjangan',
    menu: '☰ Menu',
    tryFree: '🎁 Coba gratis',
    notNow: 'Nanti saja',
    answerWaiting: (begin) => `Jawab “${begin}”`,
    answerBy: (title) => `Dengan “${title}”`,
    noReminders: 'Jangan ingatkan',
    reminders: 'Ingatkan soal saldo',
    answerNow: 'Jawab',
    retry: '↻ Coba lagi',
    again: '↻ Ulangi',
    continue: '▸ Lanjut',
    shorter: '✂︎ Ringkas',
    inShort: '✂︎ Intinya',
    files: '📄 Sebagai berkas',
    agree: 'Tanyakan',
    accept: '✅ Setuju',
    withdraw: 'Tarik persetujuan saya',
    withdrawYes: 'Ya, tarik',
    somePages: 'Hanya sebagian halaman',
    decline: 'Tidak usah',
    edited: '↻ Jawab ulang',
    stop: '■ Berhenti',
    privateChat: '💬 Chat pribadi',
    instructions: '✍️ Arahan saya',
    writeInstructions: 'Tulis',
    dropInstructions: 'Hapus',
    rich: 'Format tabel dan rumus',
    plain: 'Tabel sebagai teks biasa',
    askAbove: (count) => (count === 0 ? 'Selalu tanyakan harga' : `Tanpa bertanya sampai: ${count} kr.`),
    conversations: '🗂 Obrolan',
    renameConversation: '✏️ Ganti nama',
    deleteConversation: '🗑 Hapus',
    exportData: '📦 Unduh data saya',
    forget: 'Hapus data saya',
    forgetYes: 'Ya, hapus',
    news: 'Terima kabar terbaru',
    noNews: 'Jangan kirim kabar',
    remember: 'Ingat obrolan',
    doNotRemember: 'Jangan ingat obrolan',
  },
  commands: {
    start: 'Mulai',
    new: 'Obrolan baru',
    conversations: 'Obrolan sebelumnya',
    stop: 'Hentikan jawaban',
    balance: 'Sisa yang Anda miliki',
    buy: 'Kredit dan langganan',
    assistants: 'Asisten untuk setiap keperluan',
    image: 'Buat gambar',
    schedule: 'Pertanyaan terjadwal',
    promo: 'Kode promo',
    invite: 'Undang',
    model: 'Pilih model',
    settings: 'Pengaturan',
    help: 'Bantuan',
    status: 'Cara saya menjawab',
    paysupport: 'Pertanyaan tentang pembayaran',
    id: 'Nomor Anda di Telegram',
    terms: 'Ketentuan',
    privacy: 'Tentang data Anda',
  },
  groupCommands: {
    ask: 'Ajukan pertanyaan',
    new: 'Obrolan baru',
    stop: 'Hentikan jawaban',
    help: 'Cara bertanya di grup',
  },
  description:
    'Pomogator menjawab pertanyaan, menulis teks, membantu soal kode, melihat gambar, mendengarkan pesan suara, dan membaca berkas. Pesan-pesan pertama gratis.',
  shortDescription: 'Asisten AI',
}
