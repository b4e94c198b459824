import type { Page } from './page.ts'

const page = (slug: string, title: string, snippet: string, ...paragraphs: string[]): Page => ({
  slug,
  title,
  snippet,
  body: [snippet, ...paragraphs].map((text) => `<p>${text}</p>`).join('\n'),
})

/** Pages to be found: invented, and always the same. */
export const usualPages: Page[] = [
  page(
    'green-tea',
    'Как заваривать зелёный чай',
    'Зелёный чай заваривают водой 70–80 °C две-три минуты: кипяток делает его горьким.',
    'На чашку берут чайную ложку листа. Первый настой можно слить, а тот же лист заварить ещё два раза, каждый раз на минуту дольше.',
    'Если термометра нет, кипятку дают постоять с открытой крышкой около пяти минут.',
  ),
  page(
    'tea-harvest',
    'Сбор чая в Приморье: рекорд года',
    'В этом году чайные плантации Приморья собрали 412 тонн листа, на 9 % больше прошлогоднего.',
    'Агрономы объясняют рекорд тёплым маем. Осенний сбор закончился 14 ноября.',
  ),
  page(
    'bridge-opening',
    'Новый мост через Светлую открылся 21 ноября',
    'Мост через реку Светлую открыли для машин 21 ноября. Дорога до аэропорта стала короче на 18 минут.',
    'Мост длиной 1 240 метров строили три года. Пешеходную часть откроют весной.',
  ),
  page(
    'metro-hours',
    'Часы работы метро в праздники',
    'В ночь на 1 января метро Светлогорья работает без перерыва, в остальные праздничные дни с 6:00 до 1:00.',
    'Поезда в новогоднюю ночь ходят каждые двенадцать минут.',
  ),
  page(
    'museum-tickets',
    'Музей мореплавания: билеты и часы',
    'Музей открыт со вторника по воскресенье с 10 до 19, билет стоит 450 рублей, по средам вход свободный.',
    'Экскурсии в 12 и 16 часов входят в цену билета.',
  ),
  page(
    'phone-review',
    'Обзор: чем новый «Полёт 12» лучше прежнего',
    'Телефон «Полёт 12» работает от батареи 31 час, на шесть часов дольше прежнего, и стоит 54 990 рублей.',
    'Камера почти не изменилась. Зарядка до половины занимает 19 минут.',
  ),
  page(
    'marathon',
    'Светлогорский марафон: результаты',
    'Светлогорский марафон выиграла Айгуль Каримова за 2 часа 29 минут 51 секунду.',
    'На старт вышли 8 300 человек из 24 стран.',
  ),
  page(
    'northern-lights',
    'Northern lights this week',
    'A strong solar wind arrives on Thursday night: the northern lights may be seen as far south as Berlin.',
    'The best hours are from 22:00 to 02:00, away from the lights of a city.',
  ),
  page(
    'train-timetable',
    'Winter timetable of the Coast Line',
    'From 14 December the Coast Line runs every twenty minutes, and the last train leaves at 00:40.',
    'The journey from end to end takes 52 minutes.',
  ),
  page(
    'bread',
    'Bread without kneading',
    'Mix 400 g of flour, 320 g of water, salt and a little yeast, leave it for 18 hours, and bake it in a hot pot.',
    'Thirty minutes with the lid on, fifteen without.',
  ),
]
