import { answer, ModelError, type Try } from '#platform/models/answer.ts'
import type { Prompt } from '#platform/models/prompt.ts'
import { isTaken } from '#platform/models/taken.ts'
import type { Hearing } from '#modules/attachments/hear.ts'
import { dropPictures } from '#modules/attachments/keep-found.ts'
import { modelOf } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { roomOf } from '#modules/catalog/price-of.ts'
import { providersOf } from '#modules/catalog/providers.ts'
import { tellOfRefusal } from '#modules/notifications/owner-alerts.ts'
import type { ToAnswer } from '#modules/questions/ask/ask.ts'
import { workOf } from '#modules/questions/question.ts'
import { ShownAnswer } from '#modules/questions/suggestions.ts'
import type { Language } from '#modules/users/contract.ts'
import { languageTexts } from '#texts/languages.ts'
import { type AnsweringTools, logOf } from './answering-tools.ts'
import { callerOf } from './caller.ts'
import { type Done, nothingSaid, withSuggestions } from './done.ts'
import { fail, finish } from './outcome.ts'
import { prepare, type Prepared } from './prepare.ts'
import type { RunningAnswer } from './running-answer.ts'
import { toolboxFor } from './toolbox.ts'

/** One question, from what its files need to its stored outcome. */
export async function answerQuestion(tools: AnsweringTools, run: RunningAnswer, asked: ToAnswer): Promise<void> {
  // What was paid for counts also when its answer cannot be stored.
  let tries: Try[] = []
  try {
    const catalog = await tools.catalogs.at(run.question.catalogVersion)
    const prepared = await prepare(hearingOf(tools, run, catalog), run, asked)
    if (!prepared)
      return await finish(
        { ...tools, catalog },
        run,
        { ...nothingSaid(run.question), finishReason: 'stopped' },
        asked.files,
      )
    const transcript = transcriptOf(run, prepared, asked)
    if (transcript) return await finish({ ...tools, catalog }, run, transcript, asked.files)
    const shown = asked.suggests ? new ShownAnswer() : undefined
    for await (const event of answer(await requestOf(tools, run, catalog, { ...prepared, language: asked.language }))) {
      if (event.type === 'delta') run.append(shown ? shown.push(event.text) : event.text)
      else if (event.type === 'thinking') run.think(event.summary)
      else if (event.type === 'looking') run.lookUp(event.steps)
      else if (event.type === 'restarted') {
        shown?.restart()
        run.restart()
      } else if (event.type === 'refused') void tellOfRefusal(tools, event)
      else if (event.type === 'done') {
        tries = event.tries
        await finish({ ...tools, catalog }, run, shown ? withSuggestions(event) : event, asked.files)
      }
    }
  } catch (error) {
    await fail(tools, run, error, error instanceof ModelError ? error.failure.tries : tries)
  } finally {
    if (!run.isHandedOver) await forgetPictures(tools, run, asked.prompt)
  }
}

function hearingOf(tools: AnsweringTools, { question, signal }: RunningAnswer, catalog: CompleteCatalog): Hearing {
  const { sql, attachments: reader } = tools
  const [work, log] = [workOf(question), logOf(tools, question)]
  return { sql, reader, catalog, work, signal, log, tellRefused: (refused) => void tellOfRefusal(tools, refused) }
}

/** What was said is the answer, or that nothing was; who has written it down is paid already. */
function transcriptOf(run: RunningAnswer, { heard, isSilent }: Prepared, { language }: ToAnswer): Done | undefined {
  if (!isSilent && !run.question.transcriptOnly) return undefined
  const text = isSilent ? languageTexts(language).model.nothingHeard : (heard ?? '')
  run.append(text)
  return { ...nothingSaid(run.question), text, isTranscript: true }
}

async function requestOf(
  tools: AnsweringTools,
  { question, signal }: RunningAnswer,
  catalog: CompleteCatalog,
  { prompt, heard, language }: Prepared & { language: Language },
) {
  const mustSee = prompt.pictureKeys.own.length > 0
  const room = { extraTokens: question.extraTokens, isSpoken: heard !== null }
  const providers = providersOf(catalog, modelOf(catalog, question.model), new Date())
    .filter((provider) => !mustSee || isTaken(provider, 'image'))
    .map((provider) => ({ ...provider, ...roomOf(modelOf(catalog, provider.name), room) }))
  const log = logOf(tools, question)
  const words = [question.text, heard].filter(Boolean).join('\n\n')
  return {
    providers,
    prompt,
    caller: callerOf(question.userId, question.conversationId, tools.config.callerSecret),
    signal,
    toolbox: await toolboxFor(catalog, question, tools.lookupSources, { words, language, log }),
    log,
  }
}

/** The files themselves are not kept. */
async function forgetPictures(
  { sql, log }: AnsweringTools,
  { question }: RunningAnswer,
  prompt: Prompt,
): Promise<void> {
  const { own, earlier } = prompt.pictureKeys
  if (own.length + earlier.length === 0) return
  await dropPictures(sql, question.userId, [...own, ...earlier]).catch((error: unknown) =>
    log.warn({ err: error }, 'Pictures of a question could not be deleted; a task does it later'),
  )
}
