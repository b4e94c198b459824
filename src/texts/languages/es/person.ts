import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { spanish } from './count.ts'

const messages = (count: number) => spanish(count, 'mensaje', 'mensajes')
const credits = (count: number) => spanish(count, 'crédito', 'créditos')
const questions = (count: number) => spanish(count, 'pregunta', 'preguntas')
const days = (count: number) => spanish(count, 'día', 'días')

const { day: date, shortDay: shortDate, time } = datesOf('es-ES', 'Europe/Madrid')
const clock = (moment: string) => `${shortDate(moment)}, ${time(moment)}`

const entryKinds: Record<EntryKind, string> = {
  hold: 'pregunta',
  release: 'devuelto por una pregunta',
  purchase: 'compra',
  refund: 'pago reembolsado',
  adjustment: 'del propietario',
  promo: 'código promo',
  campaign: 'regalo de bienvenida',
  gift: 'regalo',
  referral: 'por una invitación',
  undone: 'retirado, pago reembolsado',
}

export const person: Texts = {
  welcome:
    '¡Hola! Soy **Pomogator**, tu asistente de inteligencia artificial. Respondo preguntas, escribo y corrijo textos, explico lo difícil y ayudo con código. Miro imágenes, escucho mensajes de voz y leo archivos.',
  welcomeBack: '¡Hola de nuevo!',
  ready: 'Escribe tu pregunta y te respondo.',
  trialOffer: (count) => `Pruébalo gratis: ${messages(count)} de regalo. Sin tarjeta y sin cobros automáticos.`,
  trialStarted: (count) => `Listo: tienes ${messages(count)}. Escribe tu primera pregunta, sobre lo que quieras.`,
  trialBegun: (count) => `Listo: tienes ${messages(count)}.`,
  answeringAll: (count) => `Ya respondo a tus ${messages(count)} a la vez.`,
  trialStartedAnswering: (count) => `Listo: tienes ${messages(count)}. Ya respondo a tu pregunta.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Ya respondo a tu pregunta.' : `Ya respondo a tu pregunta «${begin}».`,
  trialRest: (count, moment) =>
    `Añadiré ${spanish(count, 'mensaje más', 'mensajes más')} el ${clock(moment)} (hora de Madrid) y te escribiré entonces.`,
  trialRestAdded: (count) =>
    `Tal como prometí, he añadido ${messages(count)}: tu prueba gratis continúa. ¿Qué quieres preguntar?`,
  trialAlready: 'Ya has usado tu prueba gratis.',
  trialLater: 'De acuerdo. Cuando quieras probar, toca «Probar gratis».',
  menu: '**Menú**',
  askHint: 'Escribe tu pregunta como un mensaje normal y te respondo. Para empezar un tema nuevo, envía /new.',
  askHintShort: 'Escribe la pregunta justo después del comando: /ask y tu pregunta.',
  answerThat: 'Responde a este mensaje.',
  forwardedFrom: (name) => `Reenviado de ${name}`,
  leftOut: (count) =>
    `No cupo todo a la vez. Al final quedó sin leer: ${spanish(count, 'mensaje reenviado', 'mensajes reenviados')}. Envíalos otra vez, en tandas más pequeñas.`,

  balance: '**Lo que tienes**',
  creditsLine: (count) => `Créditos: **${count.toLocaleString('es')}**`,
  trialLine: (left, granted) => `Prueba gratis: ${left} de ${messages(granted)} por usar`,
  noTrialLine: 'Aún no has empezado la prueba gratis',
  subscriptionLine: (plan, until) => `Suscripción «${plan}»: hasta el ${date(until)}`,
  subscriptionNext: (plan, until) => `Después, «${plan}»: hasta el ${date(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Se renueva sola, próximo cobro el ${date(at)}`
      : `«${plan}» se renueva sola, próximo cobro el ${date(at)}`,
  subscriptionEnds: 'No se renueva sola',
  todayLine: (used, limit) =>
    limit === null
      ? `Hoy con la suscripción: ${questions(used)}`
      : `Hoy con la suscripción: ${used} de ${limit.toLocaleString('es')}`,
  allowanceUsed: (used) => `Hoy con la suscripción: ${credits(used)}`,
  allowanceLeft: (left, perDay) => `Te queda hoy de la suscripción: ${left.toLocaleString('es')} de ${credits(perDay)}`,
  noSubscriptionLine: 'Sin suscripción',
  nextPays: {
    subscription: (price) =>
      `Próxima pregunta: con la suscripción${price === 0 ? '' : `, ${credits(price)} de los de hoy`}`,
    trial: 'Próxima pregunta: con la prueba gratis',
    credits: (price) => `Próxima pregunta: ${credits(price)}`,
    nothing: 'Aún no tienes con qué pagar la próxima pregunta',
  },

  purchase: '**Recargar**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `${spanish(answers, 'respuesta', 'respuestas')} del modelo «${model}»`,
  worthOr: (cheap, answers, model) => `${cheap} o ${answers.toLocaleString('es')} de «${model}»`,
  packsTitle: 'Créditos que no caducan:',
  plansTitle: 'Suscripción:',
  allowance: (perDay, worth) => `${credits(perDay)} al día: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('es')} ⭐${renews ? ', se renueva sola' : ''}. ${allowance}`,
  howToPay: 'Se paga con estrellas de Telegram. Una pregunta sin respuesta no cuesta nada.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. No caducan.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Se renueva sola; puedes cancelarla cualquier día.' : ' No se renueva sola.'}`,
  paidCredits: (added, total) => `Pago recibido: ${credits(added)} más. Ahora tienes ${credits(total)}.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Suscripción renovada' : 'Pago recibido. Tu suscripción está activa'} hasta el ${date(until)}.`,
  daysBehind: (until) => `Los días se suman a los que ya has pagado: en total, hasta el ${date(until)}.`,
  renewsAlready: (at) =>
    `El próximo cobro será ya el ${date(at)}, por muchos días que estén pagados por adelantado. Puedes cancelar cualquier día.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nYa tienes la suscripción «${renewed}» y se renueva sola: próximo cobro el ${date(at)}. Los días de esta compra se añaden al final, hasta el ${date(until)}, y «${renewed}» seguirá renovándose. Si ya no la necesitas, cancela antes la renovación.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Ya tienes una suscripción que se renueva sola, así que hemos desactivado la renovación de la segunda. Sus días ya están añadidos.'
      : 'Ya tienes una suscripción que se renueva sola, así que estamos desactivando la renovación de la segunda y te avisaremos cuando esté hecho. Sus días ya están añadidos.',
  cancelRenewalQuestion: (renewed, until) =>
    `¿Cancelar la renovación de «${renewed}»? Lo pagado es tuyo: tienes acceso hasta el ${date(until)} y no habrá más cobros.`,
  paidForAnother:
    'Esta factura era para otra persona. La compra se ha añadido a tu cuenta; si no la necesitas, envía /paysupport.',
  paidAgain:
    'Esta factura ya se había pagado antes. Te hemos añadido la compra otra vez; si no la necesitas, envía /paysupport.',
  paidUnmatched: 'Pago recibido, pero no hemos encontrado a qué corresponde. Está registrado y no se perderá.',
  supportOpened: (id) => `Tu consulta n.º ${id} le ha llegado al propietario. La respuesta llegará aquí.`,
  supportKept: (id) =>
    `Tu consulta n.º ${id} está guardada; el propietario la verá cuando entre en el bot. La respuesta llegará aquí.`,
  wordsOnly: 'Aquí hace falta texto: escribe tu respuesta. No se ha cobrado nada por este mensaje.',
  supportAnswered: (text) => `Respuesta a tu consulta sobre pagos:\n\n${text}`,
  ownerWrote: (text) => `Mensaje del propietario del bot:\n\n${text}`,
  historyPayments: 'Pagos',
  historyEntries: 'Créditos',
  historyEmpty: 'Todavía no hay pagos ni cobros.',
  paymentLine: (at, price, status, what) =>
    `${shortDate(at)}: ${what}, ${price}${status === 'refunded' ? ', reembolsado' : status === 'refunding' ? ', en reembolso' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDate(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'cambio'}`,
  entryKinds,
  unknownPurchase: 'sin pedido',
  receipt: {
    hint: 'Toca un movimiento para ver a qué corresponde.',
    older: 'Anteriores ›',
    label: (at, price, what) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**A qué corresponde**',
    deleted: 'eliminada',
    notFound: 'Ese movimiento no existe.',
    question: (words) => (words === null ? 'Pregunta: eliminada' : `Pregunta: «${words}»`),
    model: (title) => `Modelo: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Cobrado: ${price}`,
      reserved: (price) => `Reservado para la respuesta en curso: ${price}`,
      given_back: () => 'Sin cobro: no hubo respuesta',
    },
    sources: {
      subscription: 'Pagado: con la suscripción, de lo incluido ese día',
      trial: 'Pagado: con la prueba gratis',
      credits: 'Pagado: con créditos',
    },
    when: (at) => `Cuándo: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, saldo ${balance.toLocaleString('es')}`,
    plan: (title, length) => `suscripción «${title}», ${length}`,
    trialMessages: (count) => spanish(count, 'mensaje de la prueba gratis', 'mensajes de la prueba gratis'),
    percentOff: (percent) => `${percent} % de descuento`,
    reason: (reason) => `Motivo: ${reason}`,
    payment: (number, title) => `Compra n.º ${number}: ${title}`,
    paid: (price) => `Pagado: ${price}`,
    gotCredits: (count) => `Recibido: ${credits(count)}`,
    gotDays: (count) => `Recibido: ${days(count)} de suscripción`,
    statuses: { refunding: 'El dinero se está devolviendo', refunded: 'El dinero se ha devuelto' },
    refund: (number, title) => `Reembolso de la compra n.º ${number}: ${title}`,
    refundOf: (title) => `reembolso: ${title}`,
    returned: (price) => `Devuelto: ${price}`,
    takenBack: (count) => `Retirado: ${credits(count)}`,
  },
  refunding: (price) => `Te estamos devolviendo ${price}. Ya se ha retirado lo comprado que no habías gastado.`,
  refunded: (price) => `Te hemos devuelto ${price}. Se ha retirado lo comprado que no habías gastado.`,
  renewal: {
    active: (until) => `La renovación está activada. La suscripción está pagada hasta el ${date(until)}.`,
    canceled: (until) =>
      `La renovación está cancelada. La suscripción dura hasta el ${date(until)} y no habrá más cobros.`,
    failed: (until) => `No se pudo renovar la suscripción: faltaban estrellas. Dura hasta el ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'No conocemos esta factura. Elige la compra otra vez en el menú.',
    not_yours: 'Esta factura es de otra persona. Abre el bot y elige tu propia compra.',
    already_paid: 'Esta factura ya está pagada.',
    being_paid: 'Esta factura se está pagando ahora mismo. Espera medio minuto.',
    expired: 'La factura ha caducado. Elige la compra otra vez en el menú.',
    not_sold: 'Esto ya no se vende. Mira lo que hay ahora.',
    price_changed: 'El precio ha cambiado. Elige la compra otra vez en el menú.',
    already_subscribed: 'Ya tienes una suscripción y se renueva sola.',
    user_blocked: 'Tu acceso a este bot está cerrado.',
  },
  promo: {
    request: 'Responde a este mensaje: ¿cuál es tu código promo?',
    placeholder: 'Código promo',
    credits: (count, total) => `Código aceptado: ${credits(count)} más. Ahora tienes ${credits(total)}.`,
    trialMessages: (count) => `Código aceptado: tu prueba gratis tiene ${messages(count)} más.`,
    planDays: (plan, until) => `Código aceptado: suscripción «${plan}», en total hasta el ${date(until)}.`,
    percentOff: (percent, until) =>
      `Código aceptado: ${percent} % de descuento en tu próxima compra con estrellas, hasta el ${date(until)}. Los precios de «Recargar» ya lo incluyen. No vale para una suscripción que se renueva sola.`,
    refused: {
      promo_not_found: 'Ese código no existe. Comprueba que esté bien escrito.',
      promo_not_yet: 'Este código todavía no es válido. Inténtalo más tarde.',
      promo_over: 'Este código ya no es válido.',
      promo_used_up: 'Este código ya se ha usado.',
      promo_used_before: 'Ya usaste este código y solo vale una vez.',
      promo_first_purchase: 'Este código es solo para quien aún no ha comprado nada.',
      promo_guesses: 'Demasiados códigos incorrectos. Inténtalo dentro de una hora.',
    },
  },
  guest: {
    onlyWords: 'Aquí solo respondo a palabras. Con un archivo, ven al chat privado.',
    empty: (username: string) => `Escribe tu pregunta junto a mi nombre: @${username} y la pregunta.`,
    comeOver: 'Sigamos en el chat privado: allí los primeros mensajes son gratis.',
    dearer: 'Esta pregunta cuesta más de lo habitual. Hazla en el chat privado: allí te digo antes el precio.',
    askAgain: 'Pregunta otra vez, por favor, aquí o en el chat privado.',
    failed: 'No he podido responder. Pregunta otra vez, por favor, aquí o en el chat privado.',
    whole: '📖 Leer entero',
    more: '💬 En privado',
    help: (username: string) =>
      `Puedes preguntarme en cualquier chat: escribe allí @${username} y tu pregunta, y respondo en el acto.`,
  },
  gift: {
    screen:
      '**Regalo**\n\nElige qué regalar. Tras el pago recibirás un enlace que puedes enviar a cualquiera: el regalo será de quien lo abra primero. Si nadie lo abre en 30 días, el regalo será para ti.',
    yours: 'Aún sin abrir:',
    line: (title, link, until) => `• ${title}: ${link} (hasta el ${shortDate(until)})`,
    about: (title) => `Regalo: ${title}. El enlace llegará aquí tras el pago.`,
    paid: (title, link) =>
      `El regalo está listo: ${title}.\n\n${link}\n\nEnvía este enlace: el regalo será de quien lo abra primero. Si nadie lo abre en 30 días, el regalo será para ti.`,
    share: (title) => `Un regalo para ti: ${title}`,
    received: {
      credits: (count, total) => `Un regalo para ti: ${credits(count)}. Ahora tienes ${credits(total)}.`,
      days: (title, until) => `Un regalo para ti: suscripción «${title}», en total hasta el ${date(until)}.`,
    },
    own: (title) => `Este regalo es tuyo: ${title}. Envía el enlace a quien quieras regalárselo o quédatelo.`,
    claimed: (title) => `Han abierto tu regalo: ${title}.`,
    returned: (title) => `Nadie abrió tu regalo en 30 días, así que ahora es tuyo: ${title}.`,
    voided: {
      open: (title) => `El pago del regalo se ha reembolsado y el enlace ya no es válido: ${title}.`,
      claimed: {
        all: (title) =>
          `El pago del regalo se ha reembolsado, así que se ha retirado a quien lo había recibido: ${title}.`,
        rest: (title, rest) =>
          `El pago del regalo se ha reembolsado: ${title}. A quien lo había recibido se le ha retirado lo que quedaba: ${rest}.`,
        nothing: (title) =>
          `El pago del regalo se ha reembolsado: ${title}. Quien lo recibió ya lo había usado todo, así que no se ha retirado nada.`,
      },
    },
    takenBack: {
      all: (title) => `El pago de tu regalo se ha reembolsado, así que se ha retirado: ${title}.`,
      rest: (title, rest) =>
        `El pago de tu regalo se ha reembolsado: ${title}. Se ha retirado lo que quedaba: ${rest}.`,
      nothing: (title) =>
        `El pago de tu regalo se ha reembolsado: ${title}. Ya estaba usado por completo, así que no se ha retirado nada.`,
    },
    daysLeft: (count) => (count === 0 ? 'menos de un día' : days(count)),
    refused: {
      gift_not_found: 'Ese regalo no existe. Comprueba el enlace.',
      gift_claimed: 'Este regalo ya se ha abierto.',
      gift_void: 'Este regalo ya no es válido: su pago se ha reembolsado.',
    },
  },
  search: {
    doing: {
      search: (what) => `Busco: ${what}`,
      page: (what) => `Leo: ${what}`,
      server: (what) => `Consulto «${what}»`,
    },
    sources: 'Fuentes',
    setting: (on, count) => {
      if (!on) return 'Búsqueda en internet: desactivada'
      return count === 0
        ? 'Búsqueda en internet: activada'
        : `Búsqueda en internet: activada; si hace falta, la pregunta cuesta ${credits(count)} más`
    },
    notIn: {
      trial: 'Búsqueda en internet: no está incluida en la prueba gratis',
      subscription: 'Búsqueda en internet: no está incluida en la suscripción',
    },
    turnOn: 'Buscar en internet',
    turnOff: 'No buscar en internet',
    included: 'La pregunta incluyó una búsqueda en internet.',
    receipt: (price) => `De ello, por la búsqueda en internet: ${price}`,
  },
  referral: {
    off: 'Ahora no hay recompensas por invitar.',
    title: '**Invitar**',
    invited: (count) => `Quien llegue por primera vez con tu enlace tendrá ${messages(count)} más en la prueba gratis.`,
    inviter: (count, most) =>
      `Tú recibirás ${credits(count)} tres días después de su primera compra, si no se reembolsa. Como máximo, ${spanish(most, 'recompensa', 'recompensas')} al mes; las demás llegan el mes siguiente.`,
    came: (count) => `Han llegado con tu enlace: ${count.toLocaleString('es')}`,
    notPaid: (count) => `Aún no han comprado nada: ${count.toLocaleString('es')}`,
    waiting: (count, at) =>
      `Han comprado, recompensa pendiente: ${count.toLocaleString('es')}, la próxima no antes del ${shortDate(at)}`,
    returned: (count) => `Compra reembolsada, sin recompensa: ${count.toLocaleString('es')}`,
    rewarded: (count, sum) => `Recompensas: ${count.toLocaleString('es')}, ${credits(sum)} en total`,
    share: 'Un asistente de inteligencia artificial: responde, escribe y lee archivos.',
    reward: (count) => `Recompensa por tu invitación: ${credits(count)}. ¡Gracias!`,
    undone: (count) =>
      `A una persona que invitaste se le reembolsó la compra, así que la recompensa se ha retirado: ${credits(count)}.`,
  },
  tools: {
    included: 'La pregunta incluyó una consulta de referencia.',
    receipt: (price) => `De ello, por la consulta de referencia: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Únete a nuestro canal y te regalo ${credits(count)}. Una sola vez.`,
      trial_messages: (count) =>
        `Únete a nuestro canal y tu prueba gratis tendrá ${messages(count)} más. Una sola vez.`,
    },
    thanks: {
      credits: (count) => `Gracias por estar con nosotros: ${credits(count)} más en tu saldo.`,
      trial_messages: (count) => `Gracias por estar con nosotros: tu prueba gratis tiene ${messages(count)} más.`,
    },
    notYet: 'Todavía no te veo entre los suscriptores. Únete al canal y toca «Comprobar» otra vez.',
    unknown: 'Ahora no puedo comprobar si estás en el canal. Inténtalo de nuevo un poco más tarde.',
    given: 'Ya has recibido el regalo por unirte al canal.',
    off: 'Ahora no hay regalo por unirse al canal.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Asistentes**\n\nCada uno tiene su oficio. Elige con quién hablar.',
    listOwn: (most) => `También puedes crear los tuyos, hasta ${most}: solo los ves tú.`,
    instead: (wanted, model) => `El modelo «${wanted}» no está disponible para ti ahora, así que responde «${model}».`,
    price: (price) => `Precio de una respuesta: ${price}`,
    started: 'La conversación ha empezado. ¿Qué quieres preguntar?',
    noPrompt: 'Su papel aún no está descrito. Descríbelo y podrá empezar la conversación.',
    gone: 'Este asistente ya no existe.',
    lost: 'El asistente con el que hablabas ya no existe. A partir de ahora respondo yo.',
    titleRequest: (longest) => `¿Cómo se llamará el asistente? Hasta ${longest} caracteres.`,
    titlePlaceholder: 'Profesor de física',
    promptRequest: (title, longest) =>
      `¿Qué debe saber hacer «${title}» y cómo debe responder? Descríbelo en un solo mensaje, hasta ${longest.toLocaleString('es')} caracteres.`,
    promptPlaceholder: 'Eres profesor, explica con ejemplos',
    full: (most) => `Puedes tener hasta ${most} asistentes propios. Elimina uno que no necesites y habrá sitio.`,
    delete: (title) =>
      `¿Eliminar el asistente «${title}»? Las conversaciones con él se quedan, pero en ellas respondo yo.`,
    deleted: 'Listo, el asistente se ha eliminado.',
    receipt: (title) => `Asistente: ${title}`,
    buttons: {
      menu: '🎭 Asistentes',
      start: '💬 Empezar a hablar',
      share: '📨 Compartir',
      make: '➕ Mi propio asistente',
      prompt: '✍️ Papel',
    },
  },
  welcomeGift: {
    credits: (count) => `Tu regalo de bienvenida: ${credits(count)}. Ya están en tu saldo.`,
    trialMessages: (count) => `Tu regalo de bienvenida: ${messages(count)} más en la prueba gratis.`,
  },
  memory: {
    button: '📌 Memoria',
    begins: 'recuerda que|recuerde que|recuerda:|recuerde:|por favor, recuerda que|ten en cuenta que|no olvides que',
    title: '**Memoria**',
    about: (count, most) =>
      `Esto recuerdo de ti en todas las conversaciones: ${count} de ${most}. Pulsa un número para cambiarlo o eliminarlo.`,
    empty:
      'Todavía no recuerdo nada de ti. Escribe, por ejemplo, «Recuerda que soy vegetariano», y lo tendré en cuenta en todas las conversaciones.',
    finds: 'Cuando termina una conversación, también puedo recordar por mi cuenta lo importante de tus mensajes.',
    off: 'La memoria está desactivada: no recuerdo nada nuevo ni uso lo que ya sé. Se activa junto con la memoria de la conversación.',
    kept: (fact) => `Lo recordaré: «${fact}».`,
    known: (fact) => `Esto ya lo recuerdo: «${fact}».`,
    knownAlready: 'Esto ya lo recuerdo y no lo apunto otra vez.',
    one: (fact) => `Recuerdo: «${fact}».`,
    tooLong: (longest) => `Recuerdo cosas breves, de hasta ${longest} caracteres. Escríbelo en una frase.`,
    full: 'No puedo recordar más: no queda sitio. Elimina algo de lo que recuerdo.',
    secret: 'No recuerdo contraseñas, claves ni números de tarjeta: así es más seguro.',
    ask: 'Escribe qué debo recordar en su lugar.',
    placeholder: 'Soy vegetariano',
    deleted: 'Eliminado, ya no lo recuerdo.',
    deleteAll: '¿Eliminar todo lo que recuerdo de ti? No se podrá recuperar.',
    deletedAll: 'Listo: ya no recuerdo nada de ti.',
    gone: 'Esto ya no lo recuerdo.',
    buttons: {
      change: '✏️ Cambiar',
      delete: '🗑 Eliminar',
      deleteAll: 'Eliminar todo',
      deleteAllYes: 'Sí, eliminar',
    },
  },
  suggestions: {
    turnOn: 'Sugerir preguntas',
    turnOff: 'No sugerir preguntas',
    setting: (on) =>
      on ? 'Sugerencias: preguntas para seguir bajo la respuesta' : 'Sugerencias: sin preguntas bajo la respuesta',
  },
  agreement: {
    request:
      'Antes de empezar a responder, lee las condiciones (/terms) y cómo tratamos tus datos (/privacy). Si estás de acuerdo, toca el botón.',
    changed: {
      terms: 'Las condiciones han cambiado desde que las aceptaste: /terms.',
      privacy: 'La forma en que tratamos tus datos ha cambiado desde que la aceptaste: /privacy.',
      both: 'Las condiciones (/terms) y la forma en que tratamos tus datos (/privacy) han cambiado desde que las aceptaste.',
    },
    whatIsNew: (text) => `Qué hay de nuevo: ${text}`,
    goOn: 'Si estás de acuerdo, toca el botón y seguimos.',
    kept: 'Tu pregunta está guardada: la respondo justo después.',
    keptAll: (count) => `Tus ${messages(count)} están guardados: los respondo todos justo después.`,
    keptInstead: 'Tu última pregunta está guardada: la respondo justo después. Envía otra vez la anterior, por favor.',
    thanks: 'Gracias, tu consentimiento ha quedado registrado.',
    byTrial: 'Al empezar, aceptas las condiciones (/terms) y el tratamiento de tus datos (/privacy).',
    byPaying: 'Al pagar, aceptas /terms y /privacy.',
    inGroup: 'Para que pueda responderte, acepta las condiciones en nuestro chat privado: basta un toque.',
    withdraw:
      '¿Retirar tu consentimiento? Dejaré de responder a tus preguntas hasta que vuelvas a aceptar. Los créditos, la suscripción y los textos se conservan. El soporte, los reembolsos y la descarga de tus datos funcionan sin él.',
    withdrawn:
      'Has retirado tu consentimiento: ya no respondo preguntas. Puedes eliminar tus textos ahora, o más tarde en /settings. Si cambias de opinión, lee /terms y /privacy y toca «Aceptar».',
  },
  schedules: {
    title: '**Preguntas programadas**',
    hint: (most) =>
      `Hago tu pregunta yo mismo cuando llega su hora y te envío la respuesta. Toca «Nueva pregunta». Puedes tener ${most}.`,
    ask: '¿Qué quieres preguntar? Escribe la pregunta como la harías ahora.',
    placeholder: 'Cuéntame las noticias principales',
    tooLong: (longest) =>
      `Una pregunta programada tiene como máximo ${spanish(longest, 'carácter', 'caracteres')}. Acórtala y envíala otra vez.`,
    tooMany: (most) =>
      `Puedes tener como máximo ${spanish(most, 'pregunta programada', 'preguntas programadas')}. Elimina una para hacer sitio.`,
    when: '¿Cuándo la hago?',
    gone: 'Esta pregunta programada ya no existe.',
    otherPeriod: 'Con esa frecuencia no puedo preguntar: lo más seguido es una vez al día.',
    whatTime: '¿Qué hora es ahora donde estás? Recordaré tu zona horaria; puedes cambiarla en /settings.',
    often: { day: 'Cada día', weekdays: 'De lunes a viernes', week: 'Una vez por semana', month: 'Una vez al mes' },
    weekdays: [
      'Cada lunes',
      'Cada martes',
      'Cada miércoles',
      'Cada jueves',
      'Cada viernes',
      'Cada sábado',
      'Cada domingo',
    ],
    at: {
      day: (time) => `Cada día a las ${time}`,
      weekdays: (time) => `De lunes a viernes a las ${time}`,
      week: (weekday, time) => `${weekday} a las ${time}`,
      month: (day, time) => `El día ${day} de cada mes a las ${time}`,
    },
    zone: (name) => `Zona horaria: ${name}`,
    offer: (price) =>
      `Cada respuesta cuesta como máximo ${credits(price)}. Mientras tengas suscripción o mensajes de prueba, pagan ellos. Cuando ya nada pueda pagar, pararé y te avisaré.`,
    next: (moment) => `Próxima respuesta: ${moment}.`,
    paused: {
      asked: 'En pausa.',
      no_access: 'En pausa: no había con qué pagar.',
      price_changed: 'En pausa: la respuesta es más cara.',
      unread: 'En pausa: no reaccionaste a las dos últimas respuestas.',
      unreachable: 'En pausa: no pude escribirte.',
    },
    stopped: {
      no_access:
        'Ahora no hay con qué pagar la respuesta, así que la pregunta está en pausa. Recarga y toca «Continuar».',
      price_changed: (price) =>
        `La respuesta es más cara de lo acordado: ahora cuesta ${credits(price)}. La pregunta está en pausa. Si el precio te va bien, toca «Continuar».`,
      unread:
        'Los bots no ven si los mensajes se leen. Desde la penúltima respuesta no has escrito ni tocado nada, así que la pregunta está en pausa. Si aún la quieres, toca «Continuar».',
    },
    notOn: 'Ahora no hay con qué pagar la respuesta, así que la pregunta no está activada. Recarga y actívala después.',
    notOnWithoutTrial:
      'Todavía no hay con qué pagar la respuesta, así que la pregunta no está activada. Empieza la prueba gratis y actívala después.',
    missed: 'No estuve disponible un rato y pasó la hora de una pregunta programada. La próxima vez la haré a tiempo.',
    delete: '¿Eliminar esta pregunta? Las respuestas que ya llegaron se quedan.',
    deleted: 'Eliminada',
    buttons: {
      open: '⏰ Programadas',
      new: 'Nueva pregunta',
      start: 'Activar',
      resume: 'Continuar',
      pause: 'Pausar',
      changeTime: 'Otra hora',
      once: 'Preguntar una vez',
      timeZone: '🕒 Zona horaria',
    },
  },
  discount: (percent, until) =>
    `Los precios ya incluyen tu descuento del ${percent} % para una compra con estrellas, hasta el ${date(until)}. No vale para una suscripción que se renueva sola.`,
  subscription: '**Suscripción**',
  subscriptionNone: 'No tienes suscripción.',

  status: '**Cómo respondo**',
  statusModel: (title, price) => `Modelo: ${title}, ${credits(price)} por respuesta`,
  statusConversation: (title) => (title === null ? 'Tema: nuevo' : `Tema: «${title}»`),
  models: '**Modelo**',
  modelsHint: 'Elige quién responde a tus preguntas.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nPrecio por respuesta: ${credits(price)}${trial ? '' : ', no entra en la prueba gratis'}.`,
  modelChosen: (title) => `Ahora responde «${title}»`,

  settings: '**Ajustes**',
  settingsLanguage: 'Idioma: español',
  settingsStyle: (style) => `Respuestas: ${style}`,
  newsRefused: 'No recibirás más novedades. Puedes volver a activarlas en /settings.',
  settingsNews: (on) => (on ? 'Novedades: activadas' : 'Novedades: desactivadas'),
  settingsRemember: (on) =>
    on ? 'Conversación: recuerdo los mensajes anteriores' : 'Conversación: respondo a cada pregunta por separado',
  styles: {
    normal: 'normales',
    brief: 'breves',
    detailed: 'detalladas',
    teacher: 'como profe',
    code: 'ante todo, código',
  },
  settingsInstructions: 'Tus indicaciones: guardadas',
  settingsRich: (on) => (on ? 'Tablas y fórmulas: con formato' : 'Tablas y fórmulas: como texto simple'),
  settingsReminders: (on) =>
    on ? 'Recordatorios: de suscripción y saldo, como mucho una vez por semana' : 'Recordatorios: desactivados',
  remindersOff: 'No te enviaré más recordatorios. Puedes volver a activarlos en los ajustes.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Precio: pregunto cuando una pregunta cuesta más de lo habitual'
      : `Precio: pregunto cuando una pregunta cuesta más de ${credits(count)}`,
  instructions: '**Tus indicaciones**',
  instructionsHint:
    'Escribe lo que debo tener en cuenta en cada respuesta. Por ejemplo: «Estudio física en secundaria, explica de forma sencilla».',
  instructionsRequest: 'Responde a este mensaje: ¿qué debo tener en cuenta en cada respuesta? Hasta 1000 caracteres.',
  instructionsPlaceholder: 'Qué tener en cuenta',
  instructionsTooLong: (length, longest) =>
    `Son ${spanish(length, 'carácter', 'caracteres')} y caben ${longest.toLocaleString('es')}. Acórtalo, por favor.`,
  saved: 'Guardado',
  forget:
    '¿Eliminar mis datos? Los textos de tus preguntas y respuestas, tu nombre y tus ajustes se borran al instante y para siempre. El saldo y los registros de pagos se conservan: hacen falta para las cuentas.',
  forgetRenewal: (plan, at) =>
    `La suscripción «${plan}» se mantiene y se renueva sola: próximo cobro en Telegram el ${date(at)}. Si ya no la necesitas, cancela la renovación.`,
  forgetSchedules: 'Tus preguntas programadas también se eliminan: ya no las haré.',
  exported: 'Aquí está todo lo que se guarda sobre ti.',
  forgotten: 'Listo, tus textos se han eliminado.',

  help: '**Ayuda**\n\nEscribe tus preguntas como mensajes normales: recuerdo la conversación hasta que envíes /new.\n\nEnvía imágenes y álbumes, mensajes de voz y archivos (PDF, Word, Excel, PowerPoint, textos, código), con pregunta o sin ella. Para preguntar por algo que enviaste antes, responde a ese mensaje. Si una pregunta cuesta más de lo habitual, primero te digo el precio.\n\n/new: tema nuevo\n/conversations: volver a una conversación anterior\n/stop: detener la respuesta\n/balance: lo que te queda\n/status: cómo respondo\n/buy: créditos y suscripción\n/assistants: asistentes para cada ocasión\n/image: dibujar una imagen\n/schedule: preguntas programadas\n/promo: código promo\n/model: elegir modelo\n/settings: idioma, estilo de las respuestas, datos\n/paysupport: consultas sobre pagos\n/id: tu número en Telegram\n/terms: condiciones\n/privacy: sobre tus datos\n\nUna pregunta sin respuesta no cuesta nada.',
  yourId: (id) => `Tu número en Telegram: \`${id}\`. Con él, el propietario del bot puede encontrarte si algo va mal.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `La conversación «${ended}» ha terminado; puedes volver a ella. `}Empezamos de cero. ¿De qué hablamos?`,
  untitled: 'Sin título',
  conversations: '**Mis temas**\n\nElige cuál continuar.',
  titleRequest: '¿Cómo se llamará esta conversación? Escribe el nuevo nombre.',
  titlePlaceholder: 'Nombre',
  conversationRenamed: (title) => `Ahora la conversación se llama «${title}».`,
  deleteConversation: (title) =>
    `¿Eliminar la conversación${title === null ? '' : ` «${title}»`}? Los textos de sus preguntas y respuestas se borran al instante y para siempre.`,
  conversationDeleted: 'Listo, la conversación se ha eliminado.',
  conversationBusy:
    'Ahora estoy escribiendo una respuesta en esta conversación. Espera a que termine o detenla: /stop. Después podrás eliminar la conversación.',
  noConversations: 'Aún no hay conversaciones. Escribe una pregunta y empezará la primera.',
  conversationResumed: (title) => `Seguimos con «${title}». Escribe.`,
  groupsOff: 'No respondo en grupos. Escríbeme por privado.',
  thinking: 'Pensando…',
  stopping: 'Me detengo.',
  nothingToStop: 'Ahora no estoy escribiendo nada.',
  paysupportPlaceholder: 'No llegaron los créditos del pago 12345',
  paysupport:
    '**Consultas sobre pagos**\n\nSi hay algún problema con un pago, escríbelo en tu próximo mensaje: le llegará al propietario. Por ejemplo: no llegaron los créditos del pago 12345. El número del pago está en el recibo de Telegram. La respuesta del propietario llegará aquí. El soporte de Telegram no atiende estos pagos.',

  refused: {
    trial_not_started: 'Para que pueda responderte, empieza la prueba gratis.',
    trial_used_up: 'Se acabaron tus mensajes gratis. ¿Te ha gustado? Elige cómo continuar.',
    trial_continues: 'Se acabaron tus primeros mensajes gratis.',
    subscription_ended: 'Tu suscripción ha terminado. Elige cómo continuar.',
    daily_limit:
      'Lo que tu suscripción da para hoy no alcanza para esta pregunta. Mañana volverás a tenerlo todo; por ahora puedes elegir un modelo más barato o seguir con créditos comprados.',
    more_than_allowance:
      'Esta pregunta cuesta más de lo que tu suscripción da en un día entero, así que mañana tampoco alcanzará. Hazla con créditos comprados, elige un modelo más barato o pregunta por menos páginas.',
    insufficient_credits: 'No tienes créditos suficientes para este modelo. Elige uno más barato o recarga.',
    price_changed: 'El precio ha cambiado.',
    question_too_long:
      'La pregunta es demasiado larga para este modelo. Acórtala o elige un modelo con más capacidad. No se ha cobrado nada.',
    model_cannot_see: 'Este modelo no ve imágenes. Elige otro.',
    no_transcription: 'Aquí no puedo escuchar grabaciones: escribe tu pregunta, por favor.',
    not_in_trial:
      'La prueba gratis no cubre esto: una imagen es un mensaje, un mensaje de voz puede durar un minuto y un documento puede tener 10 páginas.',
    model_not_included:
      'Este modelo no entra en la prueba gratis ni en tu suscripción, y los créditos no alcanzan. Elige otro modelo o recarga.',
    budget_used_up: 'Ahora no puedo responder: se me han agotado las respuestas. No se ha cobrado nada.',
    trial_paused: 'Por ahora se han agotado las respuestas gratis.',
  },
  resumes: (moment) => `Volveré a responder a partir del ${clock(moment)} (hora de Madrid).`,
  resumesForGuests: (moment) => `Habrá más a partir del ${clock(moment)} (hora de Madrid).`,
  resumesUnknown: 'Aún no se sabe cuándo habrá más. Lo que compras funciona siempre.',
  questionKept: 'Tu pregunta está guardada: toca entonces el botón.',
  failed: {
    usual: 'No he podido responder: el modelo no está disponible ahora.',
    refused: 'No he podido responder: el modelo rechazó la solicitud.',
    stopped: 'Detenido.',
    undelivered: 'No he podido mostrar la respuesta completa.',
    too_long:
      'Junto con esta conversación, la pregunta no cabe en el modelo. Empieza un tema nuevo y pregunta otra vez.',
    abuse:
      'El proveedor del modelo considera que esta conversación incumple sus normas y no ha respondido. Empieza un tema nuevo y pregunta por otra cosa.',
    filtered: 'El filtro del proveedor del modelo no dejó pasar la respuesta. Prueba a preguntar con otras palabras.',
    no_room:
      'El modelo pensó tanto que no quedó espacio para la respuesta. Pregunta algo más sencillo o elige otro modelo.',
    not_text: 'El modelo no respondió con texto, y solo puedo mostrar texto.',
    file_gone: 'Telegram ya no da acceso a este archivo. Envíalo otra vez.',
  },
  priceChanged: (price) => `El precio ha cambiado: ahora cuesta ${price}, ¿continúo?`,
  questionLost: 'No encuentro esa pregunta. Envíala otra vez, por favor.',
  edited: 'Has cambiado la pregunta. ¿Respondo a la nueva?',
  editIgnored: 'Editar este mensaje no cambia nada. Envía el texto corregido en un mensaje nuevo.',
  prices: {
    trial: (price) => `${price} mens.`,
    credits: (price) => `${price} cr.`,
    subscription: (price) => `${price} cr. del plan`,
  },
  delayed: 'Ahora respondo con retraso. Tu pregunta no se ha perdido, no hace falta repetirla.',
  nothingCharged: 'No se ha cobrado nada.',
  givenUp: 'No se ha podido procesar este mensaje, ni tras varios intentos.',
  buttonGivenUp: 'No ha funcionado, ni tras varios intentos.',
  tryLater: 'Inténtalo de nuevo un poco más tarde.',
  paymentDelayed: 'El pago ha llegado. Lo abonaré un poco más tarde; no tienes que hacer nada.',
  paymentGivenUp:
    'El pago ha llegado, pero no se ha podido abonar enseguida. Si dentro de una hora no ves tu compra, envía /paysupport.',
  blocked: 'Tu acceso a este bot está cerrado.',
  forbidden: 'Solo un propietario del bot puede hacer esto, y tú ya no lo eres.',
  contact: (owner) =>
    owner
      ? `Cómo contactar con el propietario del bot: ${owner}`
      : 'Envía /paysupport y tu consulta en un solo mensaje, y el propietario te responderá aquí.',
  groupGreeting: (username) =>
    `¡Hola! Respondo preguntas. Pregunta con el comando /ask, escribe @${username} y tu pregunta o responde a un mensaje mío. Cada persona tiene su propio saldo, que solo se ve en el chat privado.`,
  groupHelp: (username) =>
    `**Cómo preguntar en un grupo**\n\n/ask y tu pregunta, @${username} y tu pregunta, o una respuesta a un mensaje mío. Para preguntar por un mensaje, una imagen, un mensaje de voz o un archivo de otra persona, respóndele con /ask.\n\n/new: tema nuevo\n/stop: detener la respuesta\n\nSaldo, modelo y ajustes: en el chat privado.`,
  nameless:
    'No veo quién eres: el mensaje está escrito en nombre del grupo o de un canal. Escribe en tu nombre y te respondo.',
  groupHint: 'Mejor en privado: abre un chat conmigo. Aquí puedes preguntar con /ask.',
  tooFast: (perMinute) =>
    `Escribes muy rápido. Respondo como máximo a ${messages(perMinute)} por minuto: el resto no se pierde, no hace falta repetirlo.`,
  pressesTooFast: 'Demasiados toques seguidos. Toca otra vez dentro de un minuto.',
  oldButton: 'Este botón ya no funciona',
  notYours: 'Este botón es para quien hizo la pregunta',

  quietTrial: (left) =>
    left === 0 ? 'Ese era el último mensaje de tu prueba gratis.' : `Te queda en la prueba gratis: ${messages(left)}.`,
  quietCredits: (left) => `Te queda: ${credits(left)}.`,
  quietAllowance: (price, left) =>
    `Con la suscripción: ${credits(price)}; disponible hoy: ${left.toLocaleString('es')}.`,
  quietPrice: (price, left) => `Cobrado: ${credits(price)}; saldo: ${left.toLocaleString('es')}.`,
  fellBack: (title) => `En lugar del modelo elegido ha respondido «${title}».`,
  insteadOf: (wanted, title) =>
    `Por ahora se han agotado las respuestas de «${wanted}»; ha respondido «${title}», a su propio precio.`,
  cutByFilter: 'El filtro del proveedor del modelo no dejó pasar el resto de la respuesta.',
  outOfTime: 'El modelo escribía despacio y se acabó el tiempo. Toca «Seguir» o escribe «continúa».',
  restInFile: 'La respuesta no cupo en los mensajes. Completa está en el archivo.',
  cutShort: 'La respuesta superó el límite del modelo y se cortó. Toca «Seguir» o escribe «continúa».',

  attached: {
    photo: 'imagen',
    sticker: 'sticker',
    voice: 'mensaje de voz',
    video: 'vídeo',
    document: 'archivo',
    location: 'lugar en el mapa',
    other: 'adjunto',
  },
  unsupported: {
    sticker: '¡Muy bonito! Pero todavía no veo stickers ni imágenes animadas. ¿Me lo escribes con palabras?',
    video: 'Todavía no veo vídeos. Envía un fotograma como imagen o descríbelo con palabras.',
    location: 'Todavía no entiendo mapas. Escribe lo que quieres saber.',
    other: 'Todavía no entiendo esto. Escríbelo como texto, por favor.',
  },

  image: {
    ask: '**Imagen**\n\nDescribe qué dibujar: qué se ve, en qué estilo y con qué colores. Para cambiar una imagen que ya tienes, envíala con el texto /image y lo que hay que cambiar.',
    askChange: '¿Qué cambio en esta imagen? Escríbelo con palabras.',
    placeholder: 'Un gato pelirrojo con traje espacial, acuarela',
    placeholderChange: 'Que sea de noche, con luna sobre el tejado',
    choose: (begin) => `🎨 «${begin}»\n\n¿Cómo la dibujo?`,
    chooseChange: (begin) => `✏️ «${begin}»\n\n¿Cómo la cambio?`,
    unused: 'Dibujo a partir de palabras e imágenes; las grabaciones, los vídeos y lo demás aquí no cuentan.',
    onlyOne: 'Solo se puede cambiar una imagen a la vez, así que se trata de la primera.',
    drawing: (title) => `🎨 Dibujando: «${title}». Suele tardar hasta un minuto.`,
    off: 'Ahora mismo no dibujo imágenes.',
    busy: 'Aún estoy dibujando tu imagen anterior. Espera a que esté lista y luego pide otra.',
    tooMany: (resumesAt) =>
      `Has pedido todas las imágenes que se pueden pedir en una hora. La próxima es posible después del ${clock(resumesAt)} (hora de Madrid).`,
    tooLong: (longest) =>
      `La descripción supera ${spanish(longest, 'carácter', 'caracteres')}. Acórtala y envíala otra vez.`,
    gone: 'Ya no tengo esta imagen. Envíala con el texto /image y lo que hay que cambiar.',
    fileGone: 'Guardo el archivo original un día y ya no está. La imagen sigue más arriba.',
    byRules: 'Las normas del servicio no permiten esa imagen. Descríbela de otra manera.',
    unreadable: 'No se ha podido abrir esta imagen. Envíala como foto, JPEG o PNG.',
    interrupted: 'El dibujo se interrumpió.',
    failed: 'No se ha podido dibujar la imagen. Inténtalo de nuevo un poco más tarde.',
    cannotPay: (price) => `Esta imagen cuesta ${price} y ahora no te alcanza.`,
    receipt: (words) => (words === null ? 'Imagen (la descripción está eliminada)' : `Imagen: ${words}`),
    states: {
      charged: (price) => `Cobrado: ${price}`,
      reserved: (price) => `Reservado para la imagen en curso: ${price}`,
      given_back: () => 'Sin cobro: no se pudo dibujar la imagen',
    },
  },
  voice: {
    receipt: 'Respuesta en audio',
    cut: 'Es solo el principio: la respuesta es larga y está completa más arriba.',
    leavesOut: 'No leo el código ni las tablas: están en la propia respuesta.',
    asFile: 'No aceptas mensajes de voz, así que lo envío como archivo.',
    forbidden: 'No aceptas mensajes de voz. Permítelos para este chat en los ajustes de Telegram y toca otra vez.',
    failed: 'No se ha podido leer la respuesta en voz alta. Inténtalo de nuevo un poco más tarde.',
    cannotPay: (price) => `Escuchar esta respuesta cuesta ${price} y ahora no te alcanza.`,
    states: {
      charged: (price) => `Cobrado: ${price}`,
      reserved: (price) => `Reservado para el audio en preparación: ${price}`,
      given_back: () => 'Sin cobro: no se pudo leer en voz alta',
    },
  },

  files: {
    leftOut: (count) =>
      `Una pregunta admite hasta diez archivos. Al final quedó sin abrir: ${spanish(count, 'archivo', 'archivos')}. Envía el resto en otra pregunta.`,
    doing: {
      image: 'Mirando la imagen…',
      images: 'Mirando las imágenes…',
      audio: 'Escuchando…',
      file: 'Leyendo el archivo…',
      files: 'Leyendo los archivos…',
    },
    nameless: 'archivo',
    titles: { picture: 'Imagen', document: 'Archivo' },
    named: (name) => (name === null ? 'El archivo' : `El archivo «${name}»`),
    pictures: (count) => spanish(count, 'imagen', 'imágenes'),
    pages: (count) => spanish(count, 'página', 'páginas'),
    firstPages: (first, of) =>
      `${first === 1 ? 'la primera página' : `las primeras ${spanish(first, 'página', 'páginas')}`} de ${of.toLocaleString('es')}`,
    somePages: (from, to) => (from === to ? `página ${from}` : `páginas ${from}–${to}`),
    words: (count) => spanish(count, 'palabra', 'palabras'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} s`
      return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`
    },
    offers: {
      document: 'Preguntar por él',
      picture: 'Preguntar por ella',
      several: 'Preguntar por todos',
      speech: 'Transcribir y responder',
      transcript: 'Transcribir',
      mixed: 'Responder a todo junto',
    },
    declined: 'De acuerdo, no respondo.',
    whichPages: '¿Qué páginas? Por ejemplo: 3 o 2–5.',
    pagesPlaceholder: 'Por ejemplo, 2–5',
    pagesUnclear:
      'No entiendo qué páginas. Escribe un número, por ejemplo 3, o la primera y la última, por ejemplo 2–5.',
    noSuchPages: 'El archivo no tiene esas páginas. ¿Cuáles tomo? Por ejemplo: 3 o 2–5.',
    unreadable: {
      encrypted: (file) => `${file} está protegido con contraseña. Quítala y envíalo otra vez.`,
      empty: (file) => `${file} está vacío: no hay nada que leer. Comprueba que sea el correcto.`,
      damaged: (file) => `${file} está dañado y no se puede abrir. Guárdalo de nuevo y envíalo otra vez.`,
      unsupported: (file) =>
        `${file} no se puede leer. Leo PDF, Word, Excel, PowerPoint, textos y código, miro imágenes y escucho grabaciones.`,
      too_many_pages: (file) =>
        `${file} es demasiado largo: tiene demasiadas páginas. Envía la parte que necesites en un archivo aparte.`,
      too_large: (file) => `${file} es demasiado grande. Envía uno más pequeño o por partes.`,
      gone: (file) => `${file} ya no se puede abrir: Telegram no da acceso a él. Envíalo otra vez.`,
    },
  },

  buttons: {
    newConversation: '💬 Tema nuevo',
    balance: '👛 Saldo',
    buy: '⭐ Recargar',
    gift: '🎁 Regalar',
    shareGift: '📨 Enviar el regalo',
    keepGift: 'Quedármelo',
    invite: '👥 Invitar',
    shareLink: '📨 Enviar el enlace',
    channelBonus: '📣 Regalo: únete al canal',
    joinChannel: '📣 Abrir el canal',
    checkChannel: 'Comprobar',
    promo: '🎟 Código',
    subscription: '🗓 Suscripción',
    model: '🧠 Modelo',
    settings: '⚙️ Ajustes',
    help: '❓ Ayuda',
    image: '🎨 Imagen',
    imageAgain: '↻ Otra más',
    imageChange: '✏️ Cambiar',
    imageFile: '📎 Como archivo',
    listen: '🎧 Escuchar',
    listenAgain: '🎧 Escuchar otra vez',
    back: '‹ Atrás',
    history: '🧾 Historial',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Suscribirme por ${price.toLocaleString('es')} ⭐`,
    cancelRenewal: 'Cancelar renovación',
    cancelRenewalYes: 'Sí, cancelar',
    keepRenewal: 'Mantener',
    buyAnyway: (price) => `Comprar por ${price}`,
    resumeRenewal: 'Reactivar renovación',
    menu: '☰ Menú',
    tryFree: '🎁 Probar gratis',
    notNow: 'Ahora no',
    answerWaiting: (begin) => `Responder a «${begin}»`,
    answerBy: (title) => `Con «${title}»`,
    noReminders: 'Sin recordatorios',
    reminders: 'Recordarme el saldo',
    answerNow: 'Responder',
    retry: '↻ Reintentar',
    again: '↻ De nuevo',
    continue: '▸ Seguir',
    shorter: '✂︎ Más corto',
    inShort: '✂︎ En breve',
    files: '📄 Como archivo',
    agree: 'Preguntar',
    accept: '✅ Aceptar',
    withdraw: 'Retirar mi consentimiento',
    withdrawYes: 'Sí, retirar',
    somePages: 'Solo algunas páginas',
    decline: 'No, gracias',
    edited: '↻ Responder de nuevo',
    stop: '■ Detener',
    privateChat: '💬 Chat privado',
    instructions: '✍️ Mis indicaciones',
    writeInstructions: 'Escribir',
    dropInstructions: 'Quitar',
    rich: 'Tablas y fórmulas con formato',
    plain: 'Tablas como texto simple',
    askAbove: (count) => (count === 0 ? 'Preguntar siempre el precio' : `No preguntar hasta: ${count} cr.`),
    conversations: '🗂 Mis temas',
    renameConversation: '✏️ Renombrar',
    deleteConversation: '🗑 Eliminar',
    exportData: '📦 Descargar mis datos',
    forget: 'Eliminar mis datos',
    forgetYes: 'Sí, eliminar',
    news: 'Recibir novedades',
    noNews: 'No enviarme novedades',
    remember: 'Recordar la conversación',
    doNotRemember: 'No recordar la conversación',
  },
  commands: {
    start: 'Empezar',
    new: 'Tema nuevo',
    conversations: 'Conversaciones anteriores',
    stop: 'Detener la respuesta',
    balance: 'Lo que te queda',
    buy: 'Créditos y suscripción',
    assistants: 'Asistentes para cada ocasión',
    image: 'Dibujar una imagen',
    schedule: 'Preguntas programadas',
    promo: 'Código promo',
    invite: 'Invitar',
    model: 'Elegir modelo',
    settings: 'Ajustes',
    help: 'Ayuda',
    status: 'Cómo respondo',
    paysupport: 'Consultas sobre pagos',
    id: 'Tu número en Telegram',
    terms: 'Condiciones',
    privacy: 'Sobre tus datos',
  },
  groupCommands: {
    ask: 'Hacer una pregunta',
    new: 'Tema nuevo',
    stop: 'Detener la respuesta',
    help: 'Cómo preguntar en un grupo',
  },
  description:
    'Pomogator responde preguntas, escribe textos, ayuda con código, mira imágenes, escucha mensajes de voz y lee archivos. Los primeros mensajes son gratis.',
  shortDescription: 'Asistente de inteligencia artificial',
}
