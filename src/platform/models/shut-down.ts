import type { Provider } from './provider.ts'

/** Models that OpenAI shuts down, with the day; a dated snapshot goes with its family. */
export const shutDownOn: Record<string, string> = {
  'gpt-5': '2026-12-11',
  'gpt-5-mini': '2026-12-11',
  'gpt-5-nano': '2026-12-11',
  o3: '2026-12-11',
  'gpt-4o': '2027-01-14',
  'gpt-4o-mini': '2027-01-14',
  'gpt-4.1': '2027-01-14',
  'gpt-4.1-mini': '2027-01-14',
  'gpt-4.1-nano': '2027-01-14',
  'gpt-5.1': '2027-04-01',
}

/** The day on which a provider's model ends, if that is known. */
export function shutDownOf({ baseUrl, model }: Pick<Provider, 'baseUrl' | 'model'>): string | undefined {
  if (new URL(baseUrl).hostname !== 'api.openai.com') return undefined
  return shutDownOn[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')]
}
