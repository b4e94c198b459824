import type { Profile } from './contract.ts'
import type { UserWithRole } from './users.ts'

/** A person as the contract shows them. */
export function profileReply(user: UserWithRole): Profile {
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
    role: user.role,
    createdAt: user.createdAt.toISOString(),
  }
}
