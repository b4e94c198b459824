/** What a kind of sound is called where a provider wants a format or the end of a file's name. */
export function audioFormat(mediaType: string): string {
  const kind = mediaType.split(';')[0]!.trim().toLowerCase()
  return formats[kind] ?? kind.replace(/^[^/]*\/(?:x-)?/, '')
}

const formats: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/wave': 'wav',
  'audio/opus': 'ogg',
  'audio/mp4': 'm4a',
}
