interface Behaviour {
  ways: [{ way: string; link: string; accepts: number }, weight: number][]
  questionsADay: [questions: number, weight: number][]
  comesBack: { from: number; to: number; lastsADay: number }
  starsAtMost: [stars: number, weight: number][]
  tokens: { input: number; output: number }
  buys: number
  cancels: number
  refunds: number
  refers: number
}

/**
 * How people behave, as far as the rehearsal assumes it. None of it is measured: what counts is that two catalogues meet the
 * same people.
 */
export const behaviour: Behaviour = {
  /** How people come, and how many of them begin the trial. */
  ways: [
    [{ way: 'by themselves', link: '', accepts: 0.6 }, 50],
    [{ way: 'campaign channel', link: 'c_channel', accepts: 0.7 }, 30],
    [{ way: 'campaign ads', link: 'c_ads', accepts: 0.45 }, 20],
  ],
  /** Questions on a day on which they ask, and how often that many. */
  questionsADay: [
    [1, 4],
    [2, 4],
    [3, 3],
    [5, 2],
    [8, 1],
  ],
  /** How likely they come back on the next day, and what is left of that with each day. */
  comesBack: { from: 0.25, to: 0.9, lastsADay: 0.97 },
  /** Stars that they would spend at most within 30 days, and how many people have so many to spend. */
  starsAtMost: [
    [0, 70],
    [120, 12],
    [400, 12],
    [1_600, 5],
    [5_000, 1],
  ],
  /** What an answer takes from its provider. */
  tokens: { input: 900, output: 450 },
  /** Of those who have the Stars, so many buy when nothing pays for their question. */
  buys: 0.6,
  /** Of subscribers so many end the renewal after paying. */
  cancels: 0.35,
  /** Of purchases so many are refunded. */
  refunds: 0.02,
  /** Of people who have had an answer, so many bring one friend on the next day, where the catalogue rewards it. */
  refers: 0.15,
}
