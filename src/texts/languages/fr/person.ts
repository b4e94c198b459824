import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { firstDay, french } from './count.ts'

const messages = (count: number) => french(count, 'message', 'messages')
const credits = (count: number) => french(count, 'crédit', 'crédits')
const questions = (count: number) => french(count, 'question', 'questions')
const days = (count: number) => french(count, 'jour', 'jours')

const dates = datesOf('fr-FR', 'Europe/Paris')
const date = (moment: string) => firstDay(dates.day(moment))
const shortDate = (moment: string) => firstDay(dates.shortDay(moment))
const clock = (moment: string) => `${shortDate(moment)} à ${dates.time(moment)}`

const entryKinds: Record<EntryKind, string> = {
  hold: 'question',
  release: 'rendu pour une question',
  purchase: 'achat',
  refund: 'paiement remboursé',
  adjustment: 'par le propriétaire',
  promo: 'code promo',
  campaign: 'cadeau de bienvenue',
  gift: 'cadeau',
  referral: 'pour une invitation',
  undone: 'retiré, paiement remboursé',
}

export const person: Texts = {
  welcome:
    'Bonjour ! Je suis **Pomogator**, votre assistant d’intelligence artificielle. Je réponds aux questions, j’écris et je corrige des textes, j’explique ce qui est difficile et j’aide avec le code. Je regarde les images, j’écoute les messages vocaux et je lis les fichiers.',
  welcomeBack: 'Ravi de vous revoir !',
  ready: 'Écrivez simplement votre question, et je vous réponds.',
  trialOffer: (count) =>
    `Essayez gratuitement : ${messages(count)} en cadeau. Sans carte bancaire et sans prélèvement automatique.`,
  trialStarted: (count) =>
    `C’est fait : vous avez ${messages(count)}. Écrivez votre première question, sur le sujet de votre choix.`,
  trialBegun: (count) => `C’est fait : vous avez ${messages(count)}.`,
  answeringAll: (count) => `Je réponds à vos ${messages(count)} en une fois.`,
  trialStartedAnswering: (count) => `C’est fait : vous avez ${messages(count)}. Je réponds à votre question.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Je réponds à votre question.' : `Je réponds à votre question « ${begin} ».`,
  trialRest: (count, moment) =>
    `J’ajouterai ${french(count, 'autre message', 'autres messages')} le ${clock(moment)} (heure de Paris) et je vous écrirai alors.`,
  trialRestAdded: (count) =>
    `Comme promis, j’ai ajouté ${messages(count)} : votre essai gratuit continue. Que voulez-vous demander ?`,
  trialAlready: 'Vous avez déjà utilisé votre essai gratuit.',
  trialLater: 'D’accord. Quand vous voudrez essayer, appuyez sur « Essayer gratuitement ».',
  menu: '**Menu**',
  askHint:
    'Écrivez votre question comme un message ordinaire, et je vous réponds. Pour un nouveau sujet, envoyez /new.',
  askHintShort: 'Écrivez la question juste après la commande : /ask et votre question.',
  answerThat: 'Réponds à ce message.',
  forwardedFrom: (name) => `Transféré de ${name}`,
  leftOut: (count) =>
    `Tout n’a pas tenu en une fois. Non lu à la fin : ${french(count, 'message transféré', 'messages transférés')}. Renvoyez-en moins à la fois.`,

  balance: '**Ce que vous avez**',
  creditsLine: (count) => `Crédits : **${count.toLocaleString('fr')}**`,
  trialLine: (left, granted) => `Essai gratuit : il reste ${left} sur ${messages(granted)}`,
  noTrialLine: 'L’essai gratuit n’a pas encore commencé',
  subscriptionLine: (plan, until) => `Abonnement « ${plan} » : jusqu’au ${date(until)}`,
  subscriptionNext: (plan, until) => `Puis « ${plan} » : jusqu’au ${date(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Se renouvelle tout seul, prochain paiement le ${date(at)}`
      : `« ${plan} » se renouvelle tout seul, prochain paiement le ${date(at)}`,
  subscriptionEnds: 'Ne se renouvelle pas tout seul',
  todayLine: (used, limit) =>
    limit === null
      ? `Aujourd’hui avec l’abonnement : ${questions(used)}`
      : `Aujourd’hui avec l’abonnement : ${used} sur ${limit.toLocaleString('fr')}`,
  allowanceUsed: (used) => `Aujourd’hui avec l’abonnement : ${credits(used)}`,
  allowanceLeft: (left, perDay) =>
    `Reste aujourd’hui avec l’abonnement : ${left.toLocaleString('fr')} sur ${credits(perDay)}`,
  noSubscriptionLine: 'Pas d’abonnement',
  nextPays: {
    subscription: (price) =>
      `Prochaine question : avec l’abonnement${price === 0 ? '' : `, ${credits(price)} sur ceux d’aujourd’hui`}`,
    trial: 'Prochaine question : avec l’essai gratuit',
    credits: (price) => `Prochaine question : ${credits(price)}`,
    nothing: 'Vous n’avez pas encore de quoi payer la prochaine question',
  },

  purchase: '**Recharger**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `${french(answers, 'réponse', 'réponses')} du modèle « ${model} »`,
  worthOr: (cheap, answers, model) => `${cheap} ou ${answers.toLocaleString('fr')} de « ${model} »`,
  packsTitle: 'Crédits, sans date d’expiration :',
  plansTitle: 'Abonnement :',
  allowance: (perDay, worth) => `${credits(perDay)} par jour : ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}) : ${price.toLocaleString('fr')} ⭐${renews ? ', se renouvelle tout seul' : ''}. ${allowance}`,
  howToPay: 'Le paiement se fait en étoiles Telegram. Une question sans réponse ne coûte rien.',
  packAbout: (count, worth) => `${credits(count)} : ${worth}. Ils n’expirent pas.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Se renouvelle tout seul ; annulation possible à tout moment.' : ' Ne se renouvelle pas tout seul.'}`,
  paidCredits: (added, total) => `Paiement reçu : ${credits(added)} de plus. Vous avez maintenant ${credits(total)}.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Abonnement renouvelé' : 'Paiement reçu. Votre abonnement est valable'} jusqu’au ${date(until)}.`,
  daysBehind: (until) => `Ces jours s’ajoutent à ceux déjà payés : en tout, jusqu’au ${date(until)}.`,
  renewsAlready: (at) =>
    `Le prochain paiement aura lieu dès le ${date(at)}, quel que soit le nombre de jours payés d’avance. Vous pouvez résilier à tout moment.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nVous avez déjà l’abonnement « ${renewed} », et il se renouvelle tout seul : prochain paiement le ${date(at)}. Les jours de cet achat s’ajoutent à la fin, jusqu’au ${date(until)}, et « ${renewed} » continue de se renouveler. Si vous n’en avez plus besoin, annulez d’abord le renouvellement.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Vous avez déjà un abonnement qui se renouvelle tout seul, nous avons donc désactivé le renouvellement du second. Ses jours sont ajoutés.'
      : 'Vous avez déjà un abonnement qui se renouvelle tout seul, nous désactivons donc le renouvellement du second et vous écrirons quand ce sera fait. Ses jours sont ajoutés.',
  cancelRenewalQuestion: (renewed, until) =>
    `Annuler le renouvellement de « ${renewed} » ? Ce qui est payé reste : vous avez accès jusqu’au ${date(until)}, et plus rien ne sera prélevé.`,
  paidForAnother:
    'Cette facture était au nom d’une autre personne. L’achat vous a été crédité ; si vous n’en avez pas besoin, envoyez /paysupport.',
  paidAgain:
    'Cette facture avait déjà été payée. Nous vous avons crédité l’achat une fois de plus ; si vous n’en avez pas besoin, envoyez /paysupport.',
  paidUnmatched:
    'Paiement reçu, mais nous n’avons pas trouvé à quoi il correspond. Il est enregistré et ne sera pas perdu.',
  supportOpened: (id) => `Votre question n° ${id} est transmise au propriétaire. La réponse arrivera ici.`,
  supportKept: (id) =>
    `Votre question n° ${id} est notée ; le propriétaire la verra en ouvrant le bot. La réponse arrivera ici.`,
  wordsOnly: 'Il faut du texte ici : écrivez votre réponse. Rien n’a été débité pour ce message.',
  supportAnswered: (text) => `Réponse à votre question sur les paiements :\n\n${text}`,
  ownerWrote: (text) => `Message du propriétaire du bot :\n\n${text}`,
  historyPayments: 'Paiements',
  historyEntries: 'Crédits',
  historyEmpty: 'Aucun paiement ni débit pour le moment.',
  paymentLine: (at, price, status, what) =>
    `${shortDate(at)} : ${what}, ${price}${status === 'refunded' ? ', remboursé' : status === 'refunding' ? ', remboursement en cours' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDate(at)} : ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'modification'}`,
  entryKinds,
  unknownPurchase: 'sans commande',
  receipt: {
    hint: 'Appuyez sur une ligne pour voir à quoi elle correspond.',
    older: 'Plus anciens ›',
    label: (at, price, what) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**À quoi cela correspond**',
    deleted: 'supprimée',
    notFound: 'Cette ligne n’existe pas.',
    question: (words) => (words === null ? 'Question : supprimée' : `Question : « ${words} »`),
    model: (title) => `Modèle : ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Débité : ${price}`,
      reserved: (price) => `Réservé pour la réponse en cours : ${price}`,
      given_back: () => 'Rien n’a été débité : il n’y a pas eu de réponse',
    },
    sources: {
      subscription: 'Payé : avec l’abonnement, sur la réserve de ce jour',
      trial: 'Payé : avec l’essai gratuit',
      credits: 'Payé : avec des crédits',
    },
    when: (at) => `Quand : ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why} : ${change}, solde ${balance.toLocaleString('fr')}`,
    plan: (title, length) => `abonnement « ${title} », ${length}`,
    trialMessages: (count) => french(count, 'message de l’essai gratuit', 'messages de l’essai gratuit'),
    percentOff: (percent) => `remise de ${percent} %`,
    reason: (reason) => `Motif : ${reason}`,
    payment: (number, title) => `Achat n° ${number} : ${title}`,
    paid: (price) => `Payé : ${price}`,
    gotCredits: (count) => `Reçu : ${credits(count)}`,
    gotDays: (count) => `Reçu : ${days(count)} d’abonnement`,
    statuses: { refunding: 'Remboursement en cours', refunded: 'Argent remboursé' },
    refund: (number, title) => `Remboursement de l’achat n° ${number} : ${title}`,
    refundOf: (title) => `remboursement : ${title}`,
    returned: (price) => `Remboursé : ${price}`,
    takenBack: (count) => `Retiré : ${credits(count)}`,
  },
  refunding: (price) =>
    `Nous vous remboursons ${price}. Ce qui avait été acheté et n’était pas encore utilisé est déjà retiré.`,
  refunded: (price) =>
    `Nous vous avons remboursé ${price}. Ce qui avait été acheté et n’était pas encore utilisé est retiré.`,
  renewal: {
    active: (until) => `Le renouvellement est activé. Votre abonnement est payé jusqu’au ${date(until)}.`,
    canceled: (until) =>
      `Le renouvellement est annulé. Votre abonnement est valable jusqu’au ${date(until)}, et plus rien ne sera prélevé.`,
    failed: (until) =>
      `Votre abonnement n’a pas pu être renouvelé : il manquait des étoiles. Il est valable jusqu’au ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Nous ne connaissons pas cette facture. Choisissez à nouveau votre achat dans le menu.',
    not_yours: 'Cette facture est au nom d’une autre personne. Ouvrez le bot et choisissez votre propre achat.',
    already_paid: 'Cette facture est déjà payée.',
    being_paid: 'Cette facture est en cours de paiement. Attendez une demi-minute.',
    expired: 'La facture a expiré. Choisissez à nouveau votre achat dans le menu.',
    not_sold: 'Ceci n’est plus en vente. Regardez ce qu’il y a maintenant.',
    price_changed: 'Le prix a changé. Choisissez à nouveau votre achat dans le menu.',
    already_subscribed: 'Vous avez déjà un abonnement, et il se renouvelle tout seul.',
    user_blocked: 'Votre accès à ce bot est fermé.',
  },
  promo: {
    request: 'Répondez à ce message : quel est votre code promo ?',
    placeholder: 'Code promo',
    credits: (count, total) =>
      `Code promo accepté : ${credits(count)} de plus. Vous avez maintenant ${credits(total)}.`,
    trialMessages: (count) => `Code promo accepté : ${messages(count)} de plus dans votre essai gratuit.`,
    planDays: (plan, until) => `Code promo accepté : abonnement « ${plan} », en tout jusqu’au ${date(until)}.`,
    percentOff: (percent, until) =>
      `Code promo accepté : ${percent} % de remise sur votre prochain achat en étoiles, jusqu’au ${date(until)}. Les prix sous « Recharger » en tiennent déjà compte. Elle ne s’applique pas à un abonnement qui se renouvelle tout seul.`,
    refused: {
      promo_not_found: 'Ce code promo n’existe pas. Vérifiez qu’il est bien écrit.',
      promo_not_yet: 'Ce code promo n’est pas encore valable. Réessayez plus tard.',
      promo_over: 'Ce code promo n’est plus valable.',
      promo_used_up: 'Ce code promo a déjà été utilisé.',
      promo_used_before: 'Vous avez déjà utilisé ce code promo, et il ne vaut qu’une fois.',
      promo_first_purchase: 'Ce code promo est réservé à ceux qui n’ont encore rien acheté.',
      promo_guesses: 'Trop de codes promo incorrects. Réessayez dans une heure.',
    },
  },
  guest: {
    onlyWords: 'Ici, je ne réponds qu’aux mots. Pour un fichier, venez dans le chat privé.',
    empty: (username: string) => `Écrivez votre question à côté de mon nom : @${username} et la question.`,
    comeOver: 'Continuons dans le chat privé : les premiers messages y sont gratuits.',
    dearer: 'Cette question coûte plus que d’habitude. Posez-la dans le chat privé : j’y annonce d’abord le prix.',
    askAgain: 'Redemandez, s’il vous plaît, ici ou dans le chat privé.',
    failed: 'Je n’ai pas pu répondre. Redemandez, s’il vous plaît, ici ou dans le chat privé.',
    whole: '📖 Tout lire',
    more: '💬 En privé',
    help: (username: string) =>
      `Vous pouvez m’interroger dans n’importe quel chat : écrivez-y @${username} et votre question, je réponds sur place.`,
  },
  gift: {
    screen:
      '**Cadeau**\n\nChoisissez quoi offrir. Après le paiement, vous recevrez un lien à envoyer à qui vous voulez : le cadeau revient à la première personne qui l’ouvre. Si personne ne l’ouvre en 30 jours, le cadeau est à vous.',
    yours: 'Pas encore ouverts :',
    line: (title, link, until) => `• ${title} : ${link} (jusqu’au ${shortDate(until)})`,
    about: (title) => `Cadeau : ${title}. Le lien arrivera ici après le paiement.`,
    paid: (title, link) =>
      `Le cadeau est prêt : ${title}.\n\n${link}\n\nEnvoyez ce lien : le cadeau revient à la première personne qui l’ouvre. Si personne ne l’ouvre en 30 jours, le cadeau est à vous.`,
    share: (title) => `Un cadeau pour vous : ${title}`,
    received: {
      credits: (count, total) => `Un cadeau pour vous : ${credits(count)}. Vous avez maintenant ${credits(total)}.`,
      days: (title, until) => `Un cadeau pour vous : abonnement « ${title} », en tout jusqu’au ${date(until)}.`,
    },
    own: (title) => `C’est votre cadeau : ${title}. Envoyez le lien à la personne à qui il est destiné ou gardez-le.`,
    claimed: (title) => `Votre cadeau a été ouvert : ${title}.`,
    returned: (title) => `Personne n’a ouvert votre cadeau en 30 jours, il est donc à vous : ${title}.`,
    voided: {
      open: (title) => `Le paiement du cadeau a été remboursé, et son lien n’est plus valable : ${title}.`,
      claimed: {
        all: (title) =>
          `Le paiement du cadeau a été remboursé, il a donc été retiré à la personne qui l’avait reçu : ${title}.`,
        rest: (title, rest) =>
          `Le paiement du cadeau a été remboursé : ${title}. Ce qui en restait a été retiré à la personne qui l’avait reçu : ${rest}.`,
        nothing: (title) =>
          `Le paiement du cadeau a été remboursé : ${title}. La personne qui l’avait reçu a déjà tout utilisé, rien n’a donc été retiré.`,
      },
    },
    takenBack: {
      all: (title) => `Le paiement de votre cadeau a été remboursé, il a donc été retiré : ${title}.`,
      rest: (title, rest) =>
        `Le paiement de votre cadeau a été remboursé : ${title}. Ce qui en restait a été retiré : ${rest}.`,
      nothing: (title) =>
        `Le paiement de votre cadeau a été remboursé : ${title}. Il était déjà entièrement utilisé, rien n’a donc été retiré.`,
    },
    daysLeft: (count) => (count === 0 ? 'moins d’un jour' : days(count)),
    refused: {
      gift_not_found: 'Ce cadeau n’existe pas. Vérifiez le lien.',
      gift_claimed: 'Ce cadeau a déjà été ouvert.',
      gift_void: 'Ce cadeau n’est plus valable : son paiement a été remboursé.',
    },
  },
  search: {
    doing: {
      search: (what) => `Je cherche : ${what}`,
      page: (what) => `Je lis : ${what}`,
      server: (what) => `J’interroge « ${what} »`,
    },
    sources: 'Sources',
    setting: (on, count) => {
      if (!on) return 'Recherche sur le web : désactivée'
      return count === 0
        ? 'Recherche sur le web : activée'
        : `Recherche sur le web : activée ; si elle est utile, la question coûte ${credits(count)} de plus`
    },
    notIn: {
      trial: 'Recherche sur le web : non comprise dans l’essai gratuit',
      subscription: 'Recherche sur le web : non comprise dans l’abonnement',
    },
    turnOn: 'Chercher sur le web',
    turnOff: 'Ne pas chercher sur le web',
    included: 'La question comprenait une recherche sur le web.',
    receipt: (price) => `Dont recherche sur le web : ${price}`,
  },
  referral: {
    off: 'Les invitations ne sont pas récompensées pour le moment.',
    title: '**Inviter**',
    invited: (count) =>
      `Toute personne qui vient pour la première fois par votre lien a ${messages(count)} de plus dans l’essai gratuit.`,
    inviter: (count, most) =>
      `Vous recevez ${credits(count)} trois jours après son premier achat, s’il n’est pas remboursé. Au plus ${french(most, 'récompense', 'récompenses')} par mois ; les autres arrivent le mois suivant.`,
    came: (count) => `Venus par votre lien : ${count.toLocaleString('fr')}`,
    notPaid: (count) => `N’ont encore rien acheté : ${count.toLocaleString('fr')}`,
    waiting: (count, at) =>
      `Ont acheté, récompense à venir : ${count.toLocaleString('fr')}, la prochaine pas avant le ${shortDate(at)}`,
    returned: (count) => `Achat remboursé, pas de récompense : ${count.toLocaleString('fr')}`,
    rewarded: (count, sum) => `Récompenses : ${count.toLocaleString('fr')}, ${credits(sum)} en tout`,
    share: 'Un assistant d’intelligence artificielle : il répond, écrit et lit les fichiers.',
    reward: (count) => `Récompense pour votre invitation : ${credits(count)}. Merci !`,
    undone: (count) =>
      `L’achat d’une personne que vous avez invitée a été remboursé, la récompense est donc retirée : ${credits(count)}.`,
  },
  tools: {
    included: 'La question comprenait une consultation de référence.',
    receipt: (price) => `Dont consultation de référence : ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Abonnez-vous à notre canal, et je vous offre ${credits(count)}. Une seule fois.`,
      trial_messages: (count) =>
        `Abonnez-vous à notre canal, et votre essai gratuit aura ${messages(count)} de plus. Une seule fois.`,
    },
    thanks: {
      credits: (count) => `Merci d’être avec nous : ${credits(count)} de plus sur votre solde.`,
      trial_messages: (count) => `Merci d’être avec nous : ${messages(count)} de plus dans votre essai gratuit.`,
    },
    notYet: 'Je ne vous vois pas encore parmi les abonnés. Rejoignez le canal et appuyez à nouveau sur « Vérifier ».',
    unknown: 'Je ne peux pas vérifier votre abonnement au canal pour le moment. Réessayez un peu plus tard.',
    given: 'Vous avez déjà reçu le cadeau pour l’abonnement au canal.',
    off: 'Il n’y a pas de cadeau pour l’abonnement au canal en ce moment.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Assistants**\n\nChacun a son métier. Choisissez à qui parler.',
    listOwn: (most) => `Vous pouvez aussi créer les vôtres, jusqu’à ${most} : vous seul les voyez.`,
    instead: (wanted, model) =>
      `Le modèle « ${wanted} » ne vous est pas accessible pour l’instant, c’est donc « ${model} » qui répond.`,
    price: (price) => `Prix d’une réponse : ${price}`,
    started: 'La discussion a commencé. Que voulez-vous demander ?',
    noPrompt: 'Son rôle n’est pas encore décrit. Décrivez-le, et la discussion pourra commencer.',
    gone: 'Cet assistant n’existe plus.',
    lost: 'L’assistant avec lequel vous discutiez n’existe plus. Désormais, c’est moi qui réponds.',
    titleRequest: (longest) => `Comment s’appellera l’assistant ? Jusqu’à ${longest} caractères.`,
    titlePlaceholder: 'Professeur de physique',
    promptRequest: (title, longest) =>
      `Que doit savoir faire « ${title} », et comment doit-il répondre ? Décrivez-le en un seul message, jusqu’à ${longest.toLocaleString('fr')} caractères.`,
    promptPlaceholder: 'Tu es professeur, explique par des exemples',
    full: (most) =>
      `Vous pouvez avoir jusqu’à ${most} assistants à vous. Supprimez-en un dont vous n’avez plus besoin, et il y aura de la place.`,
    delete: (title) =>
      `Supprimer l’assistant « ${title} » ? Les discussions avec lui restent, mais c’est moi qui y réponds.`,
    deleted: 'C’est fait, l’assistant est supprimé.',
    receipt: (title) => `Assistant : ${title}`,
    buttons: {
      menu: '🎭 Les assistants',
      start: '💬 Commencer',
      share: '📨 Partager',
      make: '➕ Mon propre assistant',
      prompt: '✍️ Rôle',
    },
  },
  welcomeGift: {
    credits: (count) => `Un cadeau de bienvenue pour vous : ${credits(count)}. Ils sont déjà sur votre solde.`,
    trialMessages: (count) => `Un cadeau de bienvenue pour vous : ${messages(count)} de plus dans l’essai gratuit.`,
  },
  memory: {
    button: '📌 Mémoire',
    begins:
      'retiens que|retenez que|retiens qu’|retenez qu’|souviens-toi que|souvenez-vous que|souviens-toi qu’|souvenez-vous qu’|retiens :|retenez :|retiens:|retenez:|n’oublie pas que|n’oubliez pas que',
    title: '**Mémoire**',
    about: (count, most) =>
      `Voici ce que je retiens de vous dans toutes les discussions : ${count} sur ${most}. Appuyez sur un numéro pour le modifier ou le supprimer.`,
    empty:
      'Je ne retiens encore rien de vous. Écrivez par exemple « Retiens que je suis végétarien », et j’en tiendrai compte dans toutes les discussions.',
    finds: 'Quand une discussion se termine, je peux aussi retenir de moi-même ce qui compte dans vos messages.',
    off: 'La mémoire est désactivée : je ne retiens rien de nouveau et n’utilise pas ce que je sais. Elle s’active avec la mémorisation de la discussion.',
    kept: (fact) => `C’est retenu : « ${fact} ».`,
    known: (fact) => `Je le retiens déjà : « ${fact} ».`,
    knownAlready: 'Je le retiens déjà et ne le note pas deux fois.',
    one: (fact) => `Je retiens : « ${fact} ».`,
    tooLong: (longest) => `Je retiens des choses courtes, jusqu’à ${longest} caractères. Écrivez-le en une phrase.`,
    full: 'Je ne peux rien retenir de plus : il n’y a plus de place. Supprimez quelque chose de ce que je retiens.',
    secret: 'Je ne retiens ni mots de passe, ni clés, ni numéros de carte : c’est plus sûr.',
    ask: 'Écrivez ce que je dois retenir à la place.',
    placeholder: 'Je suis végétarien',
    deleted: 'C’est supprimé, je ne le retiens plus.',
    deleteAll: 'Supprimer tout ce que je retiens de vous ? Ce sera définitif.',
    deletedAll: 'C’est fait : je ne retiens plus rien de vous.',
    gone: 'Cela, je ne le retiens plus.',
    buttons: {
      change: '✏️ Modifier',
      delete: '🗑 Supprimer',
      deleteAll: 'Tout supprimer',
      deleteAllYes: 'Oui, supprimer',
    },
  },
  suggestions: {
    turnOn: 'Proposer des questions',
    turnOff: 'Ne pas proposer de questions',
    setting: (on) =>
      on
        ? 'Suggestions : des questions à poser ensuite sous la réponse'
        : 'Suggestions : pas de questions sous la réponse',
  },
  agreement: {
    request:
      'Avant que je commence à répondre, lisez les conditions (/terms) et comment nous traitons vos données (/privacy). Si vous êtes d’accord, appuyez sur le bouton.',
    changed: {
      terms: 'Les conditions ont changé depuis que vous les avez acceptées : /terms.',
      privacy: 'Notre façon de traiter vos données a changé depuis votre accord : /privacy.',
      both: 'Les conditions (/terms) et notre façon de traiter vos données (/privacy) ont changé depuis votre accord.',
    },
    whatIsNew: (text) => `Ce qui est nouveau : ${text}`,
    goOn: 'Si vous êtes d’accord, appuyez sur le bouton, et nous continuons.',
    kept: 'Votre question est conservée : j’y réponds juste après.',
    keptAll: (count) => `Vos ${messages(count)} sont conservés : j’y réponds juste après.`,
    keptInstead:
      'Votre dernière question est conservée : j’y réponds juste après. Renvoyez la précédente, s’il vous plaît.',
    thanks: 'Merci, votre accord est enregistré.',
    byTrial: 'En commençant, vous acceptez les conditions (/terms) et le traitement de vos données (/privacy).',
    byPaying: 'En payant, vous acceptez /terms et /privacy.',
    inGroup: 'Pour que je puisse vous répondre, acceptez les conditions dans notre chat privé : une pression suffit.',
    withdraw:
      'Retirer votre accord ? Je ne répondrai plus à vos questions tant que vous n’aurez pas accepté à nouveau. Les crédits, l’abonnement et les textes restent. L’assistance, les remboursements et le téléchargement de vos données fonctionnent sans lui.',
    withdrawn:
      'Votre accord est retiré : je ne réponds plus aux questions. Vous pouvez supprimer vos textes maintenant, ou plus tard dans /settings. Si vous changez d’avis, lisez /terms et /privacy et appuyez sur « Accepter ».',
  },
  schedules: {
    title: '**Questions programmées**',
    hint: (most) =>
      `Je pose votre question moi-même quand son heure vient et je vous envoie la réponse. Appuyez sur « Nouvelle question ». Vous pouvez en avoir ${most}.`,
    ask: 'Que faut-il demander ? Écrivez la question comme vous la poseriez maintenant.',
    placeholder: 'Raconte-moi les principales nouvelles',
    tooLong: (longest) =>
      `Une question programmée a au plus ${french(longest, 'caractère', 'caractères')}. Raccourcissez-la et renvoyez-la.`,
    tooMany: (most) =>
      `Vous pouvez avoir au plus ${french(most, 'question programmée', 'questions programmées')}. Supprimez-en une pour faire de la place.`,
    when: 'Quand la poser ?',
    gone: 'Cette question programmée n’existe plus.',
    otherPeriod: 'Je ne peux pas suivre ce rythme : au plus souvent, c’est une fois par jour.',
    whatTime:
      'Quelle heure est-il chez vous ? Je retiendrai votre fuseau horaire ; vous pouvez le changer dans /settings.',
    often: { day: 'Chaque jour', weekdays: 'En semaine', week: 'Une fois par semaine', month: 'Une fois par mois' },
    weekdays: [
      'Chaque lundi',
      'Chaque mardi',
      'Chaque mercredi',
      'Chaque jeudi',
      'Chaque vendredi',
      'Chaque samedi',
      'Chaque dimanche',
    ],
    at: {
      day: (time) => `Chaque jour à ${time}`,
      weekdays: (time) => `Du lundi au vendredi à ${time}`,
      week: (weekday, time) => `${weekday} à ${time}`,
      month: (day, time) => `Le ${day} de chaque mois à ${time}`,
    },
    zone: (name) => `Fuseau horaire : ${name}`,
    offer: (price) =>
      `Une réponse coûte au plus ${credits(price)}. Tant que vous avez un abonnement ou des messages d’essai, ce sont eux qui paient. Quand plus rien ne pourra payer, je m’arrêterai et vous préviendrai.`,
    next: (moment) => `Prochaine réponse : ${moment}.`,
    paused: {
      asked: 'En pause.',
      no_access: 'En pause : rien ne pouvait payer.',
      price_changed: 'En pause : la réponse coûte plus cher.',
      unread: 'En pause : vous n’avez pas réagi aux deux dernières réponses.',
      unreachable: 'En pause : je ne pouvais pas vous écrire.',
    },
    stopped: {
      no_access:
        'Rien ne peut payer la réponse en ce moment, la question est donc en pause. Rechargez et appuyez sur « Continuer ».',
      price_changed: (price) =>
        `La réponse coûte plus que convenu : ${credits(price)} maintenant. La question est en pause. Si le prix vous convient, appuyez sur « Continuer ».`,
      unread:
        'Les bots ne voient pas si les messages sont lus. Depuis l’avant-dernière réponse, vous n’avez rien écrit ni touché, la question est donc en pause. Si elle vous sert encore, appuyez sur « Continuer ».',
    },
    notOn:
      'Rien ne peut payer la réponse en ce moment, la question n’est donc pas activée. Rechargez, puis activez-la.',
    notOnWithoutTrial:
      'Rien ne peut encore payer la réponse, la question n’est donc pas activée. Commencez l’essai gratuit, puis activez-la.',
    missed:
      'J’ai été absent un moment et l’heure d’une question programmée est passée. La prochaine fois, je la poserai à l’heure.',
    delete: 'Supprimer cette question ? Les réponses déjà reçues restent.',
    deleted: 'Supprimée',
    buttons: {
      open: '⏰ Programmées',
      new: 'Nouvelle question',
      start: 'Activer',
      resume: 'Continuer',
      pause: 'Mettre en pause',
      changeTime: 'Autre heure',
      once: 'Demander une fois',
      timeZone: '🕒 Fuseau horaire',
    },
  },
  discount: (percent, until) =>
    `Les prix tiennent déjà compte de votre remise de ${percent} % sur un achat en étoiles, jusqu’au ${date(until)}. Elle ne s’applique pas à un abonnement qui se renouvelle tout seul.`,
  subscription: '**Abonnement**',
  subscriptionNone: 'Vous n’avez pas d’abonnement.',

  status: '**Comment je réponds**',
  statusModel: (title, price) => `Modèle : ${title}, ${credits(price)} par réponse`,
  statusConversation: (title) => (title === null ? 'Sujet : nouveau' : `Sujet : « ${title} »`),
  models: '**Modèle**',
  modelsHint: 'Choisissez qui répond à vos questions.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nPrix d’une réponse : ${credits(price)}${trial ? '' : ', hors essai gratuit'}.`,
  modelChosen: (title) => `Désormais, c’est « ${title} » qui répond`,

  settings: '**Réglages**',
  settingsLanguage: 'Langue : français',
  settingsStyle: (style) => `Réponses : ${style}`,
  newsRefused: 'Vous ne recevrez plus d’actualités. Vous pouvez les réactiver dans /settings.',
  settingsNews: (on) => (on ? 'Actualités : activées' : 'Actualités : désactivées'),
  settingsRemember: (on) =>
    on ? 'Discussion : je me souviens des messages précédents' : 'Discussion : je réponds à chaque question séparément',
  styles: {
    normal: 'normales',
    brief: 'courtes',
    detailed: 'détaillées',
    teacher: 'pédagogiques',
    code: 'code d’abord',
  },
  settingsInstructions: 'Vos consignes : enregistrées',
  settingsRich: (on) => (on ? 'Tableaux et formules : mis en forme' : 'Tableaux et formules : en texte simple'),
  settingsReminders: (on) =>
    on ? 'Rappels : abonnement et solde, au plus une fois par semaine' : 'Rappels : désactivés',
  remindersOff: 'Je ne vous enverrai plus de rappels. Vous pouvez les réactiver dans les réglages.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Prix : je demande quand une question coûte plus que d’habitude'
      : `Prix : je demande quand une question coûte plus de ${credits(count)}`,
  instructions: '**Vos consignes**',
  instructionsHint:
    'Écrivez ce dont chaque réponse doit tenir compte. Par exemple : « J’apprends la physique au collège, explique simplement ».',
  instructionsRequest:
    'Répondez à ce message : de quoi chaque réponse doit-elle tenir compte ? Jusqu’à 1000 caractères.',
  instructionsPlaceholder: 'À prendre en compte',
  instructionsTooLong: (length, longest) =>
    `Cela fait ${french(length, 'caractère', 'caractères')}, et la limite est de ${longest.toLocaleString('fr')}. Merci de raccourcir.`,
  saved: 'Enregistré',
  forget:
    'Supprimer mes données ? Les textes de vos questions et réponses, votre nom et vos réglages sont effacés immédiatement et définitivement. Le solde et les traces des paiements restent : ils sont nécessaires aux comptes.',
  forgetRenewal: (plan, at) =>
    `L’abonnement « ${plan} » reste et se renouvelle tout seul : prochain paiement dans Telegram le ${date(at)}. Si vous n’en avez plus besoin, annulez le renouvellement.`,
  forgetSchedules: 'Vos questions programmées sont aussi supprimées : je ne les poserai plus.',
  exported: 'Voici tout ce qui est conservé à votre sujet.',
  forgotten: 'C’est fait, vos textes sont supprimés.',

  help: '**Aide**\n\nÉcrivez vos questions comme des messages ordinaires : je me souviens de la discussion jusqu’à ce que vous envoyiez /new.\n\nEnvoyez des images et des albums, des messages vocaux, des fichiers (PDF, Word, Excel, PowerPoint, textes, code), avec ou sans question. Pour poser une question sur un envoi précédent, répondez-y. Si une question coûte plus que d’habitude, j’annonce d’abord le prix.\n\n/new : nouveau sujet\n/conversations : revenir à une discussion précédente\n/stop : arrêter la réponse\n/balance : ce qu’il vous reste\n/status : comment je réponds\n/buy : crédits et abonnement\n/assistants : des assistants pour chaque besoin\n/image : dessiner une image\n/schedule : questions programmées\n/promo : code promo\n/model : choisir un modèle\n/settings : langue, style des réponses, données\n/paysupport : questions sur les paiements\n/id : votre numéro dans Telegram\n/terms : conditions\n/privacy : sur vos données\n\nUne question sans réponse ne coûte rien.',
  yourId: (id) =>
    `Votre numéro dans Telegram : \`${id}\`. Il permet au propriétaire du bot de vous retrouver en cas de problème.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `La discussion « ${ended} » est terminée ; vous pouvez y revenir. `}On repart de zéro. De quoi parlons-nous ?`,
  untitled: 'Sans titre',
  conversations: '**Discussions**\n\nChoisissez celle à poursuivre.',
  titleRequest: 'Comment appeler cette discussion ? Écrivez son nouveau nom.',
  titlePlaceholder: 'Nom',
  conversationRenamed: (title) => `La discussion s’appelle maintenant « ${title} ».`,
  deleteConversation: (title) =>
    `Supprimer la discussion${title === null ? '' : ` « ${title} »`} ? Les textes de ses questions et réponses sont effacés immédiatement et définitivement.`,
  conversationDeleted: 'C’est fait, la discussion est supprimée.',
  conversationBusy:
    'J’écris en ce moment une réponse dans cette discussion. Attendez-la ou arrêtez-la : /stop. Vous pourrez ensuite supprimer la discussion.',
  noConversations: 'Il n’y a pas encore de discussions. Écrivez une question, et la première commencera.',
  conversationResumed: (title) => `Nous reprenons « ${title} ». À vous.`,
  groupsOff: 'Je ne réponds pas dans les groupes. Écrivez-moi en privé.',
  thinking: 'Je réfléchis…',
  stopping: 'Je m’arrête.',
  nothingToStop: 'Je n’écris rien en ce moment.',
  paysupportPlaceholder: 'Crédits non reçus pour le paiement 12345',
  paysupport:
    '**Questions sur les paiements**\n\nEn cas de problème avec un paiement, décrivez-le dans votre prochain message : il ira au propriétaire. Par exemple : crédits non reçus pour le paiement 12345. Le numéro du paiement figure sur le reçu de Telegram. La réponse du propriétaire arrivera ici. L’assistance de Telegram ne traite pas ces paiements.',

  refused: {
    trial_not_started: 'Pour que je puisse répondre, commencez votre essai gratuit.',
    trial_used_up: 'Vos messages gratuits sont épuisés. Cela vous a plu ? Choisissez comment continuer.',
    trial_continues: 'Vos premiers messages gratuits sont épuisés.',
    subscription_ended: 'Votre abonnement est terminé. Choisissez comment continuer.',
    daily_limit:
      'Ce que votre abonnement donne pour aujourd’hui ne suffit pas pour cette question. Demain, tout sera de nouveau disponible ; d’ici là, vous pouvez choisir un modèle moins cher ou continuer avec des crédits achetés.',
    more_than_allowance:
      'Cette question coûte plus que ce que votre abonnement donne en une journée, demain ne suffira donc pas non plus. Posez-la avec des crédits achetés, choisissez un modèle moins cher ou prenez moins de pages.',
    insufficient_credits: 'Vous n’avez pas assez de crédits pour ce modèle. Choisissez-en un moins cher ou rechargez.',
    price_changed: 'Le prix a changé.',
    question_too_long:
      'La question est trop longue pour ce modèle. Raccourcissez-la ou choisissez un modèle qui en accepte davantage. Rien n’a été débité.',
    model_cannot_see: 'Ce modèle ne voit pas les images. Choisissez-en un autre.',
    no_transcription: 'Je ne peux pas écouter d’enregistrements ici : écrivez votre question, s’il vous plaît.',
    not_in_trial:
      'L’essai gratuit ne couvre pas cela : une image compte pour un message, un message vocal peut durer une minute et un document avoir 10 pages.',
    model_not_included:
      'Ce modèle ne fait partie ni de l’essai gratuit ni de votre abonnement, et il n’y a pas assez de crédits. Choisissez un autre modèle ou rechargez.',
    budget_used_up: 'Je ne peux pas répondre pour le moment : ma réserve de réponses est épuisée. Rien n’a été débité.',
    trial_paused: 'Les réponses gratuites sont épuisées pour le moment.',
  },
  resumes: (moment) => `Je réponds de nouveau à partir du ${clock(moment)} (heure de Paris).`,
  resumesForGuests: (moment) => `Il y en aura de nouvelles à partir du ${clock(moment)} (heure de Paris).`,
  resumesUnknown: 'On ne sait pas encore quand il y en aura de nouvelles. Ce que vous achetez fonctionne toujours.',
  questionKept: 'Votre question est conservée : appuyez alors sur le bouton.',
  failed: {
    usual: 'Je n’ai pas pu répondre : le modèle n’est pas disponible actuellement.',
    refused: 'Je n’ai pas pu répondre : le modèle a rejeté la demande.',
    stopped: 'Arrêté.',
    undelivered: 'Je n’ai pas pu afficher la réponse entière.',
    too_long:
      'Avec cette discussion, la question ne tient pas dans le modèle. Commencez un nouveau sujet et posez-la à nouveau.',
    abuse:
      'Le fournisseur du modèle considère que cette discussion enfreint ses règles et n’a pas répondu. Commencez un nouveau sujet et parlez d’autre chose.',
    filtered:
      'Le filtre du fournisseur du modèle n’a pas laissé passer la réponse. Essayez de demander avec d’autres mots.',
    no_room:
      'Le modèle a réfléchi si longtemps qu’il n’est plus resté de place pour la réponse. Posez une question plus simple ou choisissez un autre modèle.',
    not_text: 'Le modèle n’a pas répondu par du texte, et je ne peux afficher que du texte.',
    file_gone: 'Telegram ne donne plus accès à ce fichier. Envoyez-le à nouveau.',
  },
  priceChanged: (price) => `Le prix a changé : maintenant ${price}, on continue ?`,
  questionLost: 'Je ne retrouve pas cette question. Envoyez-la à nouveau, s’il vous plaît.',
  edited: 'Vous avez modifié votre question. Dois-je répondre à la nouvelle ?',
  editIgnored: 'Modifier ce message ne change rien. Envoyez le texte corrigé dans un nouveau message.',
  prices: {
    trial: (price) => `${price} mess.`,
    credits: (price) => `${price} cr.`,
    subscription: (price) => `${price} cr. abonnement`,
  },
  delayed: 'Je réponds avec du retard. Votre question n’est pas perdue, inutile de l’écrire à nouveau.',
  nothingCharged: 'Rien n’a été débité.',
  givenUp: 'Ce message n’a pas pu être traité, même après plusieurs tentatives.',
  buttonGivenUp: 'Cela n’a pas fonctionné, même après plusieurs tentatives.',
  tryLater: 'Réessayez un peu plus tard.',
  paymentDelayed: 'Votre paiement est arrivé. Je le créditerai un peu plus tard ; vous n’avez rien à faire.',
  paymentGivenUp:
    'Votre paiement est arrivé, mais il n’a pas pu être crédité tout de suite. Si votre achat n’est pas là dans une heure, envoyez /paysupport.',
  blocked: 'Votre accès à ce bot est fermé.',
  forbidden: 'Seul un propriétaire du bot peut faire cela, et vous ne l’êtes plus.',
  contact: (owner) =>
    owner
      ? `Pour joindre le propriétaire du bot : ${owner}`
      : 'Envoyez /paysupport et votre question en un seul message, et le propriétaire répondra ici.',
  groupGreeting: (username) =>
    `Bonjour ! Je réponds aux questions. Utilisez la commande /ask, écrivez @${username} et votre question ou répondez à l’un de mes messages. Chacun a son propre solde, visible uniquement dans le chat privé.`,
  groupHelp: (username) =>
    `**Comment poser une question dans un groupe**\n\n/ask et votre question, @${username} et votre question, ou une réponse à l’un de mes messages. Pour poser une question sur le message, l’image, le message vocal ou le fichier de quelqu’un d’autre, répondez-y avec /ask.\n\n/new : nouveau sujet\n/stop : arrêter la réponse\n\nSolde, modèle et réglages : dans le chat privé.`,
  nameless:
    'Je ne vois pas qui vous êtes : le message est écrit au nom du groupe ou d’un canal. Écrivez en votre propre nom, et je répondrai.',
  groupHint: 'Mieux vaut en parler en privé : ouvrez un chat avec moi. Ici, posez vos questions avec /ask.',
  tooFast: (perMinute) =>
    `Vous écrivez très vite. Je réponds à ${messages(perMinute)} par minute au plus : le reste n’est pas perdu, inutile de l’écrire à nouveau.`,
  pressesTooFast: 'Trop de pressions. Appuyez à nouveau dans une minute.',
  oldButton: 'Ce bouton n’est plus valable',
  notYours: 'Ce bouton est réservé à l’auteur de la question',

  quietTrial: (left) =>
    left === 0
      ? 'C’était le dernier message de votre essai gratuit.'
      : `Reste dans votre essai gratuit : ${messages(left)}.`,
  quietCredits: (left) => `Reste : ${credits(left)}.`,
  quietAllowance: (price, left) =>
    `Avec l’abonnement : ${credits(price)}, reste pour aujourd’hui : ${left.toLocaleString('fr')}.`,
  quietPrice: (price, left) => `Débité : ${credits(price)}, reste : ${left.toLocaleString('fr')}.`,
  fellBack: (title) => `« ${title} » a répondu à la place du modèle choisi.`,
  insteadOf: (wanted, title) =>
    `Les réponses de « ${wanted} » sont épuisées pour le moment ; « ${title} » a répondu, à son propre prix.`,
  cutByFilter: 'Le filtre du fournisseur du modèle n’a pas laissé passer la suite de la réponse.',
  outOfTime: 'Le modèle écrivait lentement et a manqué de temps. Appuyez sur « Suite » ou écrivez « continue ».',
  restInFile: 'La réponse n’a pas tenu dans les messages. Elle est en entier dans le fichier.',
  cutShort: 'La réponse dépassait la limite du modèle et a été coupée. Appuyez sur « Suite » ou écrivez « continue ».',

  attached: {
    photo: 'image',
    sticker: 'sticker',
    voice: 'message vocal',
    video: 'vidéo',
    document: 'fichier',
    location: 'lieu sur la carte',
    other: 'pièce jointe',
  },
  unsupported: {
    sticker: 'Joli ! Mais je ne vois pas encore les stickers ni les images animées. Avec des mots, peut-être ?',
    video: 'Je ne regarde pas encore les vidéos. Envoyez une image extraite ou décrivez-la avec des mots.',
    location: 'Je ne comprends pas encore les cartes. Écrivez ce que vous voulez savoir.',
    other: 'Je ne comprends pas encore cela. Écrivez-le sous forme de texte, s’il vous plaît.',
  },

  image: {
    ask: '**Image**\n\nDécrivez ce qu’il faut dessiner : ce qu’on y voit, dans quel style et quelles couleurs. Pour modifier une image existante, envoyez-la avec la légende /image et ce qu’il faut changer.',
    askChange: 'Que dois-je changer dans cette image ? Écrivez-le avec des mots.',
    placeholder: 'Un chat roux en combinaison spatiale, aquarelle',
    placeholderChange: 'La nuit, avec la lune au-dessus du toit',
    choose: (begin) => `🎨 « ${begin} »\n\nComment la dessiner ?`,
    chooseChange: (begin) => `✏️ « ${begin} »\n\nComment la modifier ?`,
    unused: 'Je dessine d’après des mots et des images ; les enregistrements, vidéos et autres ne comptent pas ici.',
    onlyOne: 'On ne peut modifier qu’une image à la fois : il s’agit donc de la première.',
    drawing: (title) => `🎨 Je dessine : « ${title} ». Cela prend en général moins d’une minute.`,
    off: 'Je ne dessine pas d’images en ce moment.',
    busy: 'Je dessine encore votre image précédente. Attendez-la, puis demandez-en une autre.',
    tooMany: (resumesAt) =>
      `Vous avez demandé toutes les images possibles en une heure. La prochaine sera possible après le ${clock(resumesAt)} (heure de Paris).`,
    tooLong: (longest) =>
      `La description dépasse ${french(longest, 'caractère', 'caractères')}. Raccourcissez-la et envoyez-la à nouveau.`,
    gone: 'Je n’ai plus cette image. Envoyez-la avec la légende /image et ce qu’il faut changer.',
    fileGone: 'Je garde le fichier d’origine un jour, et il n’est plus là. L’image elle-même est plus haut.',
    byRules: 'Les règles du service ne permettent pas une telle image. Décrivez-la autrement.',
    unreadable: 'Cette image n’a pas pu être ouverte. Envoyez-la comme photo, JPEG ou PNG.',
    interrupted: 'Le dessin a été interrompu.',
    failed: 'L’image n’a pas pu être dessinée. Réessayez un peu plus tard.',
    cannotPay: (price) => `Cette image coûte ${price} et votre solde ne suffit pas pour le moment.`,
    receipt: (words) => (words === null ? 'Image (sa description est supprimée)' : `Image : ${words}`),
    states: {
      charged: (price) => `Débité : ${price}`,
      reserved: (price) => `Réservé pour l’image en cours : ${price}`,
      given_back: () => 'Rien n’a été débité : l’image n’a pas pu être dessinée',
    },
  },
  voice: {
    receipt: 'Réponse lue à voix haute',
    cut: 'Ce n’est que le début : la réponse est longue et se trouve en entier plus haut.',
    leavesOut: 'Je ne lis ni le code ni les tableaux : ils sont dans la réponse elle-même.',
    asFile: 'Vous n’acceptez pas les messages vocaux, je l’envoie donc en fichier.',
    forbidden:
      'Vous n’acceptez pas les messages vocaux. Autorisez-les pour ce chat dans les réglages de Telegram et appuyez à nouveau.',
    failed: 'La réponse n’a pas pu être lue à voix haute. Réessayez un peu plus tard.',
    cannotPay: (price) => `Écouter cette réponse coûte ${price} et votre solde ne suffit pas pour le moment.`,
    states: {
      charged: (price) => `Débité : ${price}`,
      reserved: (price) => `Réservé pour la lecture en préparation : ${price}`,
      given_back: () => 'Rien n’a été débité : la lecture n’a pas abouti',
    },
  },

  files: {
    leftOut: (count) =>
      `Une question accepte jusqu’à dix fichiers. Non ouvert à la fin : ${french(count, 'fichier', 'fichiers')}. Envoyez le reste dans une autre question.`,
    doing: {
      image: 'Je regarde l’image…',
      images: 'Je regarde les images…',
      audio: 'J’écoute…',
      file: 'Je lis le fichier…',
      files: 'Je lis les fichiers…',
    },
    nameless: 'fichier',
    titles: { picture: 'Image', document: 'Fichier' },
    named: (name) => (name === null ? 'Le fichier' : `Le fichier « ${name} »`),
    pictures: (count) => french(count, 'image', 'images'),
    pages: (count) => french(count, 'page', 'pages'),
    firstPages: (first, of) =>
      `${first === 1 ? 'la première page' : `les ${first.toLocaleString('fr')} premières pages`} sur ${of.toLocaleString('fr')}`,
    somePages: (from, to) => (from === to ? `page ${from}` : `pages ${from}–${to}`),
    words: (count) => french(count, 'mot', 'mots'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} s`
      return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`
    },
    offers: {
      document: 'Poser une question dessus',
      picture: 'Poser une question dessus',
      several: 'Poser une question sur le tout',
      speech: 'Transcrire et répondre',
      transcript: 'Transcrire',
      mixed: 'Répondre à l’ensemble',
    },
    declined: 'D’accord, je ne réponds pas.',
    whichPages: 'Quelles pages ? Par exemple : 3 ou 2–5.',
    pagesPlaceholder: 'Par exemple 2–5',
    pagesUnclear:
      'Je ne comprends pas quelles pages. Écrivez un numéro, par exemple 3, ou la première et la dernière, par exemple 2–5.',
    noSuchPages: 'Le fichier n’a pas ces pages. Lesquelles prendre ? Par exemple : 3 ou 2–5.',
    unreadable: {
      encrypted: (file) => `${file} est protégé par un mot de passe. Retirez-le et envoyez-le à nouveau.`,
      empty: (file) => `${file} est vide : il n’y a rien à lire. Vérifiez que c’est le bon.`,
      damaged: (file) => `${file} est endommagé et ne s’ouvre pas. Enregistrez-le à nouveau et renvoyez-le.`,
      unsupported: (file) =>
        `${file} ne peut pas être lu. Je lis PDF, Word, Excel, PowerPoint, textes et code, je regarde les images et j’écoute les enregistrements.`,
      too_many_pages: (file) =>
        `${file} est trop long : il a trop de pages. Envoyez la partie utile dans un fichier à part.`,
      too_large: (file) => `${file} est trop volumineux. Envoyez-en un plus petit ou envoyez-le par parties.`,
      gone: (file) => `${file} ne s’ouvre plus : Telegram n’y donne plus accès. Envoyez-le à nouveau.`,
    },
  },

  buttons: {
    newConversation: '💬 Autre sujet',
    balance: '👛 Solde',
    buy: '⭐ Recharger',
    gift: '🎁 Offrir',
    shareGift: '📨 Envoyer le cadeau',
    keepGift: 'Le garder',
    invite: '👥 Inviter',
    shareLink: '📨 Envoyer le lien',
    channelBonus: '📣 Cadeau : rejoindre le canal',
    joinChannel: '📣 Ouvrir le canal',
    checkChannel: 'Vérifier',
    promo: '🎟 Code promo',
    subscription: '🗓 Abonnement',
    model: '🧠 Modèle',
    settings: '⚙️ Réglages',
    help: '❓ Aide',
    image: '🎨 Image',
    imageAgain: '↻ Encore une',
    imageChange: '✏️ Modifier',
    imageFile: '📎 En fichier',
    listen: '🎧 Écouter',
    listenAgain: '🎧 Réécouter',
    back: '‹ Retour',
    history: '🧾 Historique',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `M’abonner pour ${price.toLocaleString('fr')} ⭐`,
    cancelRenewal: 'Annuler le renouvellement',
    cancelRenewalYes: 'Oui, annuler',
    keepRenewal: 'Le garder',
    buyAnyway: (price) => `Acheter pour ${price}`,
    resumeRenewal: 'Réactiver le renouvellement',
    menu: '☰ Menu',
    tryFree: '🎁 Essayer gratuitement',
    notNow: 'Pas maintenant',
    answerWaiting: (begin) => `Répondre à « ${begin} »`,
    answerBy: (title) => `Avec « ${title} »`,
    noReminders: 'Sans rappels',
    reminders: 'Me rappeler le solde',
    answerNow: 'Répondre',
    retry: '↻ Réessayer',
    again: '↻ Refaire',
    continue: '▸ Suite',
    shorter: '✂︎ Plus court',
    inShort: '✂︎ En bref',
    files: '📄 En fichier',
    agree: 'Demander',
    accept: '✅ Accepter',
    withdraw: 'Retirer mon accord',
    withdrawYes: 'Oui, retirer',
    somePages: 'Certaines pages',
    decline: 'Non merci',
    edited: '↻ Répondre à nouveau',
    stop: '■ Stop',
    privateChat: '💬 Chat privé',
    instructions: '✍️ Mes consignes',
    writeInstructions: 'Écrire',
    dropInstructions: 'Retirer',
    rich: 'Mettre en forme les tableaux',
    plain: 'Tableaux en texte simple',
    askAbove: (count) => (count === 0 ? 'Toujours demander le prix' : `Ne pas demander jusqu’à : ${count} cr.`),
    conversations: '🗂 Discussions',
    renameConversation: '✏️ Renommer',
    deleteConversation: '🗑 Supprimer',
    exportData: '📦 Télécharger mes données',
    forget: 'Supprimer mes données',
    forgetYes: 'Oui, supprimer',
    news: 'Recevoir les actualités',
    noNews: 'Arrêter les actualités',
    remember: 'Mémoriser la discussion',
    doNotRemember: 'Ne pas mémoriser',
  },
  commands: {
    start: 'Commencer',
    new: 'Nouveau sujet',
    conversations: 'Discussions précédentes',
    stop: 'Arrêter la réponse',
    balance: 'Ce qu’il vous reste',
    buy: 'Crédits et abonnement',
    assistants: 'Des assistants pour chaque besoin',
    image: 'Dessiner une image',
    schedule: 'Questions programmées',
    promo: 'Code promo',
    invite: 'Inviter',
    model: 'Choisir un modèle',
    settings: 'Réglages',
    help: 'Aide',
    status: 'Comment je réponds',
    paysupport: 'Questions sur les paiements',
    id: 'Votre numéro dans Telegram',
    terms: 'Conditions',
    privacy: 'Sur vos données',
  },
  groupCommands: {
    ask: 'Poser une question',
    new: 'Nouveau sujet',
    stop: 'Arrêter la réponse',
    help: 'Poser une question dans un groupe',
  },
  description:
    'Pomogator répond aux questions, écrit des textes, aide avec le code, regarde les images, écoute les messages vocaux et lit les fichiers. Les premiers messages sont gratuits.',
  shortDescription: 'Assistant d’intelligence artificielle',
}
