import type { TaskTools } from '#modules/task-tools.ts'

const longestMessage = 4_000

/** Tells every owner, in as few messages as the lines need; an owner who cannot be reached finds it in the event log. */
export async function tellOwners({ telegram, config, log }: TaskTools, lines: string[]): Promise<void> {
  const messages: string[] = []
  for (const line of lines.map((text) => text.slice(0, longestMessage))) {
    const last = messages.at(-1)
    if (last === undefined || last.length + 1 + line.length > longestMessage) messages.push(line)
    else messages[messages.length - 1] = `${last}\n${line}`
  }
  for (const owner of config.adminIds)
    for (const message of messages)
      await telegram
        ?.sendMessage(owner, message)
        .catch((error: unknown) => log.warn({ err: error, owner }, 'An owner could not be told'))
}
