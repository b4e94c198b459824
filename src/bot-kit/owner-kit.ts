import { type OwnerTexts, ownerTextsIn } from '#texts/languages.ts'
import type { BotContext } from './context.ts'
import { plain } from '#texts/plain.ts'
import { BackendRefusal } from './backend-client.ts'
import type { Profile } from '#modules/users/contract.ts'

/** What the owner typed cannot be understood: the answer is how the command is meant. */
export class Misuse extends Error {
  readonly command: keyof OwnerTexts['usage']
  constructor(command: keyof OwnerTexts['usage']) {
    super(command)
    this.command = command
  }
}
/** What the owner wants cannot be done; the message says why. */
export class Refused extends Error {}

export const ownerTexts = ({ person }: BotContext): OwnerTexts => ownerTextsIn(person.language)

/** A number in decimal digits and nothing else: "0x10" and "1e3" would be a number that was not meant. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The person named by @name or by number. @throws Misuse, Refused */
export async function whoIs(
  ctx: BotContext,
  named: string | undefined,
  command: keyof OwnerTexts['usage'],
): Promise<Profile> {
  const { backend } = ctx.tools
  const id = /^\d{1,15}$/.test(named ?? '') ? Number(named) : undefined
  const username = /^(?:@|https:\/\/t\.me\/)?([A-Za-z]\w{3,31})$/.exec(named ?? '')?.[1]
  if (!id && !username) throw new Misuse(command)
  try {
    return await (id ? backend.userProfile({ telegramId: id }) : backend.findUser({ username: username! }))
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'user_not_found')) throw error
    throw new Refused(ownerTexts(ctx).noSuchPerson(plain(named!)))
  }
}

/** The payment that is named by its short number or by its charge id. @throws Misuse, Refused */
export async function paymentOf(ctx: BotContext, which: string | undefined) {
  if (!which) throw new Misuse('refund')
  const number = /^№?#?(\d{1,15})$/.exec(which)?.[1]
  const { backend } = ctx.tools
  try {
    return await backend.payment(number ? { number: Number(number) } : { chargeId: which })
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'payment_not_found')) throw error
    throw new Refused(`${ownerTexts(ctx).noSuchPayment(plain(which))} (payment_not_found)`)
  }
}

interface Names {
  telegramId: number
  firstName: string
  username: string | null
}

export function nameOf({ firstName, username }: Names): string {
  return username ? `@${plain(username)}` : plain(firstName)
}

/** A person with everything that they are found by, as plain text. */
export function who({ firstName, username, telegramId }: Names): string {
  return `${plain(firstName)}${username ? ` @${plain(username)}` : ''} (${telegramId})`
}
