import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Aboneliğiniz bir günden kısa süre içinde, ${date} tarihinde bitiyor. Kendiliğinden yenilenmez.`
      : `Aboneliğiniz üç gün içinde, ${date} tarihinde bitiyor. Kendiliğinden yenilenmez.`,
  planEndsButton: '⭐ Yenile',
  winBack: {
    trial_used_up:
      'Deneme mesajlarınız bitti, belki başka sorularınız vardır. Kredilerin süresi dolmaz, aboneliği de istediğiniz gün iptal edebilirsiniz.',
    plan_lapsed_3:
      'Aboneliğiniz birkaç gün önce bitti. Sohbetleriniz duruyor: aboneliği yenileyin, kaldığımız yerden devam edelim.',
    plan_lapsed_14: 'Aboneliğiniz iki hafta önce bitti. Her gün gerekmiyorsa kredi alın: kredilerin süresi dolmaz.',
    low_balance: 'Krediniz bir yanıtın fiyatından az kaldı. Sohbet yarıda kalmasın diye bakiye yükleyin.',
  },
  winBackButton: '⭐ Fiyatlara bak',
  noRemindersButton: 'Hatırlatmaları kapat',
  renewalEnded: {
    refunded: 'Ödemesi iade edildiği için aboneliğinizin yenilenmesi kapatıldı. Onun için artık ücret alınmaz.',
    doubled: 'İkinci aboneliğin yenilenmesi kapatıldı. Onun için artık ücret alınmaz.',
    blocked: 'Bota erişiminiz kapatıldı, bu yüzden aboneliğinizin yenilenmesi durduruldu. Artık ücret alınmaz.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ “${model}” modeli kimseye yanıt vermiyor: sunucusu istekleri reddediyor${status}. Anahtarı, sağlayıcıdaki bakiyeyi ve modelin adını kontrol edin. Kullanıcılara modelin kullanılamadığı söylendi, ücret alınmadı.\n\nSunucunun yanıtı: ${message}`,
  budgets: {
    names: {
      day: () => 'Günlük bütçe',
      month: () => 'Aylık bütçe',
      trial_day: () => 'Deneme soruları için günlük bütçe',
      person_day: (userId) => `${userId} numaralı kullanıcının günlük bütçesi`,
    },
    actions: {
      cheaper: 'Artık en ucuz model kendi fiyatıyla yanıt veriyor.',
      no_trial: 'Şimdilik ücretsiz yanıt yok.',
      stop: 'Şimdilik yanıt yok: sorular saklanıyor, kullanıcılara bu söylendi.',
    },
    spent: (name, percent, spent, limit) =>
      `${name}: %${percent} harcandı (${inDollars(limit)} üzerinden ${inDollars(spent)}).`,
    change: 'Bütçeyi katalogdaki money.budgets bölümünde değiştirebilirsiniz.',
  },
  freeMessages: {
    everybody: 'Bugünün ücretsiz mesajları',
    links: {
      campaign: (name) => `${name} kampanyası için bugünün ücretsiz mesajları`,
      referral: (code) => `${code} daveti için bugünün ücretsiz mesajları`,
    },
    used: (name, percent, used, limit) =>
      `${name}: %${percent} kullanıldı (${used.toLocaleString('tr')} / ${limit.toLocaleString('tr')}).`,
    ways: {
      campaign: (name) => `${name} kampanyasının bağlantısıyla`,
      referral: (code) => `${code} davetiyle`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `${way} gelenler, ücretsiz mesajlar için açılmış hesaplara benziyor. Bir saatte gelen: ${starts}. ${asked} kişiden ${alike} kişinin ilk sorusu aynı; denemeye başlayan ${trials} kişiden ${inSteps} kişi hakkında Telegram neredeyse hiçbir şey göstermiyor. Günlük sınırdan fazlasını kullanamazlar. Paneldeki “Büyüme” sayfasında bakıp duraklatabilirsiniz.`,
    over: 'UTC ile gece yarısına kadar ücretsiz yanıt yok, kullanıcılara ne zaman olacağı söylendi. Satın alınanlar çalışıyor.',
    change: 'Sınırı paneldeki “Ayarlar” sayfasında değiştirebilirsiniz.',
  },
}
