import { DataAddressFilter } from './data-address.ts'
import { ThinkingFilter, type Visible } from './thinking.ts'

/** What a person may see of what a model says, as it comes. */
export class VisibleText {
  private readonly thinking = new ThinkingFilter()
  private addresses = new DataAddressFilter()

  /** Characters of pictures and the like, of which nothing is shown. */
  get skipped(): number {
    return this.addresses.skipped
  }

  push(more: string): Visible[] {
    return this.filter(this.thinking.push(more))
  }

  end(isComplete: boolean): Visible[] {
    return [...this.filter(this.thinking.end(isComplete)), ...said(this.addresses.end())]
  }

  private filter(visible: Visible[]): Visible[] {
    return visible.flatMap((one) => {
      if (one !== 'void') return said(this.addresses.push(one.text))
      this.addresses = new DataAddressFilter()
      return [one]
    })
  }
}

function said(text: string): Visible[] {
  return text === '' ? [] : [{ text }]
}
