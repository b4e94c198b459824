/** How the kinds begin that `preparePicture` takes; a dot stands for any byte. */
const beginnings = [
  /^\xff\xd8\xff/,
  /^\x89PNG\r\n/,
  /^GIF8[79]a/,
  /^RIFF.{4}WEBP/s,
  /^II\*\0|^MM\0\*/,
  // Not HEIC, whose pictures no library here can decode.
  /^.{4}ftypavi[fs]/s,
]

/**
 * Whether a file is a picture of pixels. One that is drawn by orders, such as SVG, takes as much time and memory as its author
 * likes, and is not given to a library at all.
 */
export function isPicture(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1')
  return beginnings.some((beginning) => beginning.test(begin))
}
