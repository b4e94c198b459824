export const kinds = {
  roles: { owner: 'владелец', manager: 'управляющий', support: 'поддержка', analyst: 'аналитик' } as Record<
    string,
    string
  >,
  purses: { subscription: 'подписка', trial: 'пробный', credits: 'кредиты' } as Record<string, string>,
  entryKinds: {
    hold: 'вопрос',
    release: 'возврат за вопрос',
    purchase: 'покупка',
    refund: 'возврат покупки',
    adjustment: 'от владельца',
    promo: 'промокод',
    campaign: 'подарок новичку',
    gift: 'подарок',
    referral: 'за приглашение',
    undone: 'снято после возврата',
  } as Record<string, string>,
  questionStates: {
    pending: 'отвечаю',
    answered: 'отвечен',
    failed: 'без ответа',
    stopped: 'остановлен',
    abandoned: 'оставлен',
    undelivered: 'не доставлен',
  } as Record<string, string>,
}
