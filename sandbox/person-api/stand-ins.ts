const file = (id: string) => ({ file_id: `sandbox-${id}`, file_unique_id: id, file_size: 12_345 })

/** Messages that are no text, in the shape the real ones have; the files behind them do not exist. */
export const standIns: Record<string, object> = {
  photo: {
    photo: [
      { ...file('photo-s'), width: 90, height: 60 },
      { ...file('photo-l'), width: 1280, height: 853 },
    ],
  },
  sticker: {
    sticker: {
      ...file('sticker'),
      type: 'regular',
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: '👋',
    },
  },
  voice: { voice: { ...file('voice'), duration: 4, mime_type: 'audio/ogg' } },
  document: { document: { ...file('document'), file_name: 'report.pdf', mime_type: 'application/pdf' } },
  video: { video: { ...file('video'), width: 640, height: 360, duration: 12 } },
  location: { location: { latitude: 55.7558, longitude: 37.6173 } },
}
