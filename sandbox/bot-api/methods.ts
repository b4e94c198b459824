import type { Method } from './method.ts'
import { files } from './methods/files.ts'
import { guests } from './methods/guests.ts'
import { messages } from './methods/messages.ts'
import { payments } from './methods/payments.ts'
import { profile } from './methods/profile.ts'
import { updates } from './methods/updates.ts'

/** Every method of the Bot API that the sandbox knows. */
export const methods: Record<string, Method> = { ...updates, ...profile, ...messages, ...guests, ...files, ...payments }
