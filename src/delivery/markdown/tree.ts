import type { Literal, Parent, PhrasingContent } from 'mdast'

/** A formula in TeX; one that stands by itself is on display. */
export interface Formula extends Literal {
  type: 'formula'
  display: boolean
}

export interface Spoiler extends Parent {
  type: 'spoiler'
  children: PhrasingContent[]
}

declare module 'mdast' {
  interface ListItemData {
    /** What stands before it in a numbered list. */
    number?: number
  }
  interface PhrasingContentMap {
    formula: Formula
    spoiler: Spoiler
  }
  interface RootContentMap {
    formula: Formula
    spoiler: Spoiler
  }
}
