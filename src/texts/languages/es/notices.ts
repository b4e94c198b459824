import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Tu suscripción termina en menos de un día, el ${date}. No se renueva sola.`
      : `Tu suscripción termina el ${date}, en tres días o menos. No se renueva sola.`,
  planEndsButton: '⭐ Renovar',
  winBack: {
    trial_used_up:
      'Se acabaron tus mensajes de prueba y quizá aún tengas preguntas. Los créditos no caducan y la suscripción se cancela cualquier día.',
    plan_lapsed_3:
      'Tu suscripción terminó hace unos días. Tus conversaciones siguen aquí: renuévala y continuamos donde lo dejamos.',
    plan_lapsed_14:
      'Hace dos semanas terminó tu suscripción. Si no la necesitas a diario, compra créditos: no caducan.',
    low_balance:
      'Te quedan menos créditos de los que cuesta una respuesta. Recarga para que la conversación no se corte.',
  },
  winBackButton: '⭐ Ver precios',
  noRemindersButton: 'No recordármelo más',
  renewalEnded: {
    refunded:
      'La renovación de tu suscripción está desactivada porque su pago fue reembolsado. No habrá más cobros por ella.',
    doubled: 'La renovación de tu segunda suscripción está desactivada. No habrá más cobros por ella.',
    blocked:
      'Tu acceso a este bot está cerrado, por eso la renovación de la suscripción está desactivada. No habrá más cobros.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ El modelo «${model}» no responde a nadie: su servidor rechaza todas las solicitudes${status}. Revisa la clave, el saldo con el proveedor y el nombre del modelo. A los usuarios se les dice que el modelo no está disponible y no se les cobra nada.\n\nRespuesta del servidor: ${message}`,
  budgets: {
    names: {
      day: () => 'Presupuesto del día',
      month: () => 'Presupuesto del mes',
      trial_day: () => 'Presupuesto diario para preguntas de prueba',
      person_day: (userId) => `Presupuesto diario para el usuario ${userId}`,
    },
    actions: {
      cheaper: 'Ahora responde el modelo más barato, a su propio precio.',
      no_trial: 'Por ahora no hay respuestas gratis.',
      stop: 'Por ahora no hay respuestas: las preguntas se guardan y se avisa a los usuarios.',
    },
    spent: (name, percent, spent, limit) =>
      `${name}: gastado el ${percent} % (${inDollars(spent)} de ${inDollars(limit)}).`,
    change: 'Puedes cambiarlo en el catálogo, en money.budgets.',
  },
  freeMessages: {
    everybody: 'Mensajes gratis de hoy',
    links: {
      campaign: (name) => `Mensajes gratis de hoy para la campaña ${name}`,
      referral: (code) => `Mensajes gratis de hoy para la invitación ${code}`,
    },
    used: (name, percent, used, limit) =>
      `${name}: usado el ${percent} % (${used.toLocaleString('es')} de ${limit.toLocaleString('es')}).`,
    ways: {
      campaign: (name) => `por el enlace de la campaña ${name}`,
      referral: (code) => `por la invitación ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `Quienes llegan ${way} parecen cuentas creadas por los mensajes gratis. En una hora llegaron ${starts}. La primera pregunta es la misma en ${alike} de ${asked}, y Telegram no muestra casi nada de ${inSteps} de los ${trials} que empezaron la prueba. No pueden gastar más que el límite del día. Puedes verlo y pausarlo en el panel, en la página Growth.`,
    over: 'No habrá respuestas gratis hasta la medianoche UTC, y a los usuarios se les dice cuándo volverán. Lo comprado funciona.',
    change: 'Puedes cambiar el límite en el panel, en la página Settings.',
  },
}
