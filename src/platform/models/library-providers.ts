import type { ImageModelV4, LanguageModelV4, LanguageModelV4ProviderTool, TranscriptionModelV4 } from '@ai-sdk/provider'
import type { LibraryWireName } from './provider.ts'
import type { Caller } from './wire.ts'

/** A provider that is spoken to by a package of the AI SDK; it is loaded when the first question goes there. */
export interface LibraryProvider {
  /** Where the provider itself listens. */
  address: string
  open(settings: Settings, model: string): Promise<LanguageModelV4>
  /** What it tells of its reasoning is written for people. */
  summarises: boolean
  /** Its names for who asks, where it has some. */
  options?(caller: Caller): Record<string, Record<string, string | { userId: string }>>
  /** How its models are let search the web by themselves, at most so often where that can be said. */
  search?(most: number): LanguageModelV4ProviderTool
  /** How it is asked to write down speech, and told of the language, if it does that. */
  speech?: {
    open(settings: Settings, model: string): Promise<TranscriptionModelV4>
    language(code: string): Record<string, Record<string, string | string[]>>
  }
  /** How it is asked for a picture, if it makes some. */
  pictures?: {
    open(settings: Settings, model: string): Promise<ImageModelV4>
    /** It is paid by the picture, and tells no tokens. */
    paidByPicture: boolean
  }
}

interface Settings {
  baseURL: string
  apiKey: string
  fetch: typeof fetch
}

/** Every such provider, by the name of its wire. A new one is one entry, and its name. */
export const libraryProviders = {
  anthropic: {
    address: 'https://api.anthropic.com/v1',
    open: async (settings, model) => (await import('@ai-sdk/anthropic')).createAnthropic(settings)(model),
    summarises: true,
    options: ({ person }) => ({ anthropic: { metadata: { userId: person } } }),
    search: (most) => ({
      type: 'provider',
      id: 'anthropic.web_search_20250305',
      name: 'web_search',
      args: { maxUses: most },
    }),
  },
  google: {
    address: 'https://generativelanguage.googleapis.com/v1beta',
    open: async (settings, model) => (await import('@ai-sdk/google')).createGoogle(settings)(model),
    summarises: true,
    search: () => ({ type: 'provider', id: 'google.google_search', name: 'google_search', args: {} }),
    speech: {
      open: async (settings, model) => (await import('@ai-sdk/google')).createGoogle(settings).transcription(model),
      language: (code) => ({ google: { languageCodes: [code] } }),
    },
    pictures: {
      open: async (settings, model) => (await import('@ai-sdk/google')).createGoogle(settings).image(model),
      paidByPicture: false,
    },
  },
  deepseek: {
    address: 'https://api.deepseek.com',
    open: async (settings, model) => (await import('@ai-sdk/deepseek')).createDeepSeek(settings)(model),
    summarises: false,
  },
  mistral: {
    address: 'https://api.mistral.ai/v1',
    open: async (settings, model) => (await import('@ai-sdk/mistral')).createMistral(settings)(model),
    summarises: false,
    options: ({ conversation }) => ({ mistral: { promptCacheKey: conversation } }),
    speech: {
      open: async (settings, model) => (await import('@ai-sdk/mistral')).createMistral(settings).transcription(model),
      language: (code) => ({ mistral: { language: code } }),
    },
  },
  xai: {
    address: 'https://api.x.ai/v1',
    open: async (settings, model) => (await import('@ai-sdk/xai')).createXai(settings)(model),
    summarises: true,
    options: ({ person, conversation }) => ({ xai: { safetyIdentifier: person, promptCacheKey: conversation } }),
    search: () => ({ type: 'provider', id: 'xai.web_search', name: 'web_search', args: {} }),
    speech: {
      // It has one model for that, without a name.
      open: async (settings) => (await import('@ai-sdk/xai')).createXai(settings).transcription(),
      language: (code) => ({ xai: { language: code } }),
    },
    pictures: {
      open: async (settings, model) => (await import('@ai-sdk/xai')).createXai(settings).image(model),
      paidByPicture: true,
    },
  },
  perplexity: {
    address: 'https://api.perplexity.ai',
    open: async (settings, model) => (await import('@ai-sdk/perplexity')).createPerplexity(settings)(model),
    summarises: false,
  },
} satisfies Record<LibraryWireName, LibraryProvider>
