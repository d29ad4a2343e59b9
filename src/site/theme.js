/*
 * The reader's choice of light or dark, applied before the first paint. It stands inline in the head, so the content
 * security policy names its hash: `theme-script.ts` hands out the exact text.
 */
;(() => {
  const root = document.documentElement
  const apply = (theme) => {
    root.dataset.theme = theme
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      const own = meta.dataset.theme
      meta.media = theme === 'system' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all'
    }
  }
  let theme = 'system'
  try {
    theme = localStorage.getItem('lexigrad.theme') ?? theme
  } catch {}
  apply(theme)
  document.addEventListener('DOMContentLoaded', () => {
    const input = document.querySelector(`input[name="theme"][value="${root.dataset.theme}"]`)
    if (input) input.checked = true
  })
  document.addEventListener('change', ({ target }) => {
    if (target.name !== 'theme') return
    apply(target.value)
    try {
      localStorage.setItem('lexigrad.theme', target.value)
    } catch {}
  })
})()
