import { z } from 'zod'
import { languageCodes } from '#texts/codes.ts'
import { brokenRule, rules } from '#modules/catalog/rules.ts'

/** By language; where it is not named in a person's, another one stands for it. */
export const words = (longest: number) =>
  z.record(z.string(), z.string().min(1).max(longest)).superRefine((byLanguage, ctx) => {
    const codes = Object.keys(byLanguage)
    if (codes.length === 0) ctx.addIssue(brokenRule('no_words'))
    for (const code of codes.filter((code) => !languageCodes.includes(code)))
      ctx.addIssue({ ...brokenRule('no_language'), path: [code] })
  })

export const title = words(32)
export const description = words(255)
export const id = z.string().regex(/^[a-z0-9-]{1,24}$/, rules.id)

/** Of an environment variable. */
export const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, rules.variable)
