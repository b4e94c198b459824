import type { User } from 'grammy/types'
import { LRUCache } from 'lru-cache'
import type { BackendClient } from './backend-client.ts'
import type { Language, Profile } from '#modules/users/contract.ts'
import { languageFor } from '#texts/languages.ts'

/** How long a profile is believed without asking: another process may have changed the language or blocked the person. */
const believedMs = 30_000
const mostKnown = 10_000

/** Whom this process has met lately. Nothing depends on it but the number of calls to the backend. */
export interface People {
  /** Who it is, made known to the backend when they are new or have changed their names. */
  meet(user: User, updateId: number): Promise<Profile>
  /** The next meeting asks the backend again. */
  expire(telegramId: number): void
  /** The language to speak in when the backend cannot be asked. */
  languageOf(person: { id: number; languageCode?: string | undefined }): Language
}

export function createPeople(backend: BackendClient): People {
  const known = new LRUCache<number, { profile: Profile; names: string; until: number }>({ max: mostKnown })
  return {
    async meet(user, updateId) {
      const names = JSON.stringify([user.first_name, user.last_name, user.username])
      const remembered = known.get(user.id)
      if (remembered && remembered.names === names && remembered.until > performance.now()) return remembered.profile
      const profile = await backend.register(introductionOf(user), { updateId })
      known.set(user.id, { profile, names, until: performance.now() + believedMs })
      return profile
    },
    expire(telegramId) {
      const remembered = known.get(telegramId)
      if (remembered) remembered.until = 0
    },
    languageOf({ id, languageCode }) {
      return known.get(id)?.profile.language ?? languageFor(languageCode)
    },
  }
}

function introductionOf(user: User) {
  return {
    telegramId: user.id,
    firstName: user.first_name,
    ...(user.last_name ? { lastName: user.last_name } : {}),
    ...(user.username ? { username: user.username } : {}),
    ...(user.language_code ? { languageCode: user.language_code } : {}),
  }
}
