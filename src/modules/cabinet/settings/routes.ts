import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import type { Session } from '#modules/cabinet/session/sessions.ts'
import { runningValue } from '#modules/experiments/experiments.ts'
import { isDocument } from '#modules/settings/contract.ts'
import { placeOfText } from '#modules/settings/offer-texts.ts'
import { type DefaultSettings, defaultOf } from '#modules/settings/defaults.ts'
import type { SettingValue } from '#modules/settings/contract.ts'
import { settingShapes } from '#modules/settings/shapes.ts'
import { addVersion, listChanges, lockSetting, newestSettings, valueOf } from '#modules/settings/versions.ts'

interface SettingsContext {
  sql: Sql
  defaults: DefaultSettings
}

const mostChanges = 100

/** What may be set while the programs run: shown, and changed one at a time. */
export async function settingsPageRoutes(
  app: FastifyInstance,
  { keeper, ...context }: SettingsContext & { keeper: SessionKeeper },
): Promise<void> {
  serve(app, browserEndpoints.settings, () => settingsPage(context))
  serve(app, browserEndpoints.settingVersions, ({ setting }) => versionsReply(context, setting))
  serveRequest(app, browserEndpoints.changeSetting, (input, request) => set(context, keeper.sessionOf(request), input))
  serveRequest(app, browserEndpoints.restoreSetting, (input, request) =>
    restore(context, keeper.sessionOf(request), input),
  )
}

/** By the database, so that it is the same whichever backend answers. */
async function settingsPage({ sql, defaults }: SettingsContext) {
  const [stored, changes] = await Promise.all([newestSettings(sql), listChanges(sql, { limit: mostChanges })])
  const newest = new Map(stored.map((each) => [each.setting, each]))
  return {
    settings: [...settingShapes.keys()].map((setting) => ({
      setting,
      version: newest.get(setting)?.version ?? 0,
      value: newest.get(setting)?.value ?? null,
      default: defaultOf(defaults, setting),
    })),
    changes: changes.map(changeReply),
  }
}

/** @throws Refusal setting_not_found */
async function versionsReply({ sql }: SettingsContext, setting: string) {
  if (!settingShapes.has(setting)) throw new Refusal('setting_not_found')
  return { versions: (await listChanges(sql, { limit: mostChanges, setting })).map(changeReply) }
}

function changeReply<Change extends { at: Date }>({ at, ...rest }: Change) {
  return { ...rest, at: at.toISOString() }
}

type Input<Name extends keyof BrowserEndpoints> = HandlerInput<BrowserEndpoints[Name]>

function set({ sql }: SettingsContext, session: Session, input: Input<'changeSetting'>) {
  const { setting, version, reason } = input
  const { agreement, told } = agreementIn(input)
  return change(sql, session, 'setting', input, {
    async question(sql) {
      const { known, value, before } = await prepare(sql, input)
      if (!known.weighs) return undefined
      return { setting, before: shown(before), after: shown(value), ...agreement }
    },
    async act(sql) {
      const { value, before } = await prepare(sql, input)
      const added = await addVersion(sql, { setting, value, by: session.telegramId, reason, ...agreement, ...told })
      return {
        subject: setting,
        before: { version, value: shown(before) },
        after: { version: added, value: shown(value), ...agreement },
        reply: { version: added },
      }
    },
  })
}

/** The earlier value becomes a new version, as any other value would. */
function restore({ sql }: SettingsContext, session: Session, input: Input<'restoreSetting'>) {
  const { setting, version, restored, reason } = input
  const { agreement, told } = agreementIn(input)
  const prepared = async (sql: Sql) => {
    const value = await valueOf(sql, { setting, version: restored })
    if (value === undefined) throw new Refusal('version_not_found')
    return prepare(sql, { setting, value, version })
  }
  return change(sql, session, 'setting_restored', input, {
    async question(sql) {
      const { value, before } = await prepared(sql)
      return { setting, before: shown(before), after: shown(value), ...agreement }
    },
    async act(sql) {
      const { value, before } = await prepared(sql)
      const added = await addVersion(sql, { setting, value, by: session.telegramId, reason, ...agreement, ...told })
      return {
        subject: setting,
        before: { version, value: shown(before) },
        after: { version: added, restored, value: shown(value), ...agreement },
        reply: { version: added },
      }
    },
  })
}

type Anew = Pick<Input<'changeSetting'>, 'setting' | 'asksAnew' | 'whatIsNew'>

/** Only documents are agreed to; what is new is told to those who are asked anew. */
function agreementIn({ setting, asksAnew, whatIsNew }: Anew) {
  if (!isDocument(setting)) return {}
  return { agreement: { asksAnew }, told: asksAnew ? { whatIsNew } : {} }
}

/** @throws Refusal */
async function prepare(
  sql: Sql,
  { setting, value: given, version }: { setting: string; value: SettingValue | null; version: number },
) {
  const known = settingShapes.get(setting)
  if (!known) throw new Refusal('setting_not_found')
  const read = given === null ? undefined : known.shape.safeParse(given)
  if (read && !read.success) throw new Refusal('setting_not_valid', { setting, rule: known.rule })
  const value = read?.data ?? null
  const { version: newest, value: before } = await lockSetting(sql, setting)
  if (newest !== version) throw new Refusal('setting_changed', { version: newest })
  if (before === value) throw new Refusal('setting_unchanged')
  if (await isTried(sql, setting)) throw new Refusal('experiment_running')
  return { known, value, before }
}

/** What an experiment compares stays as it is while it runs. */
async function isTried(sql: Sql, setting: string): Promise<boolean> {
  if (setting === 'trial_messages') return (await runningValue(sql, 'trial_size')) !== undefined
  const place = placeOfText(setting)
  const value = place && (await runningValue(sql, 'offer_text'))
  return value?.subject === 'offer_text' && value.place === place
}

/** Of a text its length: the versions keep the words. */
function shown(value: SettingValue | null): SettingValue | { letters: number } | null {
  return typeof value === 'string' && value.length > 200 ? { letters: value.length } : value
}
