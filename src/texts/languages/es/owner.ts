import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { plain } from '#texts/plain.ts'
import { spanish } from './count.ts'
import { earned, inDollars } from './money.ts'

const credits = (count: number) => spanish(count, 'crédito', 'créditos')
const days = (count: number) => spanish(count, 'día', 'días')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Gestión: el menú',
    cabinet: 'Gestión: el panel en el navegador',
    stats: 'Gestión: cifras',
    user: 'Gestión: una persona y sus pagos',
    grant: 'Gestión: dar créditos',
    refund: 'Gestión: reembolsar un pago',
    requests: 'Gestión: consultas sin respuesta',
    answer: 'Gestión: responder a una consulta',
    block: 'Gestión: cerrar el acceso',
    unblock: 'Gestión: abrir el acceso',
    campaign: 'Gestión: un enlace para un anuncio',
    campaigns: 'Gestión: lo que han traído los anuncios',
    newpromo: 'Gestión: un código promo nuevo',
    promos: 'Gestión: códigos promo',
    endpromo: 'Gestión: terminar un código promo',
  },
  help: '**Para el propietario**\n\n/owner: un menú con botones: personas, cifras, consultas, anuncios\n/cabinet: el panel en el navegador\n/stats: cifras del día, la semana y el mes\n/user @nombre: una persona, sus créditos y sus pagos con un botón de reembolso\n/grant @nombre 50 por la paciencia: da créditos; con un menos, los quita\n/refund 17 motivo: reembolsa el pago n.º 17\n/requests: consultas sobre pagos sin respuesta\n/answer 5 texto: responde a la consulta n.º 5\n/block @nombre motivo y /unblock @nombre: cerrar y abrir el acceso\n/campaign vk 120: un enlace y un código QR para un anuncio que costó 120 $\n/campaigns: lo que ha traído cada enlace\n/newpromo VERANO 50: un código promo de 50 créditos\n/promos: los códigos promo y cuántas veces se han usado\n/endpromo VERANO: termina un código promo\n\nEn lugar del @nombre también vale el número de la persona en Telegram.',
  team: {
    menu: (role) => `**Gestión del bot**\n\nTu rol: ${role}. ¿Qué quieres abrir?`,
    roles: { owner: 'propietario', manager: 'gestor', support: 'soporte', analyst: 'analista' },
    search: '🔎 Buscar',
    people: '👥 Nuevos',
    figures: '📊 Cifras',
    margin: '💰 Margen',
    campaigns: '📣 Anuncios',
    requests: '❓ Consultas',
    givenUp: '⚠️ Sin procesar',
    cabinet: '🖥 Panel',
    roleLost: 'Este botón es para quienes gestionan el bot. Ahora no tienes ese rol.',
    inBot: 'desde el menú del bot',
    searchAsk: '¿A quién busco? Envía un @nombre, un número, un nombre o el número de un pago.',
    searchPlaceholder: '@nombre, número o nombre',
    nobodyFound: 'No se ha encontrado a nadie. El bot conoce a quienes ya le han escrito.',
    found: (more) => (more ? '**Hay muchos resultados**, estos son los primeros:' : '**Encontrados:**'),
    newest: '**Los últimos en llegar:**',
    grant: '🎁 Créditos',
    grantAsk: (who, count) =>
      `¿Cuántos créditos? ${who} tiene ahora ${credits(count)}.\n\nOtra cantidad: /grant @nombre 75 motivo.`,
    grantWhy: (who, amount) => `${who}: +${amount}. ¿Por qué? La persona verá el motivo.`,
    grantReasons: { patience: 'por tu paciencia', gift: 'un regalo', sorry: 'por las molestias' },
    message: '✉️ Escribir',
    messageAsk: (who) => `¿Qué le digo? Lo recibirá ${who}.`,
    messagePlaceholder: 'Texto del mensaje',
    messageLength: 'Hace falta un texto: de un carácter a 3000.',
    messageKept: 'El mensaje está guardado y el bot lo enviará.',
    block: '🚫 Cerrar',
    unblock: '✅ Abrir acceso',
    blockAsk: (who) => `¿Cerrar el acceso: ${who}? Elige el motivo. La suscripción también dejará de renovarse.`,
    blockYes: (reason) => `Sí, motivo: ${reason}`,
    blockReasons: { spam: 'spam', fraud: 'fraude de pago', abuse: 'insultos' },
    openInCabinet: '🖥 En el panel',
    answer: (id) => `Responder n.º ${id}`,
    answerAsk: (id) => `Tu respuesta a la consulta n.º ${id}:`,
    answeredAlready: (id, by, text) =>
      `La consulta n.º ${id} ya tiene respuesta (${by}): «${text}» La tuya no se ha enviado.`,
    answerMore: 'Responder otra vez',
    retry: (updateId) => `↻ Reintentar: ${updateId}`,
    reportButton: '🗓 Informe diario',
    reportOff: 'No enviarlo',
    report: (hour, timeZone) =>
      `${hour === null ? 'El informe diario no se envía.' : `El informe diario llega a las ${hour}:00.`} Elige una hora (${timeZone}).`,
    noMargin: 'En 30 días no se ha ganado ni gastado nada.',
    noneGivenUp: 'No hay actualizaciones sin procesar.',
    givenUpList: (count) => `**Sin procesar: ${count}**`,
  },
  usage: {
    user: 'Así: /user @nombre o /user número.',
    grant:
      'Así: /grant @nombre 50 motivo. Con un menos se quitan créditos. La cantidad se escribe en cifras, hasta 1.000.000.',
    refund:
      'Así: /refund 17 motivo, donde 17 es el número del pago. Los números y un botón de reembolso están en /user @nombre.',
    answer: 'Así: /answer 5 texto. Los números de las consultas están en /requests.',
    block: 'Así: /block @nombre motivo.',
    unblock: 'Así: /unblock @nombre.',
    campaign:
      'Así: /campaign nombre 120, donde 120 es el precio del anuncio en dólares; también puedes indicarlo después. Un regalo para los nuevos: /campaign nombre bonus 10 x500 da 10 créditos a los primeros 500; bonus 3trial x500: mensajes de la prueba gratis; bonus none: sin regalo. /campaign nombre archive lo quita de la lista, restore lo devuelve. El nombre lleva letras latinas, cifras, _ y -.',
    newpromo:
      'Así: /newpromo VERANO 50 da 50 créditos. En lugar de 50: 5trial (mensajes de la prueba gratis), 7days month (días de la suscripción month), 20% (descuento en una compra). Después, si quieres: x100 (para 100 personas), until 2026-12-31, first (solo la primera compra), batch 100 (cien códigos, cada uno para una persona).',
    endpromo: 'Así: /endpromo VERANO.',
  },
  rewards: {
    credits: (count) => credits(count),
    trialMessages: (count) => spanish(count, 'mensaje de la prueba gratis', 'mensajes de la prueba gratis'),
    planDays: (count, plan) => `${days(count)} de la suscripción «${plan}»`,
    percentOff: (percent) => `${percent} % de descuento`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, usado ${p.uses} de ${p.mostUses.toLocaleString('es')}${p.batch ? ', códigos para una persona' : ''}${p.firstPurchase ? ', solo primera compra' : ''}${p.endsAt === null ? '' : `, hasta ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', terminado'}.`,
  promoLink: (link) => `Enlace: ${link}`,
  noPromos: 'Aún no hay códigos promo. /newpromo crea el primero.',
  promoExists: 'Ya existe un código promo con ese nombre.',
  noSuchPromo: 'Ese código promo no existe. /promos muestra los que hay.',
  noSuchPlan: 'Esa suscripción no está en el catálogo.',
  promoPast: 'Ese día ya pasó. Indica hoy o un día posterior.',
  promoTooMany: 'Un lote tiene como máximo 10.000 códigos.',
  noSuchPerson: (who) => `El bot no sabe quién es: ${who}. Conoce a quienes ya le han escrito.`,
  noSuchPayment: (which) => `El pago ${which} no existe. /user @nombre muestra los números de los pagos.`,
  noSuchRequest: (id) => `La consulta n.º ${id} no existe. /requests muestra las que están sin respuesta.`,
  campaignLink: (link) => `Enlace para el anuncio: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: llegaron ${c.starts}, empezaron la prueba ${c.trials}, preguntaron ${c.asked}, pagaron ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. El anuncio ${inDollars(c.costMicroDollars)}, resultado ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Amortizado el ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Regalo para los nuevos: ${c.bonus.of === 'credits' ? credits(c.bonus.amount) : spanish(c.bonus.amount, 'mensaje', 'mensajes')}, entregado a ${c.bonuses} de ${c.mostBonuses.toLocaleString('es')}.`,
          ]),
      ...(c.archived ? ['Archivado: no está en la lista y no da nada.'] : []),
    ].join('\n'),
  noCampaigns: 'Aún no hay enlaces para anuncios. /campaign nombre crea el primero.',
  cabinetOpen: 'El enlace abre el panel una vez, durante un minuto. No lo compartas.',
  cabinetHere: 'Abrir aquí',
  cabinetInBrowser: 'Abrir en el navegador',
  cabinetClosed: 'El panel está apagado: su dirección, CABINET_URL, no está configurada.',
  firstOwner: 'Ahora eres el propietario de este bot.',
  roleLinkOld: 'Este enlace ya no es válido: el bot ya tiene propietario o el enlace ha caducado.',
  refused: 'Así no se puede. Comprueba lo que has escrito e inténtalo de nuevo.',
  tooFewCredits: (has, wished) => `No se pueden quitar tantos: la persona tiene ${credits(has)} y tú quitas ${wished}.`,
  periods: { today: 'Hoy', week: '7 días', month: '30 días' },
  figures: (period, f) =>
    `**${period}**: nuevos ${f.users}, activos ${f.active}, respondidas ${f.questions}, sin respuesta ${f.failed}, ${f.revenueStars} ⭐, reembolsos ${f.refundsStars} ⭐, errores ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'Por modelo, 30 días',
      unused: 'días de suscripción sin preguntas',
      plans: 'Por lo que paga',
      people: 'Quién cuesta más de lo que aporta',
      days: 'Por día',
      unpriced: (tries) => `Sin precio en el catálogo: ${spanish(tries, 'solicitud', 'solicitudes')}, fuera del coste.`,
    }),
  person: (count, language, since, blocked) =>
    `Créditos: ${count}, idioma ${language}, desde ${since}${blocked ? ', acceso cerrado' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Informe del ${day.day}** (entre paréntesis, el día anterior)`,
      `Ingresos ${inDollars(day.revenue)} (${inDollars(before.revenue)}), coste ${inDollars(day.cost)} (${inDollars(before.cost)}), margen ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Pagos ${day.revenueStars} ⭐ (${before.revenueStars}), pagaron ${day.payers} (${before.payers}).`,
      `Respondidas ${day.answers} (${before.answers}), personas nuevas ${day.users} (${before.users}), errores ${day.errors} (${before.errors}).`,
      'La imagen muestra dos semanas: ingresos en azul, coste en rojo.',
    ].join('\n'),
  statuses: { paid: 'pagado', refunding: 'en reembolso', refunded: 'reembolsado' },
  refundButton: (number, price) => `↩ Reembolsar ${price} (n.º ${number})`,
  refundYes: 'Sí, reembolsar',
  refunding: (price) => `Reembolsando ${price}. Telegram recibirá la solicitud en un minuto.`,
  refunded: (price) => `Reembolsado: ${price}.`,
  refundLoss: (spent) => `Ya gastado: ${credits(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `Solo el proveedor de pagos puede devolver ${price}: reembolsa el pago ${payment} en tu cuenta allí y luego envía /refund ${charge} done. Lo comprado ya se ha retirado.`,
  refundAsk: (number, who, price, what) =>
    `¿Reembolsar el pago n.º ${number}: ${what}, ${price}, ${who}? Lo comprado se retirará.`,
  granted: (who, delta, count) => `${who}: ${signed(delta)}, ahora ${credits(count)}.`,
  told: 'Se ha avisado a la persona.',
  notTold: (id) => `No se ha podido avisar a la persona ${id}: ha detenido el bot o el bot no puede llegar a ella.`,
  abuseRepeated: (id) =>
    `⚠️ El proveedor de un modelo ya ha rechazado tres veces a la persona ${id} por incumplir sus normas. Si continúa, puede cerrar toda tu cuenta. Mira /user ${id}; para cerrar su acceso: /block ${id} motivo`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Un pago sin pedido: ${price} de la persona ${id}. No se ha dado nada por él. Mira /user ${id}; para devolverlo: /refund ${chargeId}`,
  paymentsDiffer: 'La comprobación de los pagos ha encontrado diferencias:',
  differences: {
    payment_missed: 'un pago que el bot no conocía; abonado',
    payment_unmatched: 'un pago sin pedido; no se ha dado nada por él',
    refund_missed: 'un reembolso que el bot no conocía; anotado',
    refund_unmatched: 'un reembolso de un pago desconocido',
    payer_unknown: 'un pago de una persona desconocida',
    amount_differs: 'un importe distinto del anotado',
  },
  difference: (what, id, amount, chargeId) => `${what}: persona ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `En la lista de Telegram hay ${spanish(count, 'pago', 'pagos')} de antes de esta contabilidad. Se dejan como están y no entran en ninguna cifra.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram no devuelve ${amount} ⭐ a la persona ${id}: ${reason}. No se intentará más; para empezar de nuevo: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram no desactiva la renovación ${chargeId} de la persona ${id}: ${reason}. Se le puede volver a cobrar; reembolsa lo que llegue.`,
  modelEnds: ({ model, name, successor, endsOn, days: left }) =>
    `⚠️ El proveedor apagará el modelo ${name} (la entrada «${model}» del catálogo) el ${endsOn}, dentro de ${days(left)}. ${successor === null ? 'Indica en el catálogo su sucesor (successor) u otro modelo.' : `Ese día ocupará su lugar «${successor}».`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ El proveedor apagó el modelo ${name} el ${endsOn}. ${successor === null ? `La entrada «${model}» no tiene sucesor: indica otro modelo en el catálogo.` : `A las preguntas para «${model}» responde ahora «${successor}».`}`,
  modelGone: ({ model, name }) =>
    `⚠️ El modelo ${name} (la entrada «${model}» del catálogo) ya no está en la lista del proveedor. Indica otro en el catálogo.`,
  answered: (id) => `La respuesta a la consulta n.º ${id} está guardada.`,
  blocked: (who) => `${who}: acceso cerrado.`,
  unblocked: (who) => `${who}: acceso abierto.`,
  notOwner: 'Es un propietario del bot: no se le puede cerrar el acceso.',
  requests: '**Consultas sobre pagos sin respuesta**',
  noRequests: 'No hay consultas sin respuesta.',
  toGranted: (delta, count, reason) =>
    `El propietario te ha ${delta > 0 ? 'dado' : 'quitado'} ${credits(Math.abs(delta))}${reason === null ? '' : ` (${reason})`}. Ahora tienes ${credits(count)}.`,
}
