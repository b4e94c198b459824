import type { Sql } from '#platform/database/sql.ts'
import { parseCatalog } from '#modules/catalog/catalog.ts'
import { newestVersion } from '#modules/catalog/versions/publish.ts'
import { type ArmFigures, figuresOf } from '#modules/experiments/count-figures.ts'
import { type Experiment, listExperiments } from '#modules/experiments/experiments.ts'
import { readOut, type Sample } from '#modules/experiments/read-out.ts'
import { newestSettings, usableIn } from '#modules/settings/versions.ts'
import type { CompareTools } from './compare.ts'

const dayMs = 86_400_000

/** By the database, so that it is the same whichever backend answers. */
export async function experimentsPage(sql: Sql, { source, defaults }: CompareTools) {
  const [experiments, settings, { content }] = await Promise.all([
    listExperiments(sql),
    newestSettings(sql),
    newestVersion(sql, source.text),
  ])
  const figures = await figuresOf(
    sql,
    experiments.map(({ id }) => id),
  )
  const parsed = parseCatalog(content)
  const packs = 'catalog' in parsed ? parsed.catalog.packs.filter(({ offered }) => offered) : []
  return {
    usual: {
      trialMessages: (usableIn(settings).get('trial_messages') as number | undefined) ?? defaults.trialMessages,
      packs: packs.map(({ id, title, priceStars, priceCard }) => ({
        id,
        title,
        priceStars,
        priceCard: priceCard ?? null,
      })),
    },
    experiments: experiments.map((experiment) => shown(experiment, figures.get(experiment.id) ?? [])),
  }
}

/** Before the stop rule is met only people are shown: who looks at money every day ends the experiment on a lucky one. */
function shown(experiment: Experiment, arms: ArmFigures[]) {
  const { createdAt, startedAt, enoughAt, endedAt, mostDays, peoplePerArm, ...rest } = experiment
  const [a, b] = arms
  const result = enoughAt && a && b ? readOut(sampleOf(a), sampleOf(b)) : null
  const margins = { A: result?.a ?? null, B: result?.b ?? null }
  const fewest = Math.min(...arms.map(({ people }) => people))
  return {
    ...rest,
    mostDays,
    peoplePerArm,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    enoughAt: enoughAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    countedAt: a?.countedAt.toISOString() ?? null,
    missingPeople: Math.max(0, peoplePerArm - (arms.length === 0 ? 0 : fewest)),
    endsBy: startedAt && new Date(startedAt.getTime() + mostDays * dayMs).toISOString(),
    arms: arms.map(({ arm, people, trials, payers, revenueMicroDollars, providerMicroDollars }) => ({
      arm,
      people,
      trials,
      payers,
      money: result && { revenueMicroDollars, providerMicroDollars, margin: margins[arm] },
    })),
    readOut: result && { difference: result.difference, verdict: result.verdict },
  }
}

function sampleOf({ people, revenueMicroDollars, providerMicroDollars, variance }: ArmFigures): Sample {
  return { people, sum: revenueMicroDollars - providerMicroDollars, variance }
}
