import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { firstDay } from './count.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Sua assinatura termina em menos de um dia, em ${firstDay(date)}. Ela não se renova sozinha.`
      : `Sua assinatura termina em ${firstDay(date)}, daqui a três dias ou menos. Ela não se renova sozinha.`,
  planEndsButton: '⭐ Renovar',
  winBack: {
    trial_used_up:
      'Suas mensagens de teste acabaram, mas talvez ainda haja perguntas. Os créditos não expiram, e a assinatura pode ser cancelada a qualquer momento.',
    plan_lapsed_3:
      'Sua assinatura terminou há alguns dias. Suas conversas continuam aqui: renove e a gente segue de onde parou.',
    plan_lapsed_14:
      'Sua assinatura terminou há duas semanas. Se você não precisa dela todo dia, compre créditos: eles não expiram.',
    low_balance: 'Restam menos créditos do que custa uma resposta. Recarregue para a conversa não ser interrompida.',
  },
  winBackButton: '⭐ Ver preços',
  noRemindersButton: 'Não lembrar mais',
  renewalEnded: {
    refunded:
      'A renovação da sua assinatura foi desativada porque o pagamento foi devolvido. Não haverá mais cobranças por ela.',
    doubled: 'A renovação da sua segunda assinatura foi desativada. Não haverá mais cobranças por ela.',
    blocked:
      'Seu acesso a este bot está bloqueado, por isso a renovação da assinatura foi desativada. Não haverá mais cobranças.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ O modelo “${model}” não responde a ninguém: o servidor recusa todas as solicitações${status}. Verifique a chave, o saldo com o provedor e o nome do modelo. As pessoas são avisadas de que o modelo está indisponível, e nada é cobrado.\n\nResposta do servidor: ${message}`,
  budgets: {
    names: {
      day: () => 'Orçamento do dia',
      month: () => 'Orçamento do mês',
      trial_day: () => 'Orçamento diário para perguntas de teste',
      person_day: (userId) => `Orçamento diário da pessoa ${userId}`,
    },
    actions: {
      cheaper: 'Agora responde o modelo mais barato, pelo preço dele.',
      no_trial: 'Por enquanto não há respostas grátis.',
      stop: 'Por enquanto não há respostas: as perguntas ficam guardadas, e as pessoas são avisadas.',
    },
    spent: (name, percent, spent, limit) => `${name}: ${percent}% gastos (${inDollars(spent)} de ${inDollars(limit)}).`,
    change: 'Você pode mudá-lo no catálogo, em money.budgets.',
  },
  freeMessages: {
    everybody: 'Mensagens grátis de hoje',
    links: {
      campaign: (name) => `Mensagens grátis de hoje para a campanha ${name}`,
      referral: (code) => `Mensagens grátis de hoje para o convite ${code}`,
    },
    used: (name, percent, used, limit) =>
      `${name}: ${percent}% usados (${used.toLocaleString('pt-BR')} de ${limit.toLocaleString('pt-BR')}).`,
    ways: {
      campaign: (name) => `pelo link da campanha ${name}`,
      referral: (code) => `pelo convite ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `Quem chega ${way} parece ser conta criada para mensagens grátis. Em uma hora chegaram ${starts}. A primeira pergunta é a mesma em ${alike} de ${asked}, e o Telegram quase nada mostra de ${inSteps} dos ${trials} que começaram o teste. Não podem gastar mais que o limite do dia. Dá para ver e pausar isso no painel, na página Growth.`,
    over: 'Não há respostas grátis até a meia-noite UTC, e as pessoas são avisadas de quando elas voltam. O que foi comprado funciona.',
    change: 'Você pode mudar o limite no painel, na página Settings.',
  },
}
