import { data } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'
import { mainMenu } from '#bot-kit/main-menu.ts'
import { show } from '#bot-kit/screen.ts'

export const menu = new Feature()

menu.callbackQuery(data.menu, async (ctx) => show(ctx, { text: ctx.t.menu, keyboard: await mainMenu(ctx) }))
