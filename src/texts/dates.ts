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
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    return (moment: string) => format.format(new Date(moment))
  }
  return {
    day: written({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: written({ day: 'numeric', month: 'short' }),
    time: written({ timeStyle: 'short' }),
  }
}
