/** Copies what can be taken away from the end of an entry, and writes the passage that a reader selected into a report. */
const longest = 300

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-action="copy-block"]')) {
  const block = button.parentElement!
  const text = block.querySelector('code')!
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent)
      const status = block.querySelector<HTMLElement>('[data-copied]')!
      status.textContent = status.dataset['copied']!
    } catch {
      // It stands selected, to be copied by hand.
      getSelection()?.selectAllChildren(text)
    }
  })
}

const passage = document.querySelector('[data-role="passage"]')
const mark = document.querySelector<HTMLElement>('[data-role="report-mark"]')
const mail = document.querySelector<HTMLAnchorElement>('[data-role="report-mail"]')

if (passage && mark) {
  mark.hidden = false
  document.addEventListener('selectionchange', () => {
    const selection = getSelection()
    const words = selection?.toString().replace(/\s+/g, ' ').trim()
    const node = selection?.anchorNode
    const element = node instanceof Element ? node : node?.parentElement
    const prose = element?.closest('.prose, .entry-head')
    if (!words || !prose) return
    const block = element?.closest<HTMLElement>('[data-block]')?.dataset['block']
    const said = `${block ? `[${block}] ` : ''}${words.length > longest ? `${words.slice(0, longest)}…` : words}`
    passage.textContent = said
  })
  mail?.addEventListener('click', () => {
    const body = passage.closest('code')!.textContent.replaceAll('\n', '\r\n')
    mail.href = mail.href.replace(/(?<=&body=).*$/, encodeURIComponent(body))
  })
}
