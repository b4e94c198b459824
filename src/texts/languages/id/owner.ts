import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { plain } from '#texts/plain.ts'
import { indonesian } from './count.ts'
import { earned, inDollars } from './money.ts'

const credits = (count: number) => indonesian(count, 'kredit')
const days = (count: number) => indonesian(count, 'hari')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Pengelolaan: menu',
    cabinet: 'Pengelolaan: dasbor di peramban',
    stats: 'Pengelolaan: angka',
    user: 'Pengelolaan: pengguna dan pembayarannya',
    grant: 'Pengelolaan: beri kredit',
    refund: 'Pengelolaan: kembalikan pembayaran',
    requests: 'Pengelolaan: pertanyaan tanpa jawaban',
    answer: 'Pengelolaan: jawab pertanyaan',
    block: 'Pengelolaan: tutup akses',
    unblock: 'Pengelolaan: buka akses',
    campaign: 'Pengelolaan: tautan untuk iklan',
    campaigns: 'Pengelolaan: hasil iklan',
    newpromo: 'Pengelolaan: kode promo baru',
    promos: 'Pengelolaan: kode promo',
    endpromo: 'Pengelolaan: akhiri kode promo',
  },
  help: '**Untuk pemilik**\n\n/owner: menu dengan tombol: pengguna, angka, pertanyaan, iklan\n/cabinet: dasbor di peramban\n/stats: angka hari ini, seminggu, dan sebulan\n/user @nama: pengguna, kredit, dan pembayarannya dengan tombol pengembalian\n/grant @nama 50 atas kesabaran: memberi kredit, dengan minus menariknya\n/refund 17 alasan: mengembalikan pembayaran no. 17\n/requests: pertanyaan pembayaran tanpa jawaban\n/answer 5 teks: menjawab pertanyaan no. 5\n/block @nama alasan dan /unblock @nama: menutup dan membuka akses\n/campaign vk 120: tautan dan kode QR untuk iklan seharga US$120\n/campaigns: hasil setiap tautan\n/newpromo HEMAT 50: kode promo untuk 50 kredit\n/promos: kode promo dan jumlah pemakaiannya\n/endpromo HEMAT: mengakhiri kode promo\n\nSebagai ganti @nama, nomor pengguna di Telegram juga bisa dipakai.',
  team: {
    menu: (role) => `**Pengelolaan bot**\n\nPeran Anda: ${role}. Apa yang ingin dibuka?`,
    roles: { owner: 'pemilik', manager: 'pengelola', support: 'layanan bantuan', analyst: 'analis' },
    search: '🔎 Cari',
    people: '👥 Baru',
    figures: '📊 Angka',
    margin: '💰 Margin',
    campaigns: '📣 Iklan',
    requests: '❓ Pertanyaan',
    givenUp: '⚠️ Gagal',
    cabinet: '🖥 Dasbor',
    roleLost: 'Tombol ini untuk yang mengelola bot. Saat ini Anda tidak punya peran itu.',
    inBot: 'dari menu bot',
    searchAsk: 'Siapa yang dicari? Kirim @nama, nomor, nama, atau nomor pembayaran.',
    searchPlaceholder: '@nama, nomor, atau nama',
    nobodyFound: 'Tidak ada yang ditemukan. Bot mengenal orang yang pernah menulis kepadanya.',
    found: (more) => (more ? '**Banyak yang ditemukan**, ini yang pertama:' : '**Ditemukan:**'),
    newest: '**Yang terakhir datang:**',
    grant: '🎁 Kredit',
    grantAsk: (who, count) =>
      `Berapa kredit? ${who} sekarang punya ${credits(count)}.\n\nJumlah lain: /grant @nama 75 alasan.`,
    grantWhy: (who, amount) => `${who}: +${amount}. Untuk apa? Pengguna akan melihat alasannya.`,
    grantReasons: { patience: 'atas kesabaran Anda', gift: 'hadiah', sorry: 'atas ketidaknyamanan' },
    message: '✉️ Tulis',
    messageAsk: (who) => `Apa yang perlu disampaikan? Penerimanya ${who}.`,
    messagePlaceholder: 'Teks pesan',
    messageLength: 'Perlu teks: dari satu sampai 3.000 karakter.',
    messageKept: 'Pesan disimpan, dan bot akan mengirimnya.',
    block: '🚫 Tutup akses',
    unblock: '✅ Buka akses',
    blockAsk: (who) => `Tutup akses: ${who}? Pilih alasannya. Langganan juga tidak diperpanjang lagi.`,
    blockYes: (reason) => `Ya, alasan: ${reason}`,
    blockReasons: { spam: 'spam', fraud: 'penipuan pembayaran', abuse: 'penghinaan' },
    openInCabinet: '🖥 Di dasbor',
    answer: (id) => `Jawab no. ${id}`,
    answerAsk: (id) => `Jawaban Anda untuk pertanyaan no. ${id}:`,
    answeredAlready: (id, by, text) =>
      `Pertanyaan no. ${id} sudah dijawab (${by}): “${text}” Jawaban Anda tidak dikirim.`,
    answerMore: 'Jawab lagi',
    retry: (updateId) => `↻ Coba lagi: ${updateId}`,
    reportButton: '🗓 Laporan harian',
    reportOff: 'Jangan kirim',
    report: (hour, timeZone) =>
      `${hour === null ? 'Laporan harian tidak dikirim.' : `Laporan harian datang pukul ${hour}.00.`} Pilih jamnya (${timeZone}).`,
    noMargin: 'Dalam 30 hari tidak ada pendapatan maupun pengeluaran.',
    noneGivenUp: 'Tidak ada pembaruan yang tak terproses.',
    givenUpList: (count) => `**Tak terproses: ${count}**`,
  },
  usage: {
    user: 'Begini: /user @nama atau /user nomor.',
    grant:
      'Begini: /grant @nama 50 alasan. Dengan minus kredit ditarik. Jumlahnya ditulis dengan angka, sampai 1.000.000.',
    refund:
      'Begini: /refund 17 alasan, dengan 17 sebagai nomor pembayaran. Nomor dan tombol pengembalian ada di /user @nama.',
    answer: 'Begini: /answer 5 teks. Nomor pertanyaan ada di /requests.',
    block: 'Begini: /block @nama alasan.',
    unblock: 'Begini: /unblock @nama.',
    campaign:
      'Begini: /campaign nama 120, dengan 120 sebagai harga iklan dalam dolar; bisa juga diisi nanti. Hadiah untuk pengguna baru: /campaign nama bonus 10 x500 memberi 10 kredit kepada 500 orang pertama; bonus 3trial x500: pesan uji coba gratis; bonus none: tanpa hadiah. /campaign nama archive menghapusnya dari daftar, restore mengembalikannya. Nama terdiri atas huruf Latin, angka, _ dan -.',
    newpromo:
      'Begini: /newpromo HEMAT 50 memberi 50 kredit. Sebagai ganti 50: 5trial (pesan uji coba gratis), 7days month (hari langganan month), 20% (diskon satu pembelian). Lalu, jika perlu: x100 (untuk 100 orang), until 2026-12-31, first (hanya pembelian pertama), batch 100 (seratus kode, masing-masing untuk satu orang).',
    endpromo: 'Begini: /endpromo HEMAT.',
  },
  rewards: {
    credits: (count) => credits(count),
    trialMessages: (count) => indonesian(count, 'pesan uji coba gratis'),
    planDays: (count, plan) => `${days(count)} langganan “${plan}”`,
    percentOff: (percent) => `diskon ${percent}%`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, dipakai ${p.uses} dari ${p.mostUses.toLocaleString('id')}${p.batch ? ', kode untuk satu orang' : ''}${p.firstPurchase ? ', hanya pembelian pertama' : ''}${p.endsAt === null ? '' : `, sampai ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', berakhir'}.`,
  promoLink: (link) => `Tautan: ${link}`,
  noPromos: 'Belum ada kode promo. Buat yang pertama dengan /newpromo.',
  promoExists: 'Kode promo dengan nama ini sudah ada.',
  noSuchPromo: 'Kode promo itu tidak ada. /promos menampilkan yang ada.',
  noSuchPlan: 'Langganan itu tidak ada di katalog.',
  promoPast: 'Hari itu sudah lewat. Tulis hari ini atau sesudahnya.',
  promoTooMany: 'Satu paket paling banyak berisi 10.000 kode.',
  noSuchPerson: (who) => `Bot tidak tahu siapa ini: ${who}. Bot mengenal orang yang pernah menulis kepadanya.`,
  noSuchPayment: (which) => `Pembayaran ${which} tidak ada. /user @nama menampilkan nomor pembayaran.`,
  noSuchRequest: (id) => `Pertanyaan no. ${id} tidak ada. /requests menampilkan yang belum dijawab.`,
  campaignLink: (link) => `Tautan untuk iklan: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: datang ${c.starts}, memulai uji coba ${c.trials}, bertanya ${c.asked}, membayar ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Iklan ${inDollars(c.costMicroDollars)}, hasil akhir ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Balik modal pada ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Hadiah untuk pengguna baru: ${c.bonus.of === 'credits' ? credits(c.bonus.amount) : indonesian(c.bonus.amount, 'pesan')}, diterima ${c.bonuses} dari ${c.mostBonuses.toLocaleString('id')}.`,
          ]),
      ...(c.archived ? ['Diarsipkan: tidak ada di daftar dan tidak memberi apa pun.'] : []),
    ].join('\n'),
  noCampaigns: 'Belum ada tautan untuk iklan. Buat yang pertama dengan /campaign nama.',
  cabinetOpen: 'Tautan membuka dasbor satu kali, dalam satu menit. Jangan diteruskan.',
  cabinetHere: 'Buka di sini',
  cabinetInBrowser: 'Buka di peramban',
  cabinetClosed: 'Dasbor tidak aktif: alamatnya, CABINET_URL, belum diatur.',
  firstOwner: 'Sekarang Anda pemilik bot ini.',
  roleLinkOld: 'Tautan ini tidak berlaku lagi: bot sudah punya pemilik, atau tautannya terlalu lama.',
  refused: 'Tidak bisa begitu. Periksa yang Anda tulis dan coba lagi.',
  tooFewCredits: (has, wished) =>
    `Tidak bisa ditarik sebanyak itu: pengguna punya ${credits(has)}, dan Anda menarik ${wished}.`,
  periods: { today: 'Hari ini', week: '7 hari', month: '30 hari' },
  figures: (period, f) =>
    `**${period}**: baru ${f.users}, aktif ${f.active}, terjawab ${f.questions}, tanpa jawaban ${f.failed}, ${f.revenueStars} ⭐, pengembalian ${f.refundsStars} ⭐, kesalahan ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'Menurut model, 30 hari',
      unused: 'hari langganan tanpa pertanyaan',
      plans: 'Menurut cara bayar',
      people: 'Yang biayanya melebihi hasilnya',
      days: 'Menurut hari',
      unpriced: (tries) => `Tanpa harga di katalog: ${indonesian(tries, 'permintaan')}, tidak termasuk biaya.`,
    }),
  person: (count, language, since, blocked) =>
    `Kredit: ${count}, bahasa ${language}, sejak ${since}${blocked ? ', akses ditutup' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Laporan ${day.day}** (dalam kurung sehari sebelumnya)`,
      `Pendapatan ${inDollars(day.revenue)} (${inDollars(before.revenue)}), biaya ${inDollars(day.cost)} (${inDollars(before.cost)}), margin ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Dibayar ${day.revenueStars} ⭐ (${before.revenueStars}) oleh ${day.payers} orang (${before.payers}).`,
      `Terjawab ${day.answers} (${before.answers}), pengguna baru ${day.users} (${before.users}), kesalahan ${day.errors} (${before.errors}).`,
      'Gambar menampilkan dua minggu: pendapatan biru, biaya merah.',
    ].join('\n'),
  statuses: { paid: 'dibayar', refunding: 'sedang dikembalikan', refunded: 'dikembalikan' },
  refundButton: (number, price) => `↩ Kembalikan ${price} (no. ${number})`,
  refundYes: 'Ya, kembalikan',
  refunding: (price) => `Mengembalikan ${price}. Telegram menerima permintaan dalam satu menit.`,
  refunded: (price) => `Dikembalikan: ${price}.`,
  refundLoss: (spent) => `Sudah terpakai: ${credits(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `${price} hanya bisa dikembalikan oleh penyedia pembayaran: kembalikan pembayaran ${payment} di akun Anda di sana, lalu kirim /refund ${charge} done. Yang dibeli sudah ditarik.`,
  refundAsk: (number, who, price, what) =>
    `Kembalikan pembayaran no. ${number}: ${what}, ${price}, ${who}? Yang dibeli akan ditarik.`,
  granted: (who, delta, count) => `${who}: ${signed(delta)}, sekarang ${credits(count)}.`,
  told: 'Pengguna sudah diberi tahu.',
  notTold: (id) => `Pengguna ${id} tidak bisa diberi tahu: ia menghentikan bot, atau bot tidak bisa menghubunginya.`,
  abuseRepeated: (id) =>
    `⚠️ Penyedia model sudah tiga kali menolak pengguna ${id} karena melanggar aturannya. Jika berlanjut, penyedia bisa menutup seluruh akun Anda. Lihat /user ${id}; untuk menutup aksesnya: /block ${id} alasan`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Pembayaran tanpa pesanan: ${price} dari pengguna ${id}. Tidak ada yang diberikan untuk itu. Lihat /user ${id}; untuk mengembalikan: /refund ${chargeId}`,
  paymentsDiffer: 'Pencocokan pembayaran menemukan perbedaan:',
  differences: {
    payment_missed: 'pembayaran yang tidak diketahui bot; sudah dicatat',
    payment_unmatched: 'pembayaran tanpa pesanan; tidak ada yang diberikan',
    refund_missed: 'pengembalian yang tidak diketahui bot; sudah dicatat',
    refund_unmatched: 'pengembalian atas pembayaran yang tidak dikenal',
    payer_unknown: 'pembayaran dari orang yang tidak dikenal',
    amount_differs: 'jumlahnya berbeda dari yang tercatat',
  },
  difference: (what, id, amount, chargeId) => `${what}: pengguna ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Daftar Telegram memuat ${indonesian(count, 'pembayaran')} dari masa sebelum pembukuan ini. Semuanya dibiarkan dan tidak masuk dalam angka mana pun.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram tidak mengembalikan ${amount} ⭐ kepada pengguna ${id}: ${reason}. Tidak akan dicoba lagi; untuk memulai ulang: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram tidak mematikan perpanjangan ${chargeId} milik pengguna ${id}: ${reason}. Pengguna bisa ditagih lagi; kembalikan yang masuk.`,
  modelEnds: ({ model, name, successor, endsOn, days: left }) =>
    `⚠️ Penyedia akan menghentikan model ${name} (entri “${model}” di katalog) pada ${endsOn}, ${days(left)} lagi. ${successor === null ? 'Tentukan penggantinya (successor) di katalog, atau model lain.' : `Pada hari itu “${successor}” menggantikannya.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Penyedia menghentikan model ${name} pada ${endsOn}. ${successor === null ? `Entri “${model}” tidak punya pengganti: tentukan model lain di katalog.` : `Pertanyaan untuk “${model}” sekarang dijawab oleh “${successor}”.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ Model ${name} (entri “${model}” di katalog) tidak ada lagi dalam daftar penyedia. Tentukan model lain di katalog.`,
  answered: (id) => `Jawaban untuk pertanyaan no. ${id} disimpan.`,
  blocked: (who) => `${who}: akses ditutup.`,
  unblocked: (who) => `${who}: akses dibuka.`,
  notOwner: 'Ini pemilik bot: aksesnya tidak bisa ditutup.',
  requests: '**Pertanyaan pembayaran tanpa jawaban**',
  noRequests: 'Tidak ada pertanyaan tanpa jawaban.',
  toGranted: (delta, count, reason) =>
    `Pemilik ${delta > 0 ? 'memberi Anda' : 'menarik dari Anda'} ${credits(Math.abs(delta))}${reason === null ? '' : ` (${reason})`}. Sekarang Anda punya ${credits(count)}.`,
}
