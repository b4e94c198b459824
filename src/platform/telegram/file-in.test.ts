import { describe, expect, test } from 'vitest'
import { fileIn } from './file-in.ts'

const file = (name: string, more: object = {}) => ({ file_id: name, file_unique_id: `u-${name}`, ...more })
const size = (name: string, side: number) => file(name, { width: side, height: side, file_size: side })

describe('the file of a message', () => {
  test.each<[string, object, object]>([
    [
      'the largest size of a photo',
      { photo: [size('s', 90), size('l', 1280), size('m', 320)] },
      { type: 'image', fileId: 'l', size: 1280 },
    ],
    [
      'the photo of a live photo',
      { live_photo: file('video', { photo: [size('p', 9)] }) },
      { type: 'image', fileId: 'p' },
    ],
    [
      'a sticker that stands still',
      { sticker: file('s', { is_animated: false, is_video: false }) },
      { type: 'image', fileId: 's' },
    ],
    ['a voice message', { voice: file('v', { duration: 3 }) }, { type: 'audio', fileId: 'v' }],
    ['a song', { audio: file('a', { file_name: 'a.mp3' }) }, { type: 'audio', fileId: 'a', name: 'a.mp3' }],
    ['a video note, for what is said in it', { video_note: file('n', { length: 9 }) }, { type: 'audio', fileId: 'n' }],
    ['a document', { document: file('d', { file_name: 'd.pdf' }) }, { type: 'file', fileId: 'd', fileUniqueId: 'u-d' }],
  ])('is %s', (_name, message, found) => {
    expect(fileIn(message)).toMatchObject(found)
  })

  test.each<[string, object]>([
    ['a sticker that moves', { sticker: file('s', { is_animated: true }) }],
    ['a sticker that is a video', { sticker: file('s', { is_video: true }) }],
    ['an animation, which Telegram calls a document too', { animation: file('a'), document: file('a') }],
    ['a video', { video: file('v') }],
    ['words', { text: 'photo' }],
    ['no size of a photo', { photo: [] }],
    ['a photo that is none', { photo: 'x' }],
    ['sizes that are none', { photo: [null, 5] }],
    ['a voice without a file', { voice: {} }],
    ['a document of the wrong shape', { document: { file_id: 5, file_unique_id: [] } }],
  ])('is not %s', (_name, message) => {
    expect(fileIn(message)).toBeUndefined()
  })

  test('has a name of at most 255 characters, none of them broken', () => {
    const { name } = fileIn({ document: file('d', { file_name: `${'x'.repeat(254)}😀.pdf` }) })!
    expect(name).toHaveLength(255)
    expect(name!.isWellFormed()).toBe(true)
  })
})
