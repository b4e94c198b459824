/** Words that stand before what only the person may know, in the languages of the bot. */
const namesOfSecrets =
  /парол|құпия ?сөз|seed[ -]?phrase|сид-?фраз|password|passwort|kennwort|contraseña|mot de passe|kata sandi|(?<!\p{L})senha|(?<!\p{L})parol(?!e)|şifre|密码|口令|(?<!\p{L})(?:cvv2?|cvc2?|pin|пин|пін|tokens?|токен\p{L}*)(?!\p{L})|(?:api|secret|private|access)[ _-]?keys?(?!\p{L})/iu

/** Such as keys of providers, tokens of bots and of sessions, accounts of banks. */
const shapes = [
  /\b\d{6,12}:[\w-]{30,}/,
  /\b(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abprs]|AKIA|AIza|eyJ)[\w-]{10,}/,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/,
  /-----BEGIN/,
]

/** Whether a sentence holds a password, a key, a token or the number of a card or account: nothing to keep. */
export function holdsSecret(sentence: string): boolean {
  const words = sentence.normalize('NFKC')
  return (
    namesOfSecrets.test(words) ||
    shapes.some((shape) => shape.test(words)) ||
    hasCardNumber(words) ||
    words.split(/\s+/).some(looksRandom)
  )
}

/** Cards have 13 to 19 digits, in groups or not, of which the last is a check. */
function hasCardNumber(words: string): boolean {
  return [...words.matchAll(/\d(?:[ .-]?\d){12,18}/g)].some(([found]) => isLuhn(found.replaceAll(/\D/g, '')))
}

function isLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((sum, digit, place) => {
      const doubled = digit * (place % 2 === 0 ? 1 : 2)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}

/** A long word of letters and digits in turn; an address of a page or a mailbox is none. */
function looksRandom(word: string): boolean {
  if (/^https?:|@|^www\./i.test(word)) return false
  const [run = ''] = /[A-Za-z0-9_+/=-]{16,}/.exec(word) ?? []
  return (run.match(/[A-Za-z]\d|\d[A-Za-z]/g) ?? []).length >= 3
}
