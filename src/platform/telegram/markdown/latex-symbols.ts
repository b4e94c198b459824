/** TeX's names, without their backslash, and the characters that look like them. */
export const symbols = pairs(
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ',
  'nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ',
  'omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω',
  'cdot · times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ wedge ∧ land ∧ vee ∨ lor ∨',
  'neg ¬ lnot ¬ cap ∩ cup ∪ setminus ∖ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ partial ∂ nabla ∇',
  'infty ∞ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ angle ∠ degree °',
  'prime ′ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋',
  'lbrace { rbrace } lbrack [ rbrack ] vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖ backslash \\ dagger † triangle △',
  'square □ blacksquare ■ checkmark ✓ top ⊤ bot ⊥ therefore ∴ because ∵ bigcup ⋃ bigcap ⋂ bigoplus ⨁ surd √',
)

/** Those that stand between two things and want a space on both sides. */
export const relations = pairs(
  'leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫',
  'in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ perp ⊥ parallel ∥ mid ∣ nmid ∤ vdash ⊢',
  'models ⊨ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Longrightarrow ⟹',
  'implies ⟹ Leftarrow ⇐ impliedby ⟸ Leftrightarrow ⇔ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓ rightleftharpoons ⇌',
  'xrightarrow → doteq ≐ prec ≺ succ ≻ asymp ≍ coloneqq ≔ lt < gt > hookrightarrow ↪',
)

/** Names that are written as they are. */
export const functions = new Set(
  (
    'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg lim limsup liminf max min sup inf arg ' +
    'det dim deg gcd ker Pr mod hom'
  ).split(' '),
)

/** Letters over which a mark is put. */
export const accents = pairs(
  'hat \u0302 widehat \u0302 bar \u0304 overline \u0305 underline \u0332 vec \u20d7 overrightarrow \u20d7',
  'tilde \u0303 widetilde \u0303 dot \u0307 ddot \u0308 check \u030c',
)

/** Alphabets of which only some letters are in use. */
export const alphabets = new Map([
  ['mathbb', pairs('R ℝ N ℕ Z ℤ Q ℚ C ℂ P ℙ H ℍ E 𝔼 F 𝔽 K 𝕂 1 𝟙')],
  ['mathcal', pairs('L ℒ F ℱ H ℋ B ℬ E ℰ M ℳ R ℛ I ℐ O 𝒪 N 𝒩 D 𝒟 P 𝒫 A 𝒜 C 𝒞 G 𝒢 S 𝒮 T 𝒯 X 𝒳')],
])

export const superscripts = zip(
  '0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθιφχ′*∗∘',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᶥᵠᵡ′**°',
)
export const subscripts = zip('0123456789+-=(),aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎,ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ')

function pairs(...lines: string[]): Map<string, string> {
  const words = lines.join(' ').split(' ')
  return new Map(words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1]!] as const] : [])))
}

function zip(from: string, to: string): Map<string, string> {
  const targets = Array.from(to)
  return new Map(Array.from(from).map((letter, index) => [letter, targets[index]!]))
}
