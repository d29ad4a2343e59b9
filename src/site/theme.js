/*
 * The reader's choices, applied before the first paint: light or dark, and which language cells show that are written in
 * two. It stands inline in the head, so the content security policy names its hash: `theme-script.ts` hands out the exact
 * text.
 */
;(() => {
  const root = document.documentElement
  const read = (name, fallback) => {
    try {
      return localStorage.getItem(name) ?? fallback
    } catch {
      return fallback
    }
  }
  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value)
    } catch {}
  }
  const applyTheme = (theme) => {
    root.dataset.theme = theme
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      const own = meta.dataset.theme
      meta.media = theme === 'system' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all'
    }
  }
  const applyCode = (code) => {
    root.dataset.code = code
    for (const input of document.querySelectorAll(`input[name^="code-"][value="${code}"]`)) input.checked = true
  }
  applyTheme(read('lexigrad.theme', 'system'))
  applyCode(read('lexigrad.code') === 'python' ? 'python' : 'typescript')
  document.addEventListener('DOMContentLoaded', () => {
    const input = document.querySelector(`input[name="theme"][value="${root.dataset.theme}"]`)
    if (input) input.checked = true
    const target = document.getElementById(location.hash.slice(1))?.closest('.cell-pair live-cell')
    applyCode(target?.dataset.language ?? root.dataset.code)
    target?.scrollIntoView()
  })
  document.addEventListener('change', ({ target }) => {
    if (target.name === 'theme') {
      applyTheme(target.value)
      keep('lexigrad.theme', target.value)
    } else if (target.name?.startsWith('code-')) {
      const before = target.getBoundingClientRect().top
      applyCode(target.value)
      keep('lexigrad.code', target.value)
      // Cells above are longer or shorter now; what was pressed stays where it was.
      scrollBy({ top: target.getBoundingClientRect().top - before, behavior: 'instant' })
    }
  })
})()
