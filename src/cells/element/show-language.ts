/**
 * Of a cell in two languages of code one is shown, as `data-code` of the page says; what switches them is site/theme.js.
 * Here: a cell that has to be seen, whatever its reader chose. The choice itself stays.
 */
export function showLanguageOf(cell: HTMLElement): void {
  if (!cell.closest('.cell-pair')) return
  const { language = 'typescript' } = cell.dataset
  document.documentElement.dataset.code = language
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name^="code-"]')) {
    input.checked = input.value === language
  }
}
