import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { preparePicture } from './picture.ts'

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#36c' } })

describe('a picture for a model', () => {
  test('is upright, no longer than 1,568 pixels, and says nothing about where it was taken', async () => {
    const photo = await plain(3000, 1000)
      .withExif({ IFD0: { Orientation: '6' }, IFD3: { GPSLatitude: '55/1 45/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const { data, width, height } = await preparePicture(photo)
    expect({ width, height }).toEqual({ width: 523, height: 1568 })
    expect((await sharp(data).metadata()).exif).toBeUndefined()
  })

  test.each([
    [
      'WebP with a clear ground, as of a sticker',
      () => sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } }).webp(),
    ],
    ['GIF', () => plain(9, 9).gif()],
    ['PNG', () => plain(9, 9).png()],
    ['TIFF', () => plain(9, 9).tiff()],
  ])('may be %s', async (_name, make) => {
    const { data, mediaType } = await preparePicture(await make().toBuffer())
    expect(mediaType).toBe('image/jpeg')
    expect(await sharp(data).metadata()).toMatchObject({ format: 'jpeg', width: 9, height: 9 })
  })

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing', () => new Uint8Array(), 'empty'],
    ['no picture', () => new TextEncoder().encode('words'), 'unsupported'],
    [
      'a drawing that may name other files',
      () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'unsupported',
    ],
    ['half a picture', async () => (await plain(500, 500).jpeg().toBuffer()).subarray(0, 900), 'damaged'],
    ['26 megapixels in a few bytes', () => plain(6500, 4001).png({ compressionLevel: 9 }).toBuffer(), 'too_large'],
    ['more than 20 MB', () => new Uint8Array(20_000_001), 'too_large'],
  ])('of %s is refused', async (_name, make, reason) => {
    await expect(preparePicture(await make())).rejects.toMatchObject({ reason })
  })
})
