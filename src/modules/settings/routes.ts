import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { serve } from '#platform/http/serve.ts'
import { languageCodes } from '#texts/codes.ts'
import { documentName } from '#modules/users/contract.ts'
import { documentSetting, settingsEndpoints } from './contract.ts'
import { newestSettings, usableIn } from './versions.ts'

/** What the bot says by the settings; by the database, so that it is the same whichever backend answers. */
export async function settingRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, settingsEndpoints.botSettings, async () => {
    const values = usableIn(await newestSettings(sql))
    const documents = documentName.options.flatMap((name) =>
      languageCodes.flatMap((language) => {
        const text = values.get(documentSetting(name, language))
        return text === undefined ? [] : [{ name, language, text: String(text) }]
      }),
    )
    const contact = values.get('support_contact')
    return { supportContact: contact === undefined ? null : String(contact), documents }
  })
}
