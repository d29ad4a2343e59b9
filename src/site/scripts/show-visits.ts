/** Marks the entries that were opened in this browser, on the paths and on the map. */
import { forgetVisits, readVisits } from './visits.ts'

const forget = document.querySelector<HTMLButtonElement>('[data-action="forget-visits"]')

function show(): void {
  const visits = readVisits()
  for (const element of document.querySelectorAll<HTMLElement | SVGElement>('[data-entry]')) {
    const isVisited = visits.has(element.dataset.entry!)
    element.toggleAttribute('data-visited', isVisited)
    const mark = element.querySelector<HTMLElement>('.visited')
    if (mark) mark.hidden = !isVisited
  }
  if (forget) forget.hidden = visits.size === 0
}

forget?.addEventListener('click', () => {
  forgetVisits()
  show()
})
// A page that comes back from the browser's memory may be older than the last visit.
addEventListener('pageshow', show)
