import * as api from '../api.js'
import { tell } from '../dialogs.js'
import { button, byId, el } from '../dom.js'
import { words } from '../texts.js'

/** Telegram's limits on or off, and the bot's process where the sandbox has started it. */
export function createBotControls() {
  async function refresh() {
    const [limits, bot] = await Promise.all([api.limits(), api.bot()]).catch(() => [])
    if (!limits) return
    byId('limits').replaceChildren(
      el('p', { class: 'quiet' }, words().limitsMean),
      keyOf(limits.on ? words().limitsOff : words().limitsOn, () => api.setLimits(!limits.on)),
    )
    byId('bot-process').replaceChildren(
      el(
        'p',
        { class: 'quiet' },
        !bot.managed ? words().botElsewhere : bot.running ? words().botRuns : words().botStopped,
      ),
      ...(bot.managed
        ? [
            el(
              'div',
              { class: 'row-of-keys' },
              keyOf(words().killBot, () => api.actOnBot('kill'), !bot.running),
              keyOf(words().startBot, () => api.actOnBot('start'), bot.running),
            ),
          ]
        : []),
    )
  }

  /**
   * @param {string} label
   * @param {() => Promise<unknown>} act
   * @param {boolean} [disabled]
   */
  function keyOf(label, act, disabled = false) {
    return button({ class: 'tonal', disabled, on: { click: () => act().then(refresh).catch(tell) } }, label)
  }

  return { translate: refresh, refresh }
}
