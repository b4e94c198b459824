type Fact = (name: string) => string

export const catalogFaults = {
  /** What a value must be. */
  types: {
    string: 'текст',
    number: 'число',
    int: 'целое число',
    boolean: 'true или false',
    array: 'список',
    object: 'объект',
    record: 'объект',
  } as Record<string, string>,
  /** What is wrong, after its place. */
  kinds: {
    missing: () => 'не указано',
    type: (fact) => `здесь должно быть ${fact('expected')}`,
    one_of: (fact) => `подходит только одно из: ${fact('values')}`,
    unknown_keys: (fact) => `таких полей нет: ${fact('keys')}`,
    too_small: (fact) => `число не меньше ${fact('limit')}`,
    too_big: (fact) => `число не больше ${fact('limit')}`,
    too_short: (fact) => `знаков не меньше ${fact('limit')}`,
    too_long: (fact) => `знаков не больше ${fact('limit')}`,
    too_few: (fact) => `записей не меньше ${fact('limit')}`,
    too_many: (fact) => `записей не больше ${fact('limit')}`,
    date: () => 'дата пишется так: 2026-11-26',
    url: () => 'нужен адрес, который начинается с https://',
    no_words: () => 'нужен текст хотя бы на одном языке',
    no_language: () => 'такого языка у бота нет',
    id: () => 'до 24 маленьких латинских букв, цифр и дефисов',
    minute_price: () => 'укажите, сколько стоит минута',
    voice_price: () => 'укажите, сколько это стоит',
    variable: () => 'нужно имя переменной окружения: большие латинские буквы, цифры и _',
    address: () => 'укажите или адрес, или переменную с адресом',
    header: () => 'нужно имя заголовка HTTP',
    tool: () => 'до 64 латинских букв, цифр, _ и -',
    currency: () => 'валюта пишется тремя большими буквами',
    stars: () => 'для звёзд есть отдельная цена',
    allowance: () => 'укажите, сколько кредитов в день даёт тариф',
    first_offered: () => 'первая модель отвечает тем, кто не выбирал, поэтому её нельзя скрыть',
    twice: (fact) => `запись ${fact('id')} повторяется: имена должны различаться`,
    room: (fact) =>
      `контекст должен быть больше самого длинного ответа хотя бы на ${fact('tokens')}: это место для вопроса`,
    spoken: () => 'не больше, чем самый длинный ответ на текст',
    another_model: (fact) => `${fact('id')} не другая модель этого каталога`,
    offered_model: (fact) => `${fact('id')} не модель этого каталога, которая предлагается`,
    later_day: () => 'цены идут по порядку: этот день должен быть позже предыдущего',
    renews_days: () => 'Telegram продлевает подписку только каждые 30 дней',
    renews_price: () => 'подписка с продлением стоит не больше 10 000 звёзд',
    held_plan: (fact) =>
      `тариф ${fact('plan')} нельзя убрать, пока он есть у людей (${fact('people')}): снимите его с продажи`,
    no_json: (fact) => `текст не читается как JSON: ${fact('reason')}`,
  } as Record<string, (fact: Fact) => string>,
}
