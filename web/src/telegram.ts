/** What Telegram's app puts into the window of a Mini App, and its web client does not. */
interface TelegramWindow {
  TelegramWebviewProxy?: { postEvent(name: string, data: string): void }
}

const webClient = 'https://web.telegram.org'

/** Inside Telegram: the page is there, and wants the whole height. Elsewhere it does nothing. */
export function greetTelegram(): void {
  for (const name of ['web_app_ready', 'web_app_expand']) tell(name)
}

function tell(eventType: string): void {
  const { TelegramWebviewProxy: app } = window as TelegramWindow
  if (app) app.postEvent(eventType, '{}')
  else if (isFramed()) window.parent.postMessage(JSON.stringify({ eventType, eventData: {} }), webClient)
}

/** In Telegram's web client the page is in a frame, to which no cookie of ours comes. */
export function isFramed(): boolean {
  return window.self !== window.top
}
