import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { firstDay } from './count.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Votre abonnement se termine dans moins de 24 heures, le ${firstDay(date)}. Il ne se renouvelle pas tout seul.`
      : `Votre abonnement se termine le ${firstDay(date)}, dans trois jours au plus. Il ne se renouvelle pas tout seul.`,
  planEndsButton: '⭐ Renouveler',
  winBack: {
    trial_used_up:
      'Vos messages d’essai sont épuisés, et il vous reste peut-être des questions. Les crédits n’expirent pas, et l’abonnement s’annule à tout moment.',
    plan_lapsed_3:
      'Votre abonnement s’est terminé il y a quelques jours. Vos discussions sont toujours là : renouvelez-le, et nous reprendrons au même endroit.',
    plan_lapsed_14:
      'Votre abonnement s’est terminé il y a deux semaines. Si vous n’en avez pas besoin tous les jours, prenez des crédits : ils n’expirent pas.',
    low_balance:
      'Il vous reste moins de crédits que n’en coûte une réponse. Rechargez pour que la discussion ne soit pas interrompue.',
  },
  winBackButton: '⭐ Voir les prix',
  noRemindersButton: 'Ne plus me rappeler',
  renewalEnded: {
    refunded:
      'Le renouvellement de votre abonnement est désactivé, car son paiement a été remboursé. Plus rien ne sera prélevé pour lui.',
    doubled: 'Le renouvellement de votre second abonnement est désactivé. Plus rien ne sera prélevé pour lui.',
    blocked:
      'Votre accès à ce bot est fermé, le renouvellement de l’abonnement est donc désactivé. Plus rien ne sera prélevé.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ Le modèle « ${model} » ne répond à personne : son serveur refuse toutes les requêtes${status}. Vérifiez la clé, le solde chez le fournisseur et le nom du modèle. Les utilisateurs sont prévenus que le modèle est indisponible, et rien ne leur est débité.\n\nRéponse du serveur : ${message}`,
  budgets: {
    names: {
      day: () => 'Budget du jour',
      month: () => 'Budget du mois',
      trial_day: () => 'Budget du jour pour les questions d’essai',
      person_day: (userId) => `Budget du jour pour l’utilisateur ${userId}`,
    },
    actions: {
      cheaper: 'C’est maintenant le modèle le moins cher qui répond, à son propre prix.',
      no_trial: 'Il n’y a pas de réponses gratuites pour le moment.',
      stop: 'Il n’y a pas de réponses pour le moment : les questions sont conservées, et les utilisateurs sont prévenus.',
    },
    spent: (name, percent, spent, limit) =>
      `${name} : ${percent} % dépensés (${inDollars(spent)} sur ${inDollars(limit)}).`,
    change: 'Vous pouvez le modifier dans le catalogue, sous money.budgets.',
  },
  freeMessages: {
    everybody: 'Messages gratuits du jour',
    links: {
      campaign: (name) => `Messages gratuits du jour pour la campagne ${name}`,
      referral: (code) => `Messages gratuits du jour pour l’invitation ${code}`,
    },
    used: (name, percent, used, limit) =>
      `${name} : ${percent} % utilisés (${used.toLocaleString('fr')} sur ${limit.toLocaleString('fr')}).`,
    ways: {
      campaign: (name) => `par le lien de la campagne ${name}`,
      referral: (code) => `par l’invitation ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `Ceux qui arrivent ${way} ressemblent à des comptes créés pour les messages gratuits. En une heure, il en est venu ${starts}. La première question est la même pour ${alike} sur ${asked}, et Telegram ne montre presque rien de ${inSteps} des ${trials} qui ont commencé l’essai. Ils ne peuvent pas dépasser la limite du jour. Vous pouvez le voir et le suspendre dans l’espace admin, sur la page Growth.`,
    over: 'Il n’y aura pas de réponses gratuites avant minuit UTC, et les utilisateurs savent quand elles reviendront. Ce qui est acheté fonctionne.',
    change: 'Vous pouvez modifier la limite dans l’espace admin, sur la page Settings.',
  },
}
