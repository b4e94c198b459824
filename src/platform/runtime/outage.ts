import { reasonOf } from './log.ts'

/**
 * Whether an error means that this machine or its network has run out of something or is away, and if so one plain line for
 * the log. Nothing is given up and no attempt is counted because of such an error: the same work succeeds later.
 * Looks through causes, through the `error` that grammY wraps, and through the tries of one connection (AggregateError).
 * What a foreign server answers, or a name that does not exist (ENOTFOUND), is not an outage of ours.
 */
export function outageOf(error: unknown): string | undefined {
  const found = outageIn(error, 0)
  if (found !== undefined) last = { reason: found, at: performance.now() }
  return found
}

/** Why something failed, for the log: the plain line of an outage, or else the innermost message. */
export function plainReasonOf(error: unknown): string {
  return outageOf(error) ?? reasonOf(error)
}

/** The outage that was met within the last seconds: this process should be given nothing new. */
export function recentOutage(): string | undefined {
  return last && performance.now() - last.at < rememberedMs ? last.reason : undefined
}

let last: { reason: string; at: number } | undefined
const rememberedMs = 5_000

function outageIn(error: unknown, depth: number): string | undefined {
  if (typeof error !== 'object' || error === null || depth > mostCauses) return undefined
  const { code, cause, error: wrapped, errors } = error as Record<string, unknown>
  const own = typeof code === 'string' ? outageCodes[code] : undefined
  if (own !== undefined) return `${own} (${String(code)})`
  return outageIn(cause, depth + 1) ?? outageIn(wrapped, depth + 1) ?? outageOfTries(errors, depth + 1)
}

const mostCauses = 10

const outageCodes: Record<string, string> = {
  EMFILE: 'This process has no file descriptor left',
  ENFILE: 'This machine has no file descriptor left',
  ENOMEM: 'This machine has no memory left',
  ENOBUFS: 'This machine has no network buffer left',
  EADDRNOTAVAIL: 'This machine has no port or address left for a connection',
  EAGAIN: 'This machine has no resources left for now',
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  EROFS: 'The disk is read-only',
  EIO: 'The disk cannot be read or written',
  ENETDOWN: 'The network of this machine is down',
  ENETUNREACH: 'The network of this machine leads nowhere',
  ENONET: 'This machine has no network',
  EAI_AGAIN: 'Names of hosts cannot be looked up now',
  EAI_MEMORY: 'Names of hosts cannot be looked up: no memory is left',
  EAI_SYSTEM: 'Names of hosts cannot be looked up: the system refuses',
  // PostgreSQL's class 53, insufficient resources.
  53000: 'PostgreSQL has no resources left',
  53100: 'The disk of PostgreSQL is full',
  53200: 'PostgreSQL has no memory left',
  53300: 'PostgreSQL has no connection left',
  53400: 'PostgreSQL has reached a limit of its configuration',
}

/** One try that reached a server, and was refused by it, shows that the network is there. */
function outageOfTries(errors: unknown, depth: number): string | undefined {
  if (!Array.isArray(errors) || errors.length === 0) return undefined
  const reasons = errors.map((one) => outageIn(one, depth))
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined
}
