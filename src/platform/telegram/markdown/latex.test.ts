import { describe, expect, test } from 'vitest'
import { readable } from '#platform/telegram/testing-rules.ts'
import { formatMarkdown } from './format.ts'
import { readableFormula } from './latex.ts'

describe('a formula is read as', () => {
  const cases: [string, string][] = [
    ['E = mc^2', 'E = mc²'],
    ['x^{n+1} + x_{i} - y_{max}', 'xⁿ⁺¹ + xᵢ - yₘₐₓ'],
    ['e^{-x^2}', 'e^(-x²)'],
    ['a_{B}', 'a_B'],
    ['\\frac{1}{2}', '1/2'],
    ['\\frac{a+b}{2c}', '(a+b)/(2c)'],
    ['\\sqrt{2} + \\sqrt{x+1} + \\sqrt[3]{8} + \\sqrt[n]{a}', '√2 + √(x+1) + ∛8 + ⁿ√a'],
    ['\\sum_{i=1}^{n} i^2', '∑ᵢ₌₁ⁿ i²'],
    ['\\int_0^1 f(x)\\,dx', '∫₀¹ f(x) dx'],
    ['\\lim_{n\\to\\infty} a_n', 'lim_(n → ∞) aₙ'],
    ['a\\leq b\\implies c', 'a ≤ b ⟹ c'],
    ['x \\in \\mathbb{R}^n \\setminus \\{0\\}', 'x ∈ ℝⁿ ∖ {0}'],
    ['\\sin^2\\alpha + \\cos^2 \\alpha', 'sin²α + cos² α'],
    ['90^\\circ', '90°'],
    ["f'(x)", 'f′(x)'],
    ['\\vec{v} \\cdot \\hat{n}', 'v⃗ · n̂'],
    ['\\left( \\frac{a}{b} \\right)^2', '( a/b )²'],
    ['\\text{если } x > 0', 'если x > 0'],
    ['\\binom{n}{k}', 'C(n, k)'],
    ['a \\equiv b \\pmod{m}', 'a ≡ b (mod m)'],
    ['\\begin{cases} 1, & x > 0 \\\\ 0, & x \\le 0 \\end{cases}', '{ 1, x > 0; 0, x ≤ 0'],
    ['\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}', '[a b; c d]'],
    ['100\\% \\& \\$5', '100% & $5'],
  ]
  test.each(cases)('%s', (tex, expected) => {
    expect(readableFormula(tex)).toBe(expected)
  })

  test.each([
    '\\underbrace{a}_{n}',
    '\\frac{a}',
    '{a',
    'a}',
    '\\unknown',
    '\\begin{cases} a',
    '\\hat{abc}',
    '^',
    '\\left',
    '\\constructor_1',
    '\\toString',
    '\\valueOf',
    '\\hasOwnProperty{x}',
  ])('%s is not guessed at', (tex) => {
    expect(readableFormula(tex)).toBeUndefined()
  })
})

describe('in a text', () => {
  test.each([
    ['in dollars', 'Let $x_1$ be.', 'Let x₁ be.'],
    ['in parentheses', 'Let \\(x_1\\) be.', 'Let x₁ be.'],
    ['on display', 'So\n\n\\[\nx_1 * x_2 * x_3\n\\]\n\nand $$a_1 = 2$$', 'So\n\nx₁ * x₂ * x₃\n\nand a₁ = 2'],
    ['in an environment', '\\begin{align}\na &= b \\\\\n&= c\n\\end{align}', 'a = b\n= c'],
    ['in a table', '| $x^2$ | y |\n|---|---|\n| 1 | 2 |', '<pre>x² │ y\n───┼──\n1  │ 2</pre>'],
    ['in a fence', '```math\na^2\n```', 'a²'],
    ['that cannot be read', 'a $\\foo{x}$ b', 'a <code>\\foo{x}</code> b'],
    ['that cannot be read, on display', '$$\\foo{x}$$', '<pre latex>\\foo{x}</pre>'],
    ['in bold', '**$x^2$**', '<bold>x²</bold>'],
    ['in a list', '1. $$\n   x^2\n   $$', '1. x²'],
  ])('a formula %s', (_name, markdown, expected) => {
    expect(readable(formatMarkdown(markdown))).toBe(expected)
  })

  test.each([
    ['prices', 'from $5 to $10, or 5$ and 10$'],
    ['variables', 'echo $HOME and $PATH'],
    ['brackets', 'see [1] (or 2)'],
  ])('%s are no formula', (_name, text) => {
    expect(readable(formatMarkdown(text))).toBe(text)
  })

  test('a formula in code is code', () => {
    expect(readable(formatMarkdown('`$x^2$` and\n\n```\n\\(y_1\\) $z_1$\n```'))).toBe(
      '<code>$x^2$</code> and\n\n<pre>\\(y_1\\) $z_1$</pre>',
    )
  })
})
