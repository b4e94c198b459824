import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { plain } from '#texts/plain.ts'
import { french } from './count.ts'
import { earned, inDollars } from './money.ts'

const credits = (count: number) => french(count, 'crédit', 'crédits')
const days = (count: number) => french(count, 'jour', 'jours')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Gestion : le menu',
    cabinet: 'Gestion : l’espace admin dans le navigateur',
    stats: 'Gestion : chiffres',
    user: 'Gestion : une personne et ses paiements',
    grant: 'Gestion : donner des crédits',
    refund: 'Gestion : rembourser un paiement',
    requests: 'Gestion : questions sans réponse',
    answer: 'Gestion : répondre à une question',
    block: 'Gestion : fermer l’accès',
    unblock: 'Gestion : ouvrir l’accès',
    campaign: 'Gestion : un lien pour une publicité',
    campaigns: 'Gestion : ce que les publicités ont rapporté',
    newpromo: 'Gestion : un nouveau code promo',
    promos: 'Gestion : codes promo',
    endpromo: 'Gestion : terminer un code promo',
  },
  help: '**Pour le propriétaire**\n\n/owner : un menu avec des boutons : personnes, chiffres, questions, publicités\n/cabinet : l’espace admin dans le navigateur\n/stats : chiffres du jour, de la semaine et du mois\n/user @nom : une personne, ses crédits et ses paiements avec un bouton de remboursement\n/grant @nom 50 pour la patience : donne des crédits, avec un moins en retire\n/refund 17 motif : rembourse le paiement n° 17\n/requests : questions sur les paiements sans réponse\n/answer 5 texte : répond à la question n° 5\n/block @nom motif et /unblock @nom : fermer et ouvrir l’accès\n/campaign vk 120 : un lien et un code QR pour une publicité qui a coûté 120 $\n/campaigns : ce que chaque lien a rapporté\n/newpromo PRINTEMPS 50 : un code promo de 50 crédits\n/promos : les codes promo et le nombre de fois où ils ont servi\n/endpromo PRINTEMPS : termine un code promo\n\nÀ la place du @nom, le numéro de la personne dans Telegram convient aussi.',
  team: {
    menu: (role) => `**Gestion du bot**\n\nVotre rôle : ${role}. Que voulez-vous ouvrir ?`,
    roles: { owner: 'propriétaire', manager: 'gestionnaire', support: 'assistance', analyst: 'analyste' },
    search: '🔎 Rechercher',
    people: '👥 Nouveaux',
    figures: '📊 Chiffres',
    margin: '💰 Marge',
    campaigns: '📣 Publicités',
    requests: '❓ Questions',
    givenUp: '⚠️ Non traités',
    cabinet: '🖥 Espace admin',
    roleLost: 'Ce bouton est réservé à ceux qui gèrent le bot. Vous n’avez pas ce rôle actuellement.',
    inBot: 'depuis le menu du bot',
    searchAsk: 'Qui rechercher ? Envoyez un @nom, un numéro, un nom ou le numéro d’un paiement.',
    searchPlaceholder: '@nom, numéro ou nom',
    nobodyFound: 'Personne n’a été trouvé. Le bot connaît ceux qui lui ont déjà écrit.',
    found: (more) => (more ? '**Beaucoup de résultats**, voici les premiers :' : '**Trouvés :**'),
    newest: '**Les derniers arrivés :**',
    grant: '🎁 Crédits',
    grantAsk: (who, count) =>
      `Combien de crédits ? ${who} a actuellement ${credits(count)}.\n\nUn autre nombre : /grant @nom 75 motif.`,
    grantWhy: (who, amount) => `${who} : +${amount}. Pour quel motif ? La personne le verra.`,
    grantReasons: { patience: 'pour votre patience', gift: 'un cadeau', sorry: 'pour la gêne occasionnée' },
    message: '✉️ Écrire',
    messageAsk: (who) => `Que dois-je écrire ? Le message ira à ${who}.`,
    messagePlaceholder: 'Texte du message',
    messageLength: 'Il faut un texte : de un à 3000 caractères.',
    messageKept: 'Le message est enregistré, le bot va l’envoyer.',
    block: '🚫 Bloquer',
    unblock: '✅ Débloquer',
    blockAsk: (who) => `Fermer l’accès : ${who} ? Choisissez le motif. Un abonnement cessera aussi de se renouveler.`,
    blockYes: (reason) => `Oui, motif : ${reason}`,
    blockReasons: { spam: 'spam', fraud: 'fraude au paiement', abuse: 'insultes' },
    openInCabinet: '🖥 Espace admin',
    answer: (id) => `Répondre au n° ${id}`,
    answerAsk: (id) => `Votre réponse à la question n° ${id} :`,
    answeredAlready: (id, by, text) =>
      `La question n° ${id} a déjà une réponse (${by}) : « ${text} » La vôtre n’a pas été envoyée.`,
    answerMore: 'Répondre encore',
    retry: (updateId) => `↻ Réessayer : ${updateId}`,
    reportButton: '🗓 Rapport du jour',
    reportOff: 'Ne pas l’envoyer',
    report: (hour, timeZone) =>
      `${hour === null ? 'Le rapport du jour n’est pas envoyé.' : `Le rapport du jour arrive à ${hour} h.`} Choisissez une heure (${timeZone}).`,
    noMargin: 'En 30 jours, rien n’a été gagné ni dépensé.',
    noneGivenUp: 'Il n’y a pas de mises à jour non traitées.',
    givenUpList: (count) => `**Non traitées : ${count}**`,
  },
  usage: {
    user: 'Comme ceci : /user @nom ou /user numéro.',
    grant:
      'Comme ceci : /grant @nom 50 motif. Un moins retire des crédits. Le nombre s’écrit en chiffres, jusqu’à 1 000 000.',
    refund:
      'Comme ceci : /refund 17 motif, où 17 est le numéro du paiement. Les numéros et un bouton de remboursement sont dans /user @nom.',
    answer: 'Comme ceci : /answer 5 texte. Les numéros des questions sont dans /requests.',
    block: 'Comme ceci : /block @nom motif.',
    unblock: 'Comme ceci : /unblock @nom.',
    campaign:
      'Comme ceci : /campaign nom 120, où 120 est le prix de la publicité en dollars ; vous pouvez aussi l’indiquer plus tard. Un cadeau pour les nouveaux : /campaign nom bonus 10 x500 donne 10 crédits aux 500 premiers ; bonus 3trial x500 : des messages de l’essai gratuit ; bonus none : pas de cadeau. /campaign nom archive la retire de la liste, restore l’y remet. Le nom comporte des lettres latines, des chiffres, _ et -.',
    newpromo:
      'Comme ceci : /newpromo PRINTEMPS 50 donne 50 crédits. À la place de 50 : 5trial (messages de l’essai gratuit), 7days month (jours de l’abonnement month), 20% (remise sur un achat). Ensuite, si vous voulez : x100 (pour 100 personnes), until 2026-12-31, first (premier achat seulement), batch 100 (cent codes, chacun pour une personne).',
    endpromo: 'Comme ceci : /endpromo PRINTEMPS.',
  },
  rewards: {
    credits: (count) => credits(count),
    trialMessages: (count) => french(count, 'message de l’essai gratuit', 'messages de l’essai gratuit'),
    planDays: (count, plan) => `${days(count)} de l’abonnement « ${plan} »`,
    percentOff: (percent) => `remise de ${percent} %`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}** : ${gives}, utilisé ${p.uses} sur ${p.mostUses.toLocaleString('fr')}${p.batch ? ', codes pour une personne' : ''}${p.firstPurchase ? ', premier achat seulement' : ''}${p.endsAt === null ? '' : `, jusqu’au ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', terminé'}.`,
  promoLink: (link) => `Lien : ${link}`,
  noPromos: 'Il n’y a pas encore de codes promo. /newpromo crée le premier.',
  promoExists: 'Un code promo de ce nom existe déjà.',
  noSuchPromo: 'Ce code promo n’existe pas. /promos montre ceux qui existent.',
  noSuchPlan: 'Cet abonnement n’est pas dans le catalogue.',
  promoPast: 'Ce jour est déjà passé. Indiquez aujourd’hui ou un jour suivant.',
  promoTooMany: 'Un lot compte au plus 10 000 codes.',
  noSuchPerson: (who) => `Le bot ne sait pas qui c’est : ${who}. Il connaît ceux qui lui ont déjà écrit.`,
  noSuchPayment: (which) => `Le paiement ${which} n’existe pas. /user @nom montre les numéros des paiements.`,
  noSuchRequest: (id) => `La question n° ${id} n’existe pas. /requests montre celles sans réponse.`,
  campaignLink: (link) => `Lien pour la publicité : ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}** : venus ${c.starts}, essai commencé ${c.trials}, ont demandé ${c.asked}, ont payé ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Publicité ${inDollars(c.costMicroDollars)}, résultat ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Rentabilisée le ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Cadeau pour les nouveaux : ${c.bonus.of === 'credits' ? credits(c.bonus.amount) : french(c.bonus.amount, 'message', 'messages')}, donné à ${c.bonuses} sur ${c.mostBonuses.toLocaleString('fr')}.`,
          ]),
      ...(c.archived ? ['Archivée : elle n’est pas dans la liste et ne donne rien.'] : []),
    ].join('\n'),
  noCampaigns: 'Il n’y a pas encore de liens pour des publicités. /campaign nom crée le premier.',
  cabinetOpen: 'Le lien ouvre l’espace admin une seule fois, pendant une minute. Ne le transmettez pas.',
  cabinetHere: 'Ouvrir ici',
  cabinetInBrowser: 'Ouvrir dans le navigateur',
  cabinetClosed: 'L’espace admin est désactivé : son adresse, CABINET_URL, n’est pas configurée.',
  firstOwner: 'Vous êtes maintenant le propriétaire de ce bot.',
  roleLinkOld: 'Ce lien n’est plus valable : le bot a déjà un propriétaire, ou le lien est trop ancien.',
  refused: 'Cela n’est pas possible. Vérifiez ce que vous avez écrit et réessayez.',
  tooFewCredits: (has, wished) =>
    `Impossible d’en retirer autant : la personne a ${credits(has)}, et vous en retirez ${wished}.`,
  periods: { today: 'Aujourd’hui', week: '7 jours', month: '30 jours' },
  figures: (period, f) =>
    `**${period}** : nouveaux ${f.users}, actifs ${f.active}, réponses ${f.questions}, sans réponse ${f.failed}, ${f.revenueStars} ⭐, remboursements ${f.refundsStars} ⭐, erreurs ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'Par modèle, 30 jours',
      unused: 'jours d’abonnement sans questions',
      plans: 'Par moyen de paiement',
      people: 'Qui coûte plus qu’il ne rapporte',
      days: 'Par jour',
      unpriced: (tries) => `Sans prix dans le catalogue : ${french(tries, 'requête', 'requêtes')}, hors du coût.`,
    }),
  person: (count, language, since, blocked) =>
    `Crédits : ${count}, langue ${language}, depuis le ${since}${blocked ? ', bloqué' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Rapport du ${day.day}** (la veille entre parenthèses)`,
      `Recettes ${inDollars(day.revenue)} (${inDollars(before.revenue)}), coût ${inDollars(day.cost)} (${inDollars(before.cost)}), marge ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Payé ${day.revenueStars} ⭐ (${before.revenueStars}) par ${day.payers} (${before.payers}).`,
      `Réponses ${day.answers} (${before.answers}), nouvelles personnes ${day.users} (${before.users}), erreurs ${day.errors} (${before.errors}).`,
      'L’image montre deux semaines : recettes en bleu, coût en rouge.',
    ].join('\n'),
  statuses: { paid: 'payé', refunding: 'remboursement en cours', refunded: 'remboursé' },
  refundButton: (number, price) => `↩ Rembourser ${price} (n° ${number})`,
  refundYes: 'Oui, rembourser',
  refunding: (price) => `Remboursement de ${price}. Telegram reçoit la demande d’ici une minute.`,
  refunded: (price) => `Remboursé : ${price}.`,
  refundLoss: (spent) => `Déjà dépensé : ${credits(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `Seul le prestataire de paiement peut rembourser ${price} : remboursez-y le paiement ${payment} dans votre compte, puis envoyez /refund ${charge} done. Ce qui avait été acheté est déjà retiré.`,
  refundAsk: (number, who, price, what) =>
    `Rembourser le paiement n° ${number} : ${what}, ${price}, ${who} ? Ce qui avait été acheté sera retiré.`,
  granted: (who, delta, count) => `${who} : ${signed(delta)}, maintenant ${credits(count)}.`,
  told: 'La personne en est informée.',
  notTold: (id) => `La personne ${id} n’a pas pu être prévenue : elle a arrêté le bot, ou il ne peut pas la joindre.`,
  abuseRepeated: (id) =>
    `⚠️ Le fournisseur d’un modèle a déjà refusé trois fois la personne ${id} pour non-respect de ses règles. Si cela continue, il peut fermer tout votre compte. Voir /user ${id} ; pour fermer son accès : /block ${id} motif`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Un paiement sans commande : ${price} de la personne ${id}. Rien n’a été donné en échange. Voir /user ${id} ; pour le rembourser : /refund ${chargeId}`,
  paymentsDiffer: 'La vérification des paiements a trouvé des différences :',
  differences: {
    payment_missed: 'un paiement que le bot ignorait ; crédité',
    payment_unmatched: 'un paiement sans commande ; rien n’a été donné en échange',
    refund_missed: 'un remboursement que le bot ignorait ; noté',
    refund_unmatched: 'un remboursement d’un paiement inconnu',
    payer_unknown: 'un paiement d’une personne inconnue',
    amount_differs: 'un montant différent de celui noté',
  },
  difference: (what, id, amount, chargeId) => `${what} : personne ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `La liste de Telegram contient ${french(count, 'paiement', 'paiements')} d’avant cette comptabilité. Rien n’y est changé, et aucun chiffre n’en tient compte.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram ne rembourse pas ${amount} ⭐ à la personne ${id} : ${reason}. Il n’y aura pas d’autre tentative ; pour recommencer : /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram ne désactive pas le renouvellement ${chargeId} de la personne ${id} : ${reason}. Elle peut être débitée à nouveau ; remboursez ce qui arrive.`,
  modelEnds: ({ model, name, successor, endsOn, days: left }) =>
    `⚠️ Le fournisseur arrête le modèle ${name} (l’entrée « ${model} » du catalogue) le ${endsOn}, dans ${days(left)}. ${successor === null ? 'Indiquez dans le catalogue son successeur (successor) ou un autre modèle.' : `Ce jour-là, « ${successor} » prend sa place.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Le fournisseur a arrêté le modèle ${name} le ${endsOn}. ${successor === null ? `L’entrée « ${model} » n’a pas de successeur : indiquez un autre modèle dans le catalogue.` : `« ${successor} » répond désormais aux questions posées à « ${model} ».`}`,
  modelGone: ({ model, name }) =>
    `⚠️ Le modèle ${name} (l’entrée « ${model} » du catalogue) n’est plus dans la liste du fournisseur. Indiquez-en un autre dans le catalogue.`,
  answered: (id) => `La réponse à la question n° ${id} est enregistrée.`,
  blocked: (who) => `${who} : accès fermé.`,
  unblocked: (who) => `${who} : accès ouvert.`,
  notOwner: 'C’est un propriétaire du bot : son accès ne peut pas être fermé.',
  requests: '**Questions sur les paiements sans réponse**',
  noRequests: 'Il n’y a pas de questions sans réponse.',
  toGranted: (delta, count, reason) =>
    `Le propriétaire vous a ${delta > 0 ? 'donné' : 'retiré'} ${credits(Math.abs(delta))}${reason === null ? '' : ` (${reason})`}. Vous avez maintenant ${credits(count)}.`,
}
