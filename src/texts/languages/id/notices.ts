import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Langganan Anda berakhir kurang dari sehari lagi, pada ${date}. Langganan tidak diperpanjang otomatis.`
      : `Langganan Anda berakhir pada ${date}, paling lama tiga hari lagi. Langganan tidak diperpanjang otomatis.`,
  planEndsButton: '⭐ Perpanjang',
  winBack: {
    trial_used_up:
      'Pesan uji coba Anda sudah habis, padahal mungkin masih ada pertanyaan. Kredit tidak kedaluwarsa, dan langganan bisa dibatalkan kapan saja.',
    plan_lapsed_3:
      'Langganan Anda berakhir beberapa hari lalu. Obrolan Anda masih ada: perpanjang, dan kita lanjutkan dari tempat yang sama.',
    plan_lapsed_14:
      'Langganan Anda berakhir dua minggu lalu. Jika tidak perlu setiap hari, belilah kredit: kredit tidak kedaluwarsa.',
    low_balance: 'Sisa kredit Anda kurang dari harga satu jawaban. Isi ulang agar obrolan tidak terputus.',
  },
  winBackButton: '⭐ Lihat harga',
  noRemindersButton: 'Jangan ingatkan lagi',
  renewalEnded: {
    refunded:
      'Perpanjangan langganan Anda dimatikan karena pembayarannya dikembalikan. Tidak akan ada tagihan lagi untuknya.',
    doubled: 'Perpanjangan langganan kedua Anda dimatikan. Tidak akan ada tagihan lagi untuknya.',
    blocked: 'Akses Anda ke bot ini ditutup, sehingga perpanjangan langganan dimatikan. Tidak akan ada tagihan lagi.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ Model “${model}” tidak menjawab siapa pun: servernya menolak semua permintaan${status}. Periksa kunci, saldo di penyedia, dan nama model. Pengguna diberi tahu bahwa model tidak tersedia, dan tidak ada yang ditagih.\n\nJawaban server: ${message}`,
  budgets: {
    names: {
      day: () => 'Anggaran harian',
      month: () => 'Anggaran bulanan',
      trial_day: () => 'Anggaran harian untuk pertanyaan uji coba',
      person_day: (userId) => `Anggaran harian untuk pengguna ${userId}`,
    },
    actions: {
      cheaper: 'Sekarang yang menjawab adalah model termurah, dengan harganya sendiri.',
      no_trial: 'Untuk sementara tidak ada jawaban gratis.',
      stop: 'Untuk sementara tidak ada jawaban: pertanyaan disimpan, dan pengguna diberi tahu.',
    },
    spent: (name, percent, spent, limit) =>
      `${name}: terpakai ${percent}% (${inDollars(spent)} dari ${inDollars(limit)}).`,
    change: 'Anggaran bisa diubah di katalog, di bagian money.budgets.',
  },
  freeMessages: {
    everybody: 'Pesan gratis hari ini',
    links: {
      campaign: (name) => `Pesan gratis hari ini untuk kampanye ${name}`,
      referral: (code) => `Pesan gratis hari ini untuk undangan ${code}`,
    },
    used: (name, percent, used, limit) =>
      `${name}: terpakai ${percent}% (${used.toLocaleString('id')} dari ${limit.toLocaleString('id')}).`,
    ways: {
      campaign: (name) => `lewat tautan kampanye ${name}`,
      referral: (code) => `lewat undangan ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `Yang datang ${way} tampak seperti akun yang dibuat demi pesan gratis. Dalam satu jam datang ${starts}. Pertanyaan pertama sama pada ${alike} dari ${asked}, dan Telegram hampir tidak menampilkan apa pun tentang ${inSteps} dari ${trials} yang memulai uji coba. Mereka tidak bisa memakai lebih dari batas harian. Lihat dan jeda di dasbor, di halaman Growth.`,
    over: 'Tidak ada jawaban gratis sampai tengah malam UTC, dan pengguna diberi tahu kapan tersedia lagi. Yang dibeli tetap bisa dipakai.',
    change: 'Batasnya bisa diubah di dasbor, di halaman Settings.',
  },
}
