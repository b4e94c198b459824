import { InlineKeyboard } from 'grammy'
import type { AgreedBy } from '#modules/users/contract.ts'
import type { Texts } from '#texts/languages.ts'
import { plain } from '#texts/plain.ts'
import type { BackendClient } from './backend-client.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'

/** What a person is shown who has not agreed to the present terms and privacy notice. */
export interface AgreementNotice {
  /** Of the documents: a press under the notice brings it. */
  version: string
  text: string
}

/** Null: they have agreed, as far as is known here. */
export async function findNotice(ctx: BotContext): Promise<AgreementNotice | null> {
  return ctx.person.agreement === 'given' ? null : presentNotice(ctx)
}

/** The same by what the backend knows now. */
export async function presentNotice(ctx: BotContext): Promise<AgreementNotice | null> {
  const { t, tools, person } = ctx
  const { state, version, changes } = await tools.backend.agreement({ telegramId: person.telegramId })
  if (state !== person.agreement) ctx.refresh()
  if (state === 'given') return null
  return { version, text: state === 'none' ? t.agreement.request : changedText(t, changes) }
}

/** The one button under a notice. */
export function agreeKeyboard(t: Texts, { version }: AgreementNotice, how: AgreedBy): InlineKeyboard {
  return accepting(t, data.agree(version, how))
}

/** What a press goes on with when it is the message to which the notice replies. */
export const theMessage = 'message'

/** The same where a person wanted to write something that is kept. */
export function goOnKeyboard(t: Texts, { version }: AgreementNotice, goOn: string): InlineKeyboard {
  return accepting(t, data.agreeAndGoOn(version, goOn))
}

function accepting(t: Texts, carried: string): InlineKeyboard {
  return new InlineKeyboard().add({ text: t.buttons.accept, callback_data: carried, style: 'success' }).row()
}

type Changes = Awaited<ReturnType<BackendClient['agreement']>>['changes']

/** A new release may have changed the files, of which no owner has said anything. */
function changedText({ agreement: t }: Texts, changes: Changes): string {
  const has = (name: Changes[number]['document']) => changes.some(({ document }) => document === name)
  const changed = has('terms') === has('privacy') ? t.changed.both : has('terms') ? t.changed.terms : t.changed.privacy
  const news = changes.flatMap(({ whatIsNew }) => (whatIsNew === null ? [] : [t.whatIsNew(plain(whatIsNew))]))
  return [changed, ...news, t.goOn].join('\n\n')
}
