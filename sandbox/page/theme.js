import { keep, kept } from './keep.js'

const themes = ['auto', 'light', 'dark']

/** Light, dark, or as the system is; remembered. */
export function followTheme() {
  let theme = kept('theme', 'auto')
  const show = () => (document.documentElement.dataset.theme = theme)
  document.addEventListener('theme', () => {
    const isDark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
    theme = theme === 'auto' ? (isDark ? 'light' : 'dark') : themes[(themes.indexOf(theme) + 1) % themes.length]
    keep('theme', theme)
    show()
  })
  show()
}
