import { join } from 'node:path'
import { startSandbox } from './sandbox.ts'

/** The sandbox alone, for a bot and backend that run elsewhere. */
export async function main(): Promise<void> {
  const port = Number(process.env['SANDBOX_PORT'] || 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write('SANDBOX_PORT is wrong: expected a port number.\n')
    process.exitCode = 1
    return
  }
  const sandbox = await startSandbox({
    port,
    host: process.env['SANDBOX_HOST'] || '127.0.0.1',
    allowedHosts: (process.env['SANDBOX_ALLOWED_HOSTS'] ?? '').split(/[\s,]+/).filter(Boolean),
    stateFile: join(process.env['DATA_DIR'] || 'data', 'sandbox.json'),
    botCommand: process.env['SANDBOX_BOT_COMMAND'] || undefined,
    log: ({ level, message, data }) => {
      if (level === 'error')
        process.stderr.write(`${message}: ${data instanceof Error ? data.stack : JSON.stringify(data)}\n`)
    },
  })
  process.stdout.write(
    `The sandbox is open at ${sandbox.url}\nFor a bot: TELEGRAM_API_ROOT=${sandbox.telegramApiRoot} BOT_TOKEN=${sandbox.botToken} OPENAI_BASE_URL=${sandbox.modelBaseUrl}\n`,
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      void sandbox.stop().then(() => process.exit(0))
    })
}
