import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { plain } from '#texts/plain.ts'
import { portuguese } from './count.ts'
import { earned, inDollars } from './money.ts'

const credits = (count: number) => portuguese(count, 'crédito', 'créditos')
const days = (count: number) => portuguese(count, 'dia', 'dias')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Gestão: o menu',
    cabinet: 'Gestão: o painel no navegador',
    stats: 'Gestão: números',
    user: 'Gestão: uma pessoa e seus pagamentos',
    grant: 'Gestão: dar créditos',
    refund: 'Gestão: devolver um pagamento',
    requests: 'Gestão: perguntas sem resposta',
    answer: 'Gestão: responder a uma pergunta',
    block: 'Gestão: bloquear o acesso',
    unblock: 'Gestão: liberar o acesso',
    campaign: 'Gestão: um link para um anúncio',
    campaigns: 'Gestão: o que os anúncios trouxeram',
    newpromo: 'Gestão: um novo cupom',
    promos: 'Gestão: cupons',
    endpromo: 'Gestão: encerrar um cupom',
  },
  help: '**Para o dono**\n\n/owner: um menu com botões: pessoas, números, perguntas, anúncios\n/cabinet: o painel no navegador\n/stats: números do dia, da semana e do mês\n/user @nome: uma pessoa, seus créditos e pagamentos com botão de devolução\n/grant @nome 50 pela paciência: dá créditos; com um menos, retira\n/refund 17 motivo: devolve o pagamento nº 17\n/requests: perguntas sobre pagamentos sem resposta\n/answer 5 texto: responde à pergunta nº 5\n/block @nome motivo e /unblock @nome: bloquear e liberar o acesso\n/campaign vk 120: um link e um QR code para um anúncio que custou US$ 120\n/campaigns: o que cada link trouxe\n/newpromo VERAO 50: um cupom de 50 créditos\n/promos: os cupons e quantas vezes foram usados\n/endpromo VERAO: encerra um cupom\n\nNo lugar do @nome serve também o número da pessoa no Telegram.',
  team: {
    menu: (role) => `**Gestão do bot**\n\nSeu papel: ${role}. O que você quer abrir?`,
    roles: { owner: 'dono', manager: 'gerente', support: 'suporte', analyst: 'analista' },
    search: '🔎 Buscar',
    people: '👥 Novos',
    figures: '📊 Números',
    margin: '💰 Margem',
    campaigns: '📣 Anúncios',
    requests: '❓ Perguntas',
    givenUp: '⚠️ Pendentes',
    cabinet: '🖥 Painel',
    roleLost: 'Este botão é para quem administra o bot. Agora você não tem esse papel.',
    inBot: 'pelo menu do bot',
    searchAsk: 'Quem devo buscar? Envie um @nome, um número, um nome ou o número de um pagamento.',
    searchPlaceholder: '@nome, número ou nome',
    nobodyFound: 'Ninguém foi encontrado. O bot conhece quem já escreveu para ele.',
    found: (more) => (more ? '**Muitas pessoas encontradas**, estas são as primeiras:' : '**Encontrados:**'),
    newest: '**Os últimos a chegar:**',
    grant: '🎁 Créditos',
    grantAsk: (who, count) =>
      `Quantos créditos? ${who} tem agora ${credits(count)}.\n\nOutra quantidade: /grant @nome 75 motivo.`,
    grantWhy: (who, amount) => `${who}: +${amount}. Por quê? A pessoa verá o motivo.`,
    grantReasons: { patience: 'pela sua paciência', gift: 'um presente', sorry: 'pelo transtorno' },
    message: '✉️ Escrever',
    messageAsk: (who) => `O que devo dizer? Quem recebe é ${who}.`,
    messagePlaceholder: 'Texto da mensagem',
    messageLength: 'É preciso um texto: de um caractere a 3.000.',
    messageKept: 'A mensagem está guardada, e o bot vai enviá-la.',
    block: '🚫 Bloquear',
    unblock: '✅ Liberar',
    blockAsk: (who) => `Bloquear o acesso: ${who}? Escolha o motivo. A assinatura também deixa de ser renovada.`,
    blockYes: (reason) => `Sim, motivo: ${reason}`,
    blockReasons: { spam: 'spam', fraud: 'fraude de pagamento', abuse: 'ofensas' },
    openInCabinet: '🖥 No painel',
    answer: (id) => `Responder nº ${id}`,
    answerAsk: (id) => `Sua resposta à pergunta nº ${id}:`,
    answeredAlready: (id, by, text) => `A pergunta nº ${id} já tem resposta (${by}): “${text}” A sua não foi enviada.`,
    answerMore: 'Responder outra vez',
    retry: (updateId) => `↻ Tentar de novo: ${updateId}`,
    reportButton: '🗓 Relatório do dia',
    reportOff: 'Não enviar',
    report: (hour, timeZone) =>
      `${hour === null ? 'O relatório do dia não é enviado.' : `O relatório do dia chega às ${hour}:00.`} Escolha a hora (${timeZone}).`,
    noMargin: 'Em 30 dias nada foi ganho nem gasto.',
    noneGivenUp: 'Não há atualizações sem processar.',
    givenUpList: (count) => `**Sem processar: ${count}**`,
  },
  usage: {
    user: 'Assim: /user @nome ou /user número.',
    grant:
      'Assim: /grant @nome 50 motivo. Com um menos, os créditos são retirados. A quantidade é escrita em algarismos, até 1.000.000.',
    refund:
      'Assim: /refund 17 motivo, em que 17 é o número do pagamento. Os números e o botão de devolução estão em /user @nome.',
    answer: 'Assim: /answer 5 texto. Os números das perguntas estão em /requests.',
    block: 'Assim: /block @nome motivo.',
    unblock: 'Assim: /unblock @nome.',
    campaign:
      'Assim: /campaign nome 120, em que 120 é o preço do anúncio em dólares; você também pode informá-lo depois. Um presente para os novos: /campaign nome bonus 10 x500 dá 10 créditos aos primeiros 500; bonus 3trial x500: mensagens do teste grátis; bonus none: sem presente. /campaign nome archive tira da lista, restore traz de volta. O nome tem letras latinas, algarismos, _ e -.',
    newpromo:
      'Assim: /newpromo VERAO 50 dá 50 créditos. No lugar de 50: 5trial (mensagens do teste grátis), 7days month (dias da assinatura month), 20% (desconto em uma compra). Depois, se quiser: x100 (para 100 pessoas), until 2026-12-31, first (só a primeira compra), batch 100 (cem cupons, cada um para uma pessoa).',
    endpromo: 'Assim: /endpromo VERAO.',
  },
  rewards: {
    credits: (count) => credits(count),
    trialMessages: (count) => portuguese(count, 'mensagem do teste grátis', 'mensagens do teste grátis'),
    planDays: (count, plan) => `${days(count)} da assinatura “${plan}”`,
    percentOff: (percent) => `${percent}% de desconto`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, usado ${p.uses} de ${p.mostUses.toLocaleString('pt-BR')}${p.batch ? ', cupons para uma pessoa' : ''}${p.firstPurchase ? ', só na primeira compra' : ''}${p.endsAt === null ? '' : `, até ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', encerrado'}.`,
  promoLink: (link) => `Link: ${link}`,
  noPromos: 'Ainda não há cupons. /newpromo cria o primeiro.',
  promoExists: 'Já existe um cupom com esse nome.',
  noSuchPromo: 'Esse cupom não existe. /promos mostra os que existem.',
  noSuchPlan: 'Essa assinatura não está no catálogo.',
  promoPast: 'Esse dia já passou. Informe hoje ou um dia posterior.',
  promoTooMany: 'Um lote tem no máximo 10.000 cupons.',
  noSuchPerson: (who) => `O bot não sabe quem é: ${who}. Ele conhece quem já escreveu para ele.`,
  noSuchPayment: (which) => `O pagamento ${which} não existe. /user @nome mostra os números dos pagamentos.`,
  noSuchRequest: (id) => `A pergunta nº ${id} não existe. /requests mostra as que estão sem resposta.`,
  campaignLink: (link) => `Link para o anúncio: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: chegaram ${c.starts}, começaram o teste ${c.trials}, perguntaram ${c.asked}, pagaram ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. O anúncio ${inDollars(c.costMicroDollars)}, resultado ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Recuperado em ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Presente para os novos: ${c.bonus.of === 'credits' ? credits(c.bonus.amount) : portuguese(c.bonus.amount, 'mensagem', 'mensagens')}, entregue a ${c.bonuses} de ${c.mostBonuses.toLocaleString('pt-BR')}.`,
          ]),
      ...(c.archived ? ['Arquivado: não aparece na lista e não dá nada.'] : []),
    ].join('\n'),
  noCampaigns: 'Ainda não há links para anúncios. /campaign nome cria o primeiro.',
  cabinetOpen: 'O link abre o painel uma vez, dentro de um minuto. Não o repasse.',
  cabinetHere: 'Abrir aqui',
  cabinetInBrowser: 'Abrir no navegador',
  cabinetClosed: 'O painel está desligado: o endereço dele, CABINET_URL, não está configurado.',
  firstOwner: 'Agora você é o dono deste bot.',
  roleLinkOld: 'Este link não vale mais: o bot já tem um dono ou o link é antigo demais.',
  refused: 'Assim não dá. Confira o que você escreveu e tente de novo.',
  tooFewCredits: (has, wished) =>
    `Não dá para retirar tantos: a pessoa tem ${credits(has)}, e você está retirando ${wished}.`,
  periods: { today: 'Hoje', week: '7 dias', month: '30 dias' },
  figures: (period, f) =>
    `**${period}**: novos ${f.users}, ativos ${f.active}, respondidas ${f.questions}, sem resposta ${f.failed}, ${f.revenueStars} ⭐, devoluções ${f.refundsStars} ⭐, erros ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'Por modelo, 30 dias',
      unused: 'dias de assinatura sem perguntas',
      plans: 'Pelo que paga',
      people: 'Quem custa mais do que traz',
      days: 'Por dia',
      unpriced: (tries) => `Sem preço no catálogo: ${portuguese(tries, 'solicitação', 'solicitações')}, fora do custo.`,
    }),
  person: (count, language, since, blocked) =>
    `Créditos: ${count}, idioma ${language}, desde ${since}${blocked ? ', bloqueado' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Relatório de ${day.day}** (entre parênteses, o dia anterior)`,
      `Receita ${inDollars(day.revenue)} (${inDollars(before.revenue)}), custo ${inDollars(day.cost)} (${inDollars(before.cost)}), margem ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Pagamentos ${day.revenueStars} ⭐ (${before.revenueStars}), pagaram ${day.payers} (${before.payers}).`,
      `Respondidas ${day.answers} (${before.answers}), pessoas novas ${day.users} (${before.users}), erros ${day.errors} (${before.errors}).`,
      'A imagem mostra duas semanas: receita em azul, custo em vermelho.',
    ].join('\n'),
  statuses: { paid: 'pago', refunding: 'em devolução', refunded: 'devolvido' },
  refundButton: (number, price) => `↩ Devolver ${price} (nº ${number})`,
  refundYes: 'Sim, devolver',
  refunding: (price) => `Devolvendo ${price}. O Telegram recebe o pedido em um minuto.`,
  refunded: (price) => `Devolvido: ${price}.`,
  refundLoss: (spent) => `Já gasto: ${credits(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `Só o serviço de pagamento pode devolver ${price}: devolva o pagamento ${payment} na sua conta lá e depois envie /refund ${charge} done. O que foi comprado já foi retirado.`,
  refundAsk: (number, who, price, what) =>
    `Devolver o pagamento nº ${number}: ${what}, ${price}, ${who}? O que foi comprado será retirado.`,
  granted: (who, delta, count) => `${who}: ${signed(delta)}, agora ${credits(count)}.`,
  told: 'A pessoa foi avisada.',
  notTold: (id) => `Não deu para avisar a pessoa ${id}: ela parou o bot, ou ele não consegue alcançá-la.`,
  abuseRepeated: (id) =>
    `⚠️ O provedor de um modelo já recusou três vezes a pessoa ${id} por violar as regras dele. Se continuar assim, ele pode fechar toda a sua conta. Veja /user ${id}; para bloquear o acesso: /block ${id} motivo`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Um pagamento sem pedido: ${price} da pessoa ${id}. Nada foi dado por ele. Veja /user ${id}; para devolver: /refund ${chargeId}`,
  paymentsDiffer: 'A conferência dos pagamentos encontrou diferenças:',
  differences: {
    payment_missed: 'um pagamento que o bot não conhecia; creditado',
    payment_unmatched: 'um pagamento sem pedido; nada foi dado por ele',
    refund_missed: 'uma devolução que o bot não conhecia; registrada',
    refund_unmatched: 'uma devolução de um pagamento desconhecido',
    payer_unknown: 'um pagamento de uma pessoa desconhecida',
    amount_differs: 'um valor diferente do registrado',
  },
  difference: (what, id, amount, chargeId) => `${what}: pessoa ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Na lista do Telegram: ${portuguese(count, 'pagamento', 'pagamentos')} de antes desta contabilidade. Ficam como estão e não entram em nenhum número.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ O Telegram não devolve ${amount} ⭐ à pessoa ${id}: ${reason}. Não haverá novas tentativas; para recomeçar: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ O Telegram não desativa a renovação ${chargeId} da pessoa ${id}: ${reason}. Ela pode ser cobrada de novo; devolva o que chegar.`,
  modelEnds: ({ model, name, successor, endsOn, days: left }) =>
    `⚠️ O provedor vai desligar o modelo ${name} (a entrada “${model}” do catálogo) em ${endsOn}, daqui a ${days(left)}. ${successor === null ? 'Indique no catálogo o sucessor dele (successor) ou outro modelo.' : `Nesse dia “${successor}” assume o lugar dele.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ O provedor desligou o modelo ${name} em ${endsOn}. ${successor === null ? `A entrada “${model}” não tem sucessor: indique outro modelo no catálogo.` : `Agora “${successor}” responde às perguntas feitas a “${model}”.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ O modelo ${name} (a entrada “${model}” do catálogo) não está mais na lista do provedor. Indique outro no catálogo.`,
  answered: (id) => `A resposta à pergunta nº ${id} está guardada.`,
  blocked: (who) => `${who}: acesso bloqueado.`,
  unblocked: (who) => `${who}: acesso liberado.`,
  notOwner: 'Este é um dono do bot: o acesso dele não pode ser bloqueado.',
  requests: '**Perguntas sobre pagamentos sem resposta**',
  noRequests: 'Não há perguntas sem resposta.',
  toGranted: (delta, count, reason) =>
    `O dono do bot ${delta > 0 ? 'deu a você' : 'retirou de você'} ${credits(Math.abs(delta))}${reason === null ? '' : ` (${reason})`}. Agora você tem ${credits(count)}.`,
}
