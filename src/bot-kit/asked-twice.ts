import { BackendRefusal } from './backend-client.ts'

/** How many signs of a confirmation stand in a button: too few to guess within its question, and room for the rest. */
const markLength = 10

/**
 * A change of the cabinet that may be asked twice. A button that says yes carries the beginning of the confirmation of the
 * question above it: when the amount or the person has changed meanwhile, it is asked again and not done.
 */
export async function askedTwice<Reply>(
  change: (confirmation?: string) => Promise<Reply>,
  shown: string | undefined,
): Promise<{ done: Reply } | { mark: string; question: Record<string, unknown> }> {
  try {
    return { done: await change() }
  } catch (error) {
    const { confirmation, question } = askedBy(error)
    const mark = confirmation.slice(0, markLength)
    return mark === shown ? { done: await change(confirmation) } : { mark, question }
  }
}

/** A command that is typed with all of its words says yes by itself. */
export async function typedOut<Reply>(change: (confirmation?: string) => Promise<Reply>): Promise<Reply> {
  try {
    return await change()
  } catch (error) {
    return change(askedBy(error).confirmation)
  }
}

/** @throws what is no such question */
function askedBy(error: unknown): { confirmation: string; question: Record<string, unknown> } {
  const { confirmation, question } = error instanceof BackendRefusal ? error.details : {}
  if (typeof confirmation !== 'string') throw error
  return { confirmation, question: question as Record<string, unknown> }
}
