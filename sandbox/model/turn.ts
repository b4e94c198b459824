/** One message of a conversation, as a model is shown it. */
export interface Turn {
  role: 'system' | 'developer' | 'user' | 'assistant'
  content: string
}
