import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { firstDay, portuguese } from './count.ts'

const messages = (count: number) => portuguese(count, 'mensagem', 'mensagens')
const credits = (count: number) => portuguese(count, 'crédito', 'créditos')
const questions = (count: number) => portuguese(count, 'pergunta', 'perguntas')
const days = (count: number) => portuguese(count, 'dia', 'dias')

const dates = datesOf('pt-BR', 'America/Sao_Paulo')
const date = (moment: string) => firstDay(dates.day(moment))
const shortDate = (moment: string) => firstDay(dates.shortDay(moment))
const clock = (moment: string) => `${shortDate(moment)} às ${dates.time(moment)}`

const entryKinds: Record<EntryKind, string> = {
  hold: 'pergunta',
  release: 'devolvido por uma pergunta',
  purchase: 'compra',
  refund: 'pagamento devolvido',
  adjustment: 'do dono do bot',
  promo: 'cupom',
  campaign: 'presente de boas-vindas',
  gift: 'presente',
  referral: 'por um convite',
  undone: 'retirado, pagamento devolvido',
}

export const person: Texts = {
  welcome:
    'Olá! Eu sou o **Pomogator**, seu assistente de inteligência artificial. Respondo perguntas, escrevo e reviso textos, explico o que é difícil e ajudo com código. Vejo imagens, ouço mensagens de voz e leio arquivos.',
  welcomeBack: 'Olá de novo!',
  ready: 'É só escrever sua pergunta que eu respondo.',
  trialOffer: (count) => `Experimente grátis: ${messages(count)} de presente. Sem cartão e sem cobrança automática.`,
  trialStarted: (count) => `Pronto: você tem ${messages(count)}. Escreva sua primeira pergunta, sobre o que quiser.`,
  trialBegun: (count) => `Pronto: você tem ${messages(count)}.`,
  answeringAll: (count) => `Já vou responder às suas ${messages(count)} de uma vez.`,
  trialStartedAnswering: (count) => `Pronto: você tem ${messages(count)}. Já vou responder à sua pergunta.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Já vou responder à sua pergunta.' : `Já vou responder à sua pergunta “${begin}”.`,
  trialRest: (count, moment) =>
    `Vou acrescentar mais ${messages(count)} em ${clock(moment)} (horário de Brasília) e aviso você na hora.`,
  trialRestAdded: (count) =>
    `Como prometi, acrescentei ${messages(count)}: seu teste grátis continua. O que você quer perguntar?`,
  trialAlready: 'Você já usou seu teste grátis.',
  trialLater: 'Tudo bem. Quando quiser experimentar, toque em “Testar grátis”.',
  menu: '**Menu**',
  askHint: 'Escreva sua pergunta como uma mensagem comum e eu respondo. Para um novo assunto, envie /new.',
  askHintShort: 'Escreva a pergunta logo depois do comando: /ask e a sua pergunta.',
  answerThat: 'Responda a esta mensagem.',
  forwardedFrom: (name) => `Encaminhada de ${name}`,
  leftOut: (count) =>
    `Não coube tudo de uma vez. No fim, ficou sem leitura: ${portuguese(count, 'mensagem encaminhada', 'mensagens encaminhadas')}. Envie de novo, em partes menores.`,

  balance: '**O que você tem**',
  creditsLine: (count) => `Créditos: **${count.toLocaleString('pt-BR')}**`,
  trialLine: (left, granted) => `Teste grátis: ${left} de ${messages(granted)} para usar`,
  noTrialLine: 'O teste grátis ainda não começou',
  subscriptionLine: (plan, until) => `Assinatura “${plan}”: até ${date(until)}`,
  subscriptionNext: (plan, until) => `Depois, “${plan}”: até ${date(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Renova sozinha, próxima cobrança em ${date(at)}`
      : `“${plan}” renova sozinha, próxima cobrança em ${date(at)}`,
  subscriptionEnds: 'Não renova sozinha',
  todayLine: (used, limit) =>
    limit === null
      ? `Hoje pela assinatura: ${questions(used)}`
      : `Hoje pela assinatura: ${used} de ${limit.toLocaleString('pt-BR')}`,
  allowanceUsed: (used) => `Hoje pela assinatura: ${credits(used)}`,
  allowanceLeft: (left, perDay) =>
    `Ainda resta hoje na assinatura: ${left.toLocaleString('pt-BR')} de ${credits(perDay)}`,
  noSubscriptionLine: 'Sem assinatura',
  nextPays: {
    subscription: (price) =>
      `Próxima pergunta: pela assinatura${price === 0 ? '' : `, ${credits(price)} do saldo de hoje`}`,
    trial: 'Próxima pergunta: pelo teste grátis',
    credits: (price) => `Próxima pergunta: ${credits(price)}`,
    nothing: 'Ainda não há com que pagar a próxima pergunta',
  },

  purchase: '**Recarregar**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `${portuguese(answers, 'resposta', 'respostas')} do modelo “${model}”`,
  worthOr: (cheap, answers, model) => `${cheap} ou ${answers.toLocaleString('pt-BR')} do “${model}”`,
  packsTitle: 'Créditos que não expiram:',
  plansTitle: 'Assinatura:',
  allowance: (perDay, worth) => `${credits(perDay)} por dia: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('pt-BR')} ⭐${renews ? ', renova sozinha' : ''}. ${allowance}`,
  howToPay: 'O pagamento é em estrelas do Telegram. Pergunta sem resposta não custa nada.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. Não expiram.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Renova sozinha; cancele quando quiser.' : ' Não renova sozinha.'}`,
  paidCredits: (added, total) => `Pagamento recebido: mais ${credits(added)}. Agora você tem ${credits(total)}.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Assinatura renovada' : 'Pagamento recebido. Sua assinatura vale'} até ${date(until)}.`,
  daysBehind: (until) => `Os dias se somam aos que já estão pagos: ao todo, até ${date(until)}.`,
  renewsAlready: (at) =>
    `A próxima cobrança já será em ${date(at)}, por mais dias que estejam pagos adiantado. É possível cancelar em qualquer dia.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nVocê já tem a assinatura “${renewed}”, e ela renova sozinha: próxima cobrança em ${date(at)}. Os dias desta compra entram no final, até ${date(until)}, e “${renewed}” continua renovando. Se não precisar mais dela, cancele antes a renovação.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Você já tem uma assinatura que renova sozinha, então desativamos a renovação da segunda. Os dias dela foram somados.'
      : 'Você já tem uma assinatura que renova sozinha, então estamos desativando a renovação da segunda e avisaremos quando terminar. Os dias dela foram somados.',
  cancelRenewalQuestion: (renewed, until) =>
    `Cancelar a renovação de “${renewed}”? O que já foi pago continua: você tem acesso até ${date(until)}, e nada mais será cobrado.`,
  paidForAnother:
    'Esta fatura era de outra pessoa. A compra foi creditada a você; se não precisar dela, envie /paysupport.',
  paidAgain:
    'Esta fatura já tinha sido paga. Creditamos a compra mais uma vez; se não precisar dela, envie /paysupport.',
  paidUnmatched: 'Pagamento recebido, mas não encontramos a que ele se refere. Está registrado e não vai se perder.',
  supportOpened: (id) => `Sua pergunta nº ${id} foi entregue ao dono do bot. A resposta chega aqui.`,
  supportKept: (id) =>
    `Sua pergunta nº ${id} está anotada; o dono vai vê-la quando entrar no bot. A resposta chega aqui.`,
  wordsOnly: 'Aqui é preciso texto: escreva sua resposta. Nada foi cobrado por esta mensagem.',
  supportAnswered: (text) => `Resposta à sua pergunta sobre pagamentos:\n\n${text}`,
  ownerWrote: (text) => `Mensagem do dono do bot:\n\n${text}`,
  historyPayments: 'Pagamentos',
  historyEntries: 'Créditos',
  historyEmpty: 'Ainda não há pagamentos nem cobranças.',
  paymentLine: (at, price, status, what) =>
    `${shortDate(at)}: ${what}, ${price}${status === 'refunded' ? ', devolvido' : status === 'refunding' ? ', em devolução' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDate(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'alteração'}`,
  entryKinds,
  unknownPurchase: 'sem pedido',
  receipt: {
    hint: 'Toque em um lançamento para ver a que ele se refere.',
    older: 'Anteriores ›',
    label: (at, price, what) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**A que se refere**',
    deleted: 'apagada',
    notFound: 'Esse lançamento não existe.',
    question: (words) => (words === null ? 'Pergunta: apagada' : `Pergunta: “${words}”`),
    model: (title) => `Modelo: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Cobrado: ${price}`,
      reserved: (price) => `Reservado para a resposta em andamento: ${price}`,
      given_back: () => 'Nada foi cobrado: não houve resposta',
    },
    sources: {
      subscription: 'Pago: pela assinatura, do saldo daquele dia',
      trial: 'Pago: pelo teste grátis',
      credits: 'Pago: com créditos',
    },
    when: (at) => `Quando: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, saldo ${balance.toLocaleString('pt-BR')}`,
    plan: (title, length) => `assinatura “${title}”, ${length}`,
    trialMessages: (count) => portuguese(count, 'mensagem do teste grátis', 'mensagens do teste grátis'),
    percentOff: (percent) => `${percent}% de desconto`,
    reason: (reason) => `Motivo: ${reason}`,
    payment: (number, title) => `Compra nº ${number}: ${title}`,
    paid: (price) => `Pago: ${price}`,
    gotCredits: (count) => `Recebido: ${credits(count)}`,
    gotDays: (count) => `Recebido: ${days(count)} de assinatura`,
    statuses: { refunding: 'O dinheiro está sendo devolvido', refunded: 'O dinheiro foi devolvido' },
    refund: (number, title) => `Reembolso da compra nº ${number}: ${title}`,
    refundOf: (title) => `reembolso: ${title}`,
    returned: (price) => `Devolvido: ${price}`,
    takenBack: (count) => `Retirado: ${credits(count)}`,
  },
  refunding: (price) =>
    `Estamos devolvendo ${price} a você. O que foi comprado com esse dinheiro e ainda não tinha sido usado já foi retirado.`,
  refunded: (price) =>
    `Devolvemos ${price} a você. O que foi comprado com esse dinheiro e ainda não tinha sido usado foi retirado.`,
  renewal: {
    active: (until) => `A renovação está ativada. A assinatura está paga até ${date(until)}.`,
    canceled: (until) => `A renovação foi cancelada. A assinatura vale até ${date(until)}, e nada mais será cobrado.`,
    failed: (until) => `Não deu para renovar a assinatura: faltaram estrelas. Ela vale até ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Não conhecemos esta fatura. Escolha a compra no menu mais uma vez.',
    not_yours: 'Esta fatura é de outra pessoa. Abra o bot e escolha a sua compra.',
    already_paid: 'Esta fatura já foi paga.',
    being_paid: 'Esta fatura está sendo paga agora. Espere meio minuto.',
    expired: 'A fatura venceu. Escolha a compra no menu mais uma vez.',
    not_sold: 'Isso não está mais à venda. Veja o que há agora.',
    price_changed: 'O preço mudou. Escolha a compra no menu mais uma vez.',
    already_subscribed: 'Você já tem uma assinatura, e ela renova sozinha.',
    user_blocked: 'Seu acesso a este bot está bloqueado.',
  },
  promo: {
    request: 'Responda a esta mensagem: qual é o seu cupom?',
    placeholder: 'Cupom',
    credits: (count, total) => `Cupom aceito: mais ${credits(count)}. Agora você tem ${credits(total)}.`,
    trialMessages: (count) => `Cupom aceito: seu teste grátis ganhou mais ${messages(count)}.`,
    planDays: (plan, until) => `Cupom aceito: assinatura “${plan}”, ao todo até ${date(until)}.`,
    percentOff: (percent, until) =>
      `Cupom aceito: ${percent}% de desconto na próxima compra com estrelas, até ${date(until)}. Os preços em “Recarregar” já incluem o desconto. Ele não vale para assinatura que renova sozinha.`,
    refused: {
      promo_not_found: 'Esse cupom não existe. Confira se não há erro de digitação.',
      promo_not_yet: 'Este cupom ainda não está valendo. Tente mais tarde.',
      promo_over: 'Este cupom não vale mais.',
      promo_used_up: 'Este cupom já foi usado.',
      promo_used_before: 'Você já usou este cupom, e ele vale uma vez só.',
      promo_first_purchase: 'Este cupom é só para quem ainda não comprou nada.',
      promo_guesses: 'Muitos cupons errados. Tente de novo daqui a uma hora.',
    },
  },
  guest: {
    onlyWords: 'Aqui só respondo a palavras. Com um arquivo, venha ao chat privado.',
    empty: (username: string) => `Escreva a pergunta ao lado do meu nome: @${username} e a pergunta.`,
    comeOver: 'Vamos continuar no chat privado: lá as primeiras mensagens são grátis.',
    dearer: 'Esta pergunta custa mais do que o normal. Faça-a no chat privado: lá eu digo antes o preço.',
    askAgain: 'Pergunte de novo, por favor, aqui ou no chat privado.',
    failed: 'Não consegui responder. Pergunte de novo, por favor, aqui ou no chat privado.',
    whole: '📖 Ler tudo',
    more: '💬 Em particular',
    help: (username: string) =>
      `Você pode me perguntar em qualquer chat: escreva lá @${username} e a pergunta, e respondo na hora.`,
  },
  gift: {
    screen:
      '**Presente**\n\nEscolha o que dar. Depois do pagamento você recebe um link, que pode enviar a qualquer pessoa: o presente fica com quem abrir primeiro. Se ninguém abrir em 30 dias, o presente é seu.',
    yours: 'Ainda não abertos:',
    line: (title, link, until) => `• ${title}: ${link} (até ${shortDate(until)})`,
    about: (title) => `Presente: ${title}. O link chega aqui depois do pagamento.`,
    paid: (title, link) =>
      `O presente está pronto: ${title}.\n\n${link}\n\nEnvie este link: o presente fica com quem abrir primeiro. Se ninguém abrir em 30 dias, o presente é seu.`,
    share: (title) => `Um presente para você: ${title}`,
    received: {
      credits: (count, total) => `Um presente para você: ${credits(count)}. Agora você tem ${credits(total)}.`,
      days: (title, until) => `Um presente para você: assinatura “${title}”, ao todo até ${date(until)}.`,
    },
    own: (title) => `Este presente é seu: ${title}. Envie o link para quem vai ganhar ou fique com ele.`,
    claimed: (title) => `Seu presente foi aberto: ${title}.`,
    returned: (title) => `Ninguém abriu seu presente em 30 dias, então agora ele é seu: ${title}.`,
    voided: {
      open: (title) => `O pagamento do presente foi devolvido, e o link não vale mais: ${title}.`,
      claimed: {
        all: (title) => `O pagamento do presente foi devolvido, então ele foi retirado de quem o recebeu: ${title}.`,
        rest: (title, rest) =>
          `O pagamento do presente foi devolvido: ${title}. O que restava dele foi retirado de quem o recebeu: ${rest}.`,
        nothing: (title) =>
          `O pagamento do presente foi devolvido: ${title}. Quem o recebeu já usou tudo, então nada foi retirado.`,
      },
    },
    takenBack: {
      all: (title) => `O pagamento do seu presente foi devolvido, então ele foi retirado: ${title}.`,
      rest: (title, rest) =>
        `O pagamento do seu presente foi devolvido: ${title}. O que restava dele foi retirado: ${rest}.`,
      nothing: (title) =>
        `O pagamento do seu presente foi devolvido: ${title}. Ele já foi todo usado, então nada foi retirado.`,
    },
    daysLeft: (count) => (count === 0 ? 'menos de um dia' : days(count)),
    refused: {
      gift_not_found: 'Esse presente não existe. Confira o link.',
      gift_claimed: 'Este presente já foi aberto.',
      gift_void: 'Este presente não vale mais: o pagamento foi devolvido.',
    },
  },
  search: {
    doing: {
      search: (what) => `Buscando: ${what}`,
      page: (what) => `Lendo: ${what}`,
      server: (what) => `Consultando “${what}”`,
    },
    sources: 'Fontes',
    setting: (on, count) => {
      if (!on) return 'Busca na web: desligada'
      return count === 0
        ? 'Busca na web: ligada'
        : `Busca na web: ligada; quando é necessária, a pergunta custa ${credits(count)} a mais`
    },
    notIn: {
      trial: 'Busca na web: não faz parte do teste grátis',
      subscription: 'Busca na web: não faz parte da assinatura',
    },
    turnOn: 'Buscar na web',
    turnOff: 'Não buscar na web',
    included: 'A pergunta incluiu uma busca na web.',
    receipt: (price) => `Deste valor, pela busca na web: ${price}`,
  },
  referral: {
    off: 'No momento não há recompensa por convites.',
    title: '**Convidar**',
    invited: (count) => `Quem chegar pelo seu link pela primeira vez ganha mais ${messages(count)} no teste grátis.`,
    inviter: (count, most) =>
      `Você recebe ${credits(count)} três dias depois da primeira compra dessa pessoa, se ela não for devolvida. No máximo ${portuguese(most, 'recompensa', 'recompensas')} por mês; as demais chegam no mês seguinte.`,
    came: (count) => `Chegaram pelo seu link: ${count.toLocaleString('pt-BR')}`,
    notPaid: (count) => `Ainda não compraram nada: ${count.toLocaleString('pt-BR')}`,
    waiting: (count, at) =>
      `Compraram, recompensa a caminho: ${count.toLocaleString('pt-BR')}, a próxima não antes de ${shortDate(at)}`,
    returned: (count) => `Compra devolvida, sem recompensa: ${count.toLocaleString('pt-BR')}`,
    rewarded: (count, sum) => `Recompensas: ${count.toLocaleString('pt-BR')}, ao todo ${credits(sum)}`,
    share: 'Um assistente de inteligência artificial: responde, escreve e lê arquivos.',
    reward: (count) => `Recompensa pelo seu convite: ${credits(count)}. Obrigado!`,
    undone: (count) =>
      `A compra de uma pessoa que você convidou foi devolvida, então a recompensa foi retirada: ${credits(count)}.`,
  },
  tools: {
    included: 'A pergunta incluiu uma consulta de referência.',
    receipt: (price) => `Desse valor, pela consulta de referência: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Entre no nosso canal e eu dou ${credits(count)} a você. Uma vez só.`,
      trial_messages: (count) => `Entre no nosso canal e seu teste grátis ganha mais ${messages(count)}. Uma vez só.`,
    },
    thanks: {
      credits: (count) => `É muito bom ter você com a gente: mais ${credits(count)} no seu saldo.`,
      trial_messages: (count) => `É muito bom ter você com a gente: mais ${messages(count)} no teste grátis.`,
    },
    notYet: 'Ainda não vejo você entre os inscritos. Entre no canal e toque em “Verificar” de novo.',
    unknown: 'Agora não consigo verificar sua inscrição no canal. Tente de novo um pouco mais tarde.',
    given: 'Você já recebeu o presente por entrar no canal.',
    off: 'No momento não há presente por entrar no canal.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Assistentes**\n\nCada um tem sua especialidade. Escolha com quem conversar.',
    listOwn: (most) => `Você também pode criar os seus, até ${most}: só você os vê.`,
    instead: (wanted, model) =>
      `O modelo “${wanted}” não está disponível para você agora, por isso quem responde é “${model}”.`,
    price: (price) => `Preço de uma resposta: ${price}`,
    started: 'A conversa começou. O que você quer perguntar?',
    noPrompt: 'O papel dele ainda não foi descrito. Descreva, e a conversa poderá começar.',
    gone: 'Este assistente não existe mais.',
    lost: 'O assistente com quem você conversava não existe mais. Daqui em diante, quem responde sou eu.',
    titleRequest: (longest) => `Como o assistente vai se chamar? Até ${longest} caracteres.`,
    titlePlaceholder: 'Professor de física',
    promptRequest: (title, longest) =>
      `O que “${title}” deve saber fazer e como deve responder? Descreva em uma só mensagem, até ${longest.toLocaleString('pt-BR')} caracteres.`,
    promptPlaceholder: 'Você é professor, explique com exemplos',
    full: (most) => `Você pode ter até ${most} assistentes próprios. Apague um de que não precisa, e haverá lugar.`,
    delete: (title) => `Apagar o assistente “${title}”? As conversas com ele ficam, mas nelas quem responde sou eu.`,
    deleted: 'Pronto, o assistente foi apagado.',
    receipt: (title) => `Assistente: ${title}`,
    buttons: {
      menu: '🎭 Assistentes',
      start: '💬 Começar a conversa',
      share: '📨 Compartilhar',
      make: '➕ Meu próprio assistente',
      prompt: '✍️ Papel',
    },
  },
  welcomeGift: {
    credits: (count) => `Um presente de boas-vindas para você: ${credits(count)}. Já estão no seu saldo.`,
    trialMessages: (count) => `Um presente de boas-vindas para você: mais ${messages(count)} no teste grátis.`,
  },
  memory: {
    button: '📌 Memória',
    begins:
      'lembre que|lembre-se que|lembre-se de que|lembra que|lembre:|por favor, lembre que|guarde que|não esqueça que',
    title: '**Memória**',
    about: (count, most) =>
      `O que lembro sobre você em todas as conversas: ${count} de ${most}. Toque em um número para mudar ou apagar.`,
    empty:
      'Ainda não lembro nada sobre você. Escreva, por exemplo, “Lembre que sou vegetariano”, e vou levar isso em conta em todas as conversas.',
    finds: 'Quando uma conversa termina, também posso lembrar por conta própria o que importa nas suas mensagens.',
    off: 'A memória está desligada: não lembro nada de novo e não uso o que já sei. Ela é ligada junto com a memória da conversa.',
    kept: (fact) => `Vou lembrar: “${fact}”.`,
    known: (fact) => `Isso eu já lembro: “${fact}”.`,
    knownAlready: 'Isso eu já lembro e não anoto duas vezes.',
    one: (fact) => `Eu lembro: “${fact}”.`,
    tooLong: (longest) => `Lembro coisas curtas, de até ${longest} caracteres. Escreva em uma frase.`,
    full: 'Não consigo lembrar mais: não há espaço. Apague algo do que eu lembro.',
    secret: 'Não lembro senhas, chaves nem números de cartão: assim é mais seguro.',
    ask: 'Escreva o que devo lembrar no lugar disso.',
    placeholder: 'Sou vegetariano',
    deleted: 'Apagado, não lembro mais.',
    deleteAll: 'Apagar tudo o que lembro sobre você? Não dá para desfazer.',
    deletedAll: 'Pronto: não lembro mais nada sobre você.',
    gone: 'Disso eu não lembro mais.',
    buttons: {
      change: '✏️ Mudar',
      delete: '🗑 Apagar',
      deleteAll: 'Apagar tudo',
      deleteAllYes: 'Sim, apagar',
    },
  },
  suggestions: {
    turnOn: 'Sugerir perguntas',
    turnOff: 'Não sugerir perguntas',
    setting: (on) =>
      on ? 'Sugestões: perguntas para continuar abaixo da resposta' : 'Sugestões: sem perguntas abaixo da resposta',
  },
  agreement: {
    request:
      'Antes de eu começar a responder, leia os termos (/terms) e como tratamos seus dados (/privacy). Se concordar, toque no botão.',
    changed: {
      terms: 'Os termos mudaram desde que você concordou com eles: /terms.',
      privacy: 'A forma como tratamos seus dados mudou desde que você concordou: /privacy.',
      both: 'Os termos (/terms) e a forma como tratamos seus dados (/privacy) mudaram desde que você concordou.',
    },
    whatIsNew: (text) => `O que há de novo: ${text}`,
    goOn: 'Se concordar, toque no botão e a gente continua.',
    kept: 'Sua pergunta está guardada: respondo logo depois disso.',
    keptAll: (count) => `Suas ${messages(count)} estão guardadas: respondo a todas logo depois disso.`,
    keptInstead: 'Sua última pergunta está guardada: respondo logo depois disso. Envie de novo a anterior, por favor.',
    thanks: 'Obrigado, seu consentimento foi registrado.',
    byTrial: 'Ao começar, você aceita os termos (/terms) e concorda com o tratamento dos seus dados (/privacy).',
    byPaying: 'Ao pagar, você aceita /terms e /privacy.',
    inGroup: 'Para eu poder responder a você, aceite os termos no nosso chat privado: basta um toque.',
    withdraw:
      'Retirar seu consentimento? Deixo de responder às suas perguntas até você concordar de novo. Créditos, assinatura e textos ficam. Suporte, devolução de dinheiro e download dos seus dados funcionam sem ele.',
    withdrawn:
      'Seu consentimento foi retirado: não respondo mais perguntas. Você pode apagar seus textos agora ou mais tarde em /settings. Se mudar de ideia, leia /terms e /privacy e toque em “Concordar”.',
  },
  schedules: {
    title: '**Perguntas agendadas**',
    hint: (most) =>
      `Eu mesmo faço a sua pergunta quando chega a hora e envio a resposta. Toque em “Nova pergunta”. Você pode ter ${most}.`,
    ask: 'O que devo perguntar? Escreva a pergunta como a faria agora.',
    placeholder: 'Conte as principais notícias',
    tooLong: (longest) =>
      `Uma pergunta agendada tem no máximo ${portuguese(longest, 'caractere', 'caracteres')}. Encurte e envie de novo.`,
    tooMany: (most) =>
      `Você pode ter no máximo ${portuguese(most, 'pergunta agendada', 'perguntas agendadas')}. Apague uma para abrir espaço.`,
    when: 'Quando devo perguntar?',
    gone: 'Esta pergunta agendada não existe mais.',
    otherPeriod: 'Não consigo perguntar nesse ritmo: o mais frequente é uma vez por dia.',
    whatTime: 'Que horas são agora aí? Vou lembrar o seu fuso horário; dá para mudar em /settings.',
    often: { day: 'Todo dia', weekdays: 'Em dias úteis', week: 'Uma vez por semana', month: 'Uma vez por mês' },
    weekdays: [
      'Toda segunda-feira',
      'Toda terça-feira',
      'Toda quarta-feira',
      'Toda quinta-feira',
      'Toda sexta-feira',
      'Todo sábado',
      'Todo domingo',
    ],
    at: {
      day: (time) => `Todo dia às ${time}`,
      weekdays: (time) => `Em dias úteis às ${time}`,
      week: (weekday, time) => `${weekday} às ${time}`,
      month: (day, time) => `Todo dia ${day} do mês às ${time}`,
    },
    zone: (name) => `Fuso horário: ${name}`,
    offer: (price) =>
      `Cada resposta custa no máximo ${credits(price)}. Enquanto houver assinatura ou mensagens de teste, são elas que pagam. Quando nada mais puder pagar, eu paro e aviso você.`,
    next: (moment) => `Próxima resposta: ${moment}.`,
    paused: {
      asked: 'Em pausa.',
      no_access: 'Em pausa: não havia com que pagar.',
      price_changed: 'Em pausa: a resposta ficou mais cara.',
      unread: 'Em pausa: você não reagiu às duas últimas respostas.',
      unreachable: 'Em pausa: não consegui escrever para você.',
    },
    stopped: {
      no_access:
        'Agora não há com que pagar a resposta, então a pergunta está em pausa. Recarregue e toque em “Continuar”.',
      price_changed: (price) =>
        `A resposta ficou mais cara do que o combinado: agora custa ${credits(price)}. A pergunta está em pausa. Se o preço servir, toque em “Continuar”.`,
      unread:
        'Bots não veem se as mensagens são lidas. Desde a penúltima resposta você não escreveu nem tocou em nada, então a pergunta está em pausa. Se ainda quiser, toque em “Continuar”.',
    },
    notOn: 'Agora não há com que pagar a resposta, então a pergunta não foi ativada. Recarregue e depois ative.',
    notOnWithoutTrial:
      'Ainda não há com que pagar a resposta, então a pergunta não foi ativada. Comece o teste grátis e depois ative.',
    missed: 'Fiquei fora por um tempo, e a hora de uma pergunta agendada passou. Da próxima vez pergunto na hora.',
    delete: 'Apagar esta pergunta? As respostas que já chegaram ficam.',
    deleted: 'Apagada',
    buttons: {
      open: '⏰ Agendadas',
      new: 'Nova pergunta',
      start: 'Ativar',
      resume: 'Continuar',
      pause: 'Pausar',
      changeTime: 'Outro horário',
      once: 'Perguntar uma vez',
      timeZone: '🕒 Fuso horário',
    },
  },
  discount: (percent, until) =>
    `Os preços já incluem seu desconto de ${percent}% em uma compra com estrelas, até ${date(until)}. Ele não vale para assinatura que renova sozinha.`,
  subscription: '**Assinatura**',
  subscriptionNone: 'Você não tem assinatura.',

  status: '**Como eu respondo**',
  statusModel: (title, price) => `Modelo: ${title}, ${credits(price)} por resposta`,
  statusConversation: (title) => (title === null ? 'Assunto: novo' : `Assunto: “${title}”`),
  models: '**Modelo**',
  modelsHint: 'Escolha quem responde às suas perguntas.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nPreço da resposta: ${credits(price)}${trial ? '' : ', fora do teste grátis'}.`,
  modelChosen: (title) => `Agora responde “${title}”`,

  settings: '**Ajustes**',
  settingsLanguage: 'Idioma: português',
  settingsStyle: (style) => `Respostas: ${style}`,
  newsRefused: 'Você não vai mais receber novidades. Dá para reativá-las em /settings.',
  settingsNews: (on) => (on ? 'Novidades: ativadas' : 'Novidades: desativadas'),
  settingsRemember: (on) =>
    on ? 'Conversa: lembro as mensagens anteriores' : 'Conversa: respondo a cada pergunta em separado',
  styles: {
    normal: 'normais',
    brief: 'curtas',
    detailed: 'detalhadas',
    teacher: 'como professor',
    code: 'código primeiro',
  },
  settingsInstructions: 'Suas instruções: salvas',
  settingsRich: (on) => (on ? 'Tabelas e fórmulas: formatadas' : 'Tabelas e fórmulas: como texto simples'),
  settingsReminders: (on) =>
    on ? 'Lembretes: da assinatura e do saldo, no máximo uma vez por semana' : 'Lembretes: desativados',
  remindersOff: 'Não vou mais enviar lembretes. Dá para reativá-los nos ajustes.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Preço: pergunto quando uma pergunta custa mais que o normal'
      : `Preço: pergunto quando uma pergunta custa mais de ${credits(count)}`,
  instructions: '**Suas instruções**',
  instructionsHint:
    'Escreva o que devo levar em conta em cada resposta. Por exemplo: “Estou no 9º ano e estudo física, explique de um jeito simples”.',
  instructionsRequest: 'Responda a esta mensagem: o que devo levar em conta em cada resposta? Até 1.000 caracteres.',
  instructionsPlaceholder: 'O que levar em conta',
  instructionsTooLong: (length, longest) =>
    `São ${portuguese(length, 'caractere', 'caracteres')}, e cabem ${longest.toLocaleString('pt-BR')}. Encurte um pouco, por favor.`,
  saved: 'Salvo',
  forget:
    'Apagar meus dados? Os textos das suas perguntas e respostas, seu nome e seus ajustes são apagados na hora e para sempre. O saldo e os registros de pagamentos ficam: são necessários para as contas.',
  forgetRenewal: (plan, at) =>
    `A assinatura “${plan}” continua e renova sozinha: próxima cobrança no Telegram em ${date(at)}. Se não precisar mais dela, cancele a renovação.`,
  forgetSchedules: 'Suas perguntas agendadas também são apagadas: não vou mais fazê-las.',
  exported: 'Aqui está tudo o que guardamos sobre você.',
  forgotten: 'Pronto, seus textos foram apagados.',

  help: '**Ajuda**\n\nEscreva suas perguntas como mensagens comuns: eu lembro a conversa até você enviar /new.\n\nEnvie imagens e álbuns, mensagens de voz e arquivos (PDF, Word, Excel, PowerPoint, textos, código), com ou sem pergunta. Para perguntar sobre algo enviado antes, responda àquela mensagem. Se uma pergunta custar mais que o normal, eu digo o preço antes.\n\n/new: novo assunto\n/conversations: voltar a uma conversa anterior\n/stop: parar a resposta\n/balance: o que você ainda tem\n/status: como eu respondo\n/buy: créditos e assinatura\n/assistants: assistentes para cada ocasião\n/image: desenhar uma imagem\n/schedule: perguntas agendadas\n/promo: cupom\n/model: escolher o modelo\n/settings: idioma, estilo das respostas, dados\n/paysupport: dúvidas sobre pagamentos\n/id: seu número no Telegram\n/terms: termos\n/privacy: sobre seus dados\n\nPergunta sem resposta não custa nada.',
  yourId: (id) => `Seu número no Telegram: \`${id}\`. Com ele, o dono do bot encontra você se algo der errado.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `A conversa “${ended}” terminou; você pode voltar a ela. `}Começamos do zero. Sobre o que vamos conversar?`,
  untitled: 'Sem título',
  conversations: '**Conversas**\n\nEscolha qual continuar.',
  titleRequest: 'Como esta conversa vai se chamar? Escreva o novo nome.',
  titlePlaceholder: 'Nome',
  conversationRenamed: (title) => `Agora a conversa se chama “${title}”.`,
  deleteConversation: (title) =>
    `Apagar a conversa${title === null ? '' : ` “${title}”`}? Os textos das perguntas e respostas dela são apagados na hora e para sempre.`,
  conversationDeleted: 'Pronto, a conversa foi apagada.',
  conversationBusy:
    'Estou escrevendo uma resposta nesta conversa. Espere terminar ou pare: /stop. Depois você pode apagar a conversa.',
  noConversations: 'Ainda não há conversas. Escreva uma pergunta e a primeira começa.',
  conversationResumed: (title) => `Continuamos a conversa “${title}”. Pode escrever.`,
  groupsOff: 'Não respondo em grupos. Fale comigo no privado.',
  thinking: 'Pensando…',
  stopping: 'Parando.',
  nothingToStop: 'Não estou escrevendo nada agora.',
  paysupportPlaceholder: 'Os créditos do pagamento 12345 não chegaram',
  paysupport:
    '**Dúvidas sobre pagamentos**\n\nSe houver algo errado com um pagamento, escreva sobre isso na próxima mensagem: ela vai para o dono do bot. Por exemplo: os créditos do pagamento 12345 não chegaram. O número do pagamento está no recibo do Telegram. A resposta do dono do bot chega aqui. O suporte do Telegram não atende esses pagamentos.',

  refused: {
    trial_not_started: 'Comece o teste grátis para eu poder responder.',
    trial_used_up: 'Suas mensagens grátis acabaram. Gostou? Escolha como continuar.',
    trial_continues: 'Suas primeiras mensagens grátis acabaram.',
    subscription_ended: 'Sua assinatura terminou. Escolha como continuar.',
    daily_limit:
      'O que a assinatura dá para hoje não é suficiente para esta pergunta. Amanhã tudo volta; por enquanto você pode escolher um modelo mais barato ou continuar com créditos comprados.',
    more_than_allowance:
      'Esta pergunta custa mais do que a assinatura dá em um dia inteiro, então amanhã também não vai ser suficiente. Faça-a com créditos comprados, escolha um modelo mais barato ou pergunte sobre menos páginas.',
    insufficient_credits: 'Faltam créditos para este modelo. Escolha um mais barato ou recarregue.',
    price_changed: 'O preço mudou.',
    question_too_long:
      'A pergunta é longa demais para este modelo. Encurte-a ou escolha um modelo com mais espaço. Nada foi cobrado.',
    model_cannot_see: 'Este modelo não vê imagens. Escolha outro.',
    no_transcription: 'Aqui não consigo ouvir gravações: escreva sua pergunta, por favor.',
    not_in_trial:
      'O teste grátis não cobre isso: uma imagem é uma mensagem, uma mensagem de voz pode ter até um minuto e um documento, até 10 páginas.',
    model_not_included:
      'Este modelo não faz parte do teste grátis nem da sua assinatura, e faltam créditos. Escolha outro modelo ou recarregue.',
    budget_used_up: 'Agora não consigo responder: minhas respostas se esgotaram. Nada foi cobrado.',
    trial_paused: 'As respostas grátis se esgotaram por enquanto.',
  },
  resumes: (moment) => `Volto a responder em ${clock(moment)} (horário de Brasília).`,
  resumesForGuests: (moment) => `Elas voltam em ${clock(moment)} (horário de Brasília).`,
  resumesUnknown: 'Ainda não se sabe quando elas voltam. O que você compra sempre funciona.',
  questionKept: 'Sua pergunta está guardada: toque no botão quando chegar a hora.',
  failed: {
    usual: 'Não consegui responder: o modelo não está disponível agora.',
    refused: 'Não consegui responder: o modelo recusou a solicitação.',
    stopped: 'Parado.',
    undelivered: 'Não consegui mostrar a resposta inteira.',
    too_long: 'Junto com esta conversa, a pergunta não cabe no modelo. Comece um novo assunto e pergunte de novo.',
    abuse:
      'O provedor do modelo considerou que esta conversa viola as regras dele e não respondeu. Comece um novo assunto e pergunte sobre outra coisa.',
    filtered: 'O filtro do provedor do modelo não deixou a resposta passar. Tente perguntar com outras palavras.',
    no_room:
      'O modelo pensou tanto que não sobrou espaço para a resposta. Pergunte algo mais simples ou escolha outro modelo.',
    not_text: 'O modelo não respondeu com texto, e só consigo mostrar texto.',
    file_gone: 'O Telegram não fornece mais este arquivo. Envie de novo.',
  },
  priceChanged: (price) => `O preço mudou: agora custa ${price}, continuo?`,
  questionLost: 'Não encontro essa pergunta. Envie de novo, por favor.',
  edited: 'Você alterou a pergunta. Respondo à nova?',
  editIgnored: 'Editar esta mensagem não muda nada. Envie o texto corrigido em uma nova mensagem.',
  prices: {
    trial: (price) => `${price} mens.`,
    credits: (price) => `${price} cr.`,
    subscription: (price) => `${price} cr. do plano`,
  },
  delayed: 'Estou respondendo com atraso. Sua pergunta não se perdeu, não precisa escrever de novo.',
  nothingCharged: 'Nada foi cobrado.',
  givenUp: 'Não deu para processar esta mensagem, mesmo depois de várias tentativas.',
  buttonGivenUp: 'Não deu certo, mesmo depois de várias tentativas.',
  tryLater: 'Tente de novo um pouco mais tarde.',
  paymentDelayed: 'Seu pagamento chegou. Vou creditá-lo um pouco mais tarde; não precisa fazer nada.',
  paymentGivenUp:
    'Seu pagamento chegou, mas não deu para creditá-lo na hora. Se a compra não aparecer em uma hora, envie /paysupport.',
  blocked: 'Seu acesso a este bot está bloqueado.',
  forbidden: 'Só o dono do bot pode fazer isso, e você não é mais o dono.',
  contact: (owner) =>
    owner
      ? `Como falar com o dono do bot: ${owner}`
      : 'Envie /paysupport e sua pergunta em uma só mensagem, e o dono do bot responde aqui.',
  groupGreeting: (username) =>
    `Olá! Eu respondo perguntas. Pergunte com o comando /ask, escreva @${username} e a pergunta ou responda a uma mensagem minha. Cada pessoa tem seu próprio saldo, que só aparece no chat privado.`,
  groupHelp: (username) =>
    `**Como perguntar em um grupo**\n\n/ask e a pergunta, @${username} e a pergunta, ou uma resposta a uma mensagem minha. Para perguntar sobre a mensagem, imagem, áudio ou arquivo de outra pessoa, responda a ela com /ask.\n\n/new: novo assunto\n/stop: parar a resposta\n\nSaldo, modelo e ajustes: no chat privado.`,
  nameless:
    'Não consigo ver quem você é: a mensagem foi escrita em nome do grupo ou de um canal. Escreva em seu próprio nome e eu respondo.',
  groupHint: 'Melhor em particular: abra um chat comigo. Aqui você pode perguntar com /ask.',
  tooFast: (perMinute) =>
    `Você está escrevendo muito rápido. Respondo no máximo a ${messages(perMinute)} por minuto: o resto não se perde, não precisa repetir.`,
  pressesTooFast: 'Toques demais. Toque de novo em um minuto.',
  oldButton: 'Este botão não funciona mais',
  notYours: 'Este botão é para quem fez a pergunta',

  quietTrial: (left) =>
    left === 0 ? 'Essa foi a última mensagem do teste grátis.' : `Ainda no teste grátis: ${messages(left)}.`,
  quietCredits: (left) => `Saldo: ${credits(left)}.`,
  quietAllowance: (price, left) =>
    `Pela assinatura: ${credits(price)}; disponível hoje: ${left.toLocaleString('pt-BR')}.`,
  quietPrice: (price, left) => `Cobrado: ${credits(price)}; saldo: ${left.toLocaleString('pt-BR')}.`,
  fellBack: (title) => `No lugar do modelo escolhido, respondeu “${title}”.`,
  insteadOf: (wanted, title) =>
    `As respostas de “${wanted}” se esgotaram por enquanto; respondeu “${title}”, pelo preço dele.`,
  cutByFilter: 'O filtro do provedor do modelo não deixou passar o resto da resposta.',
  outOfTime: 'O modelo escrevia devagar e o tempo acabou. Toque em “Continuar” ou escreva “continue”.',
  restInFile: 'A resposta não coube nas mensagens. Ela está inteira no arquivo.',
  cutShort: 'A resposta passou do limite do modelo e foi cortada. Toque em “Continuar” ou escreva “continue”.',

  attached: {
    photo: 'imagem',
    sticker: 'figurinha',
    voice: 'mensagem de voz',
    video: 'vídeo',
    document: 'arquivo',
    location: 'lugar no mapa',
    other: 'anexo',
  },
  unsupported: {
    sticker: 'Que fofo! Mas ainda não vejo figurinhas nem imagens animadas. Pode escrever com palavras?',
    video: 'Ainda não vejo vídeos. Envie um quadro como imagem ou descreva com palavras.',
    location: 'Ainda não entendo mapas. Escreva o que você quer saber.',
    other: 'Ainda não entendo isso. Escreva como texto, por favor.',
  },

  image: {
    ask: '**Imagem**\n\nDescreva o que desenhar: o que aparece, em que estilo e com que cores. Para mudar uma imagem que você já tem, envie-a com a legenda /image e o que mudar.',
    askChange: 'O que devo mudar nesta imagem? Escreva com palavras.',
    placeholder: 'Um gato ruivo de traje espacial, aquarela',
    placeholderChange: 'Que seja noite, com a lua sobre o telhado',
    choose: (begin) => `🎨 “${begin}”\n\nComo devo desenhar?`,
    chooseChange: (begin) => `✏️ “${begin}”\n\nComo devo mudar?`,
    unused: 'Desenho a partir de palavras e imagens; gravações, vídeos e outras coisas não contam aqui.',
    onlyOne: 'Só dá para mudar uma imagem por vez, então isto é sobre a primeira.',
    drawing: (title) => `🎨 Desenhando: “${title}”. Costuma levar até um minuto.`,
    off: 'No momento não desenho imagens.',
    busy: 'Ainda estou desenhando sua imagem anterior. Espere ficar pronta e depois peça outra.',
    tooMany: (resumesAt) =>
      `Você já pediu todas as imagens permitidas em uma hora. A próxima é possível depois de ${clock(resumesAt)} (horário de Brasília).`,
    tooLong: (longest) =>
      `A descrição passa de ${portuguese(longest, 'caractere', 'caracteres')}. Encurte e envie de novo.`,
    gone: 'Não tenho mais esta imagem. Envie-a com a legenda /image e o que mudar.',
    fileGone: 'Guardo o arquivo original por um dia, e ele já não existe. A imagem está acima.',
    byRules: 'As regras do serviço não permitem essa imagem. Descreva de outro jeito.',
    unreadable: 'Não deu para abrir esta imagem. Envie como foto, JPEG ou PNG.',
    interrupted: 'O desenho foi interrompido.',
    failed: 'Não deu para desenhar a imagem. Tente de novo um pouco mais tarde.',
    cannotPay: (price) => `Esta imagem custa ${price} e agora o saldo não é suficiente.`,
    receipt: (words) => (words === null ? 'Imagem (a descrição foi apagada)' : `Imagem: ${words}`),
    states: {
      charged: (price) => `Cobrado: ${price}`,
      reserved: (price) => `Reservado para a imagem em andamento: ${price}`,
      given_back: () => 'Nada foi cobrado: não deu para desenhar a imagem',
    },
  },
  voice: {
    receipt: 'Resposta em áudio',
    cut: 'Este é só o começo: a resposta é longa e está inteira acima.',
    leavesOut: 'Não leio código nem tabelas: estão na própria resposta.',
    asFile: 'Você não aceita mensagens de voz, então envio como arquivo.',
    forbidden: 'Você não aceita mensagens de voz. Permita-as para este chat nos ajustes do Telegram e toque de novo.',
    failed: 'Não deu para ler a resposta em voz alta. Tente de novo um pouco mais tarde.',
    cannotPay: (price) => `Ouvir esta resposta custa ${price} e agora o saldo não é suficiente.`,
    states: {
      charged: (price) => `Cobrado: ${price}`,
      reserved: (price) => `Reservado para o áudio em preparação: ${price}`,
      given_back: () => 'Nada foi cobrado: não deu para ler em voz alta',
    },
  },

  files: {
    leftOut: (count) =>
      `Uma pergunta aceita até dez arquivos. No fim, ficou sem abrir: ${portuguese(count, 'arquivo', 'arquivos')}. Envie o resto em outra pergunta.`,
    doing: {
      image: 'Vendo a imagem…',
      images: 'Vendo as imagens…',
      audio: 'Ouvindo…',
      file: 'Lendo o arquivo…',
      files: 'Lendo os arquivos…',
    },
    nameless: 'arquivo',
    titles: { picture: 'Imagem', document: 'Arquivo' },
    named: (name) => (name === null ? 'O arquivo' : `O arquivo “${name}”`),
    pictures: (count) => portuguese(count, 'imagem', 'imagens'),
    pages: (count) => portuguese(count, 'página', 'páginas'),
    firstPages: (first, of) =>
      `${first === 1 ? 'a primeira página' : `as primeiras ${portuguese(first, 'página', 'páginas')}`} de ${of.toLocaleString('pt-BR')}`,
    somePages: (from, to) => (from === to ? `página ${from}` : `páginas ${from}–${to}`),
    words: (count) => portuguese(count, 'palavra', 'palavras'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} s`
      return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`
    },
    offers: {
      document: 'Perguntar sobre ele',
      picture: 'Perguntar sobre ela',
      several: 'Perguntar sobre todos',
      speech: 'Transcrever e responder',
      transcript: 'Transcrever',
      mixed: 'Responder a tudo junto',
    },
    declined: 'Tudo bem, não respondo.',
    whichPages: 'Quais páginas? Por exemplo: 3 ou 2–5.',
    pagesPlaceholder: 'Por exemplo, 2–5',
    pagesUnclear:
      'Não entendi quais páginas. Escreva um número, por exemplo 3, ou a primeira e a última, por exemplo 2–5.',
    noSuchPages: 'O arquivo não tem essas páginas. Quais devo usar? Por exemplo: 3 ou 2–5.',
    unreadable: {
      encrypted: (file) => `${file} está protegido por senha. Tire a senha e envie de novo.`,
      empty: (file) => `${file} está vazio: não há nada para ler. Confira se é o arquivo certo.`,
      damaged: (file) => `${file} está corrompido e não abre. Salve de novo e envie mais uma vez.`,
      unsupported: (file) =>
        `${file} não pode ser lido. Eu leio PDF, Word, Excel, PowerPoint, textos e código, vejo imagens e ouço gravações.`,
      too_many_pages: (file) =>
        `${file} é longo demais: tem páginas demais. Envie a parte de que precisa em um arquivo separado.`,
      too_large: (file) => `${file} é grande demais. Envie um menor ou em partes.`,
      gone: (file) => `${file} não abre mais: o Telegram não o fornece. Envie de novo.`,
    },
  },

  buttons: {
    newConversation: '💬 Novo assunto',
    balance: '👛 Saldo',
    buy: '⭐ Recarregar',
    gift: '🎁 Dar de presente',
    shareGift: '📨 Enviar o presente',
    keepGift: 'Ficar com ele',
    invite: '👥 Convidar',
    shareLink: '📨 Enviar o link',
    channelBonus: '📣 Presente: entre no canal',
    joinChannel: '📣 Abrir o canal',
    checkChannel: 'Verificar',
    promo: '🎟 Cupom',
    subscription: '🗓 Assinatura',
    model: '🧠 Modelo',
    settings: '⚙️ Ajustes',
    help: '❓ Ajuda',
    image: '🎨 Imagem',
    imageAgain: '↻ Mais uma',
    imageChange: '✏️ Mudar',
    imageFile: '📎 Como arquivo',
    listen: '🎧 Ouvir',
    listenAgain: '🎧 Ouvir de novo',
    back: '‹ Voltar',
    history: '🧾 Histórico',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Assinar por ${price.toLocaleString('pt-BR')} ⭐`,
    cancelRenewal: 'Cancelar renovação',
    cancelRenewalYes: 'Sim, cancelar',
    keepRenewal: 'Manter',
    buyAnyway: (price) => `Comprar por ${price}`,
    resumeRenewal: 'Retomar renovação',
    menu: '☰ Menu',
    tryFree: '🎁 Testar grátis',
    notNow: 'Agora não',
    answerWaiting: (begin) => `Responder a “${begin}”`,
    answerBy: (title) => `Com “${title}”`,
    noReminders: 'Sem lembretes',
    reminders: 'Lembrar do saldo',
    answerNow: 'Responder',
    retry: '↻ Repetir',
    again: '↻ De novo',
    continue: '▸ Continuar',
    shorter: '✂︎ Mais curto',
    inShort: '✂︎ Em resumo',
    files: '📄 Como arquivo',
    agree: 'Perguntar',
    accept: '✅ Concordar',
    withdraw: 'Retirar meu consentimento',
    withdrawYes: 'Sim, retirar',
    somePages: 'Só algumas páginas',
    decline: 'Não precisa',
    edited: '↻ Responder de novo',
    stop: '■ Parar',
    privateChat: '💬 Chat privado',
    instructions: '✍️ Minhas instruções',
    writeInstructions: 'Escrever',
    dropInstructions: 'Remover',
    rich: 'Formatar tabelas e fórmulas',
    plain: 'Tabelas como texto simples',
    askAbove: (count) => (count === 0 ? 'Perguntar sempre o preço' : `Não perguntar até: ${count} cr.`),
    conversations: '🗂 Conversas',
    renameConversation: '✏️ Renomear',
    deleteConversation: '🗑 Apagar',
    exportData: '📦 Baixar meus dados',
    forget: 'Apagar meus dados',
    forgetYes: 'Sim, apagar',
    news: 'Receber novidades',
    noNews: 'Não enviar novidades',
    remember: 'Lembrar a conversa',
    doNotRemember: 'Não lembrar a conversa',
  },
  commands: {
    start: 'Começar',
    new: 'Novo assunto',
    conversations: 'Conversas anteriores',
    stop: 'Parar a resposta',
    balance: 'O que você ainda tem',
    buy: 'Créditos e assinatura',
    assistants: 'Assistentes para cada ocasião',
    image: 'Desenhar uma imagem',
    schedule: 'Perguntas agendadas',
    promo: 'Cupom',
    invite: 'Convidar',
    model: 'Escolher o modelo',
    settings: 'Ajustes',
    help: 'Ajuda',
    status: 'Como eu respondo',
    paysupport: 'Dúvidas sobre pagamentos',
    id: 'Seu número no Telegram',
    terms: 'Termos',
    privacy: 'Sobre seus dados',
  },
  groupCommands: {
    ask: 'Fazer uma pergunta',
    new: 'Novo assunto',
    stop: 'Parar a resposta',
    help: 'Como perguntar em um grupo',
  },
  description:
    'O Pomogator responde perguntas, escreve textos, ajuda com código, vê imagens, ouve mensagens de voz e lê arquivos. As primeiras mensagens são grátis.',
  shortDescription: 'Assistente de inteligência artificial',
}
