/** Letters that show nothing: spaces of every kind, marks of direction, fillers, the empty Braille cell. */
const invisible = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]*$/u

/** Whether a text shows nothing: it is no question then, and costs nothing. */
export function isBlank(text: string): boolean {
  return invisible.test(text)
}
