import { type Fragment, fragment } from './fragment.ts'

/** The first of so many days in UTC, of which today is the last: its `day`, and the moment `at` which it begins. */
export function sinceDay(days: number): Fragment {
  return fragment`select day, day::timestamp at time zone 'UTC' as at
    from (select (now() at time zone 'UTC')::date - ${days}::integer + 1 as day) as first`
}
