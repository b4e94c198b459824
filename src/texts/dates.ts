type Write = (moment: string) => string

interface Dates {
  /** With its year. */
  day: Write
  /** Without it, the month cut short. */
  shortDay: Write
  /** Hours and minutes. */
  time: Write
}

/** How a language writes moments where most of its people live. */
export function datesOf(locale: string, timeZone: string): Dates {
  const written = (options: Intl.DateTimeFormatOptions) => {
    // A format takes a millisecond to make and most are never needed: a start makes none.
    let format: Intl.DateTimeFormat | undefined
    return (moment: string) =>
      (format ??= new Intl.DateTimeFormat(locale, { ...options, timeZone })).format(new Date(moment))
  }
  return {
    day: written({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: written({ day: 'numeric', month: 'short' }),
    time: written({ timeStyle: 'short' }),
  }
}
