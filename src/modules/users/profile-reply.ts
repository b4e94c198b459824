import type { CallerReply } from '#platform/http/endpoint.ts'
import { spoken } from '#texts/codes.ts'
import type { Documents, Profile, usersEndpoints } from './contract.ts'
import { agreementStateOf } from './agreement.ts'
import type { User, UserWithRole } from './users.ts'

/** A person as the contract shows them. */
export function profileReply(user: UserWithRole, documents: Documents): Profile {
  return {
    telegramId: user.telegramId,
    firstName: user.firstName,
    lastName: user.lastName,
    username: user.username,
    language: user.language,
    settings: user.settings,
    credits: user.credits,
    blocked: user.blocked,
    takesNews: user.takesNews,
    agreement: agreementStateOf(user.agreement, documents),
    role: user.role,
    createdAt: user.createdAt.toISOString(),
  }
}

/** What a person is shown of the documents, in their language. */
export function agreementReply(
  { agreement, language }: User,
  documents: Documents,
): CallerReply<typeof usersEndpoints.agreement> {
  const state = agreementStateOf(agreement, documents)
  const { version, changes } = documents.get(spoken(language))!
  const since = state === 'outdated' ? agreement!.published : Infinity
  return {
    state,
    version,
    changes: changes
      .filter(({ published }) => published > since)
      .map(({ document, whatIsNew }) => ({ document, whatIsNew })),
  }
}
