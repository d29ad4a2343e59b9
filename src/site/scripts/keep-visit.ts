/** An entry counts as opened when its end has been seen. */
import { keepVisit } from './visits.ts'

const end = document.querySelector<HTMLElement>('.entry-end[data-slug]')
if (end && 'IntersectionObserver' in globalThis) {
  const observer = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return
    keepVisit(end.dataset.slug!)
    observer.disconnect()
  })
  observer.observe(end)
}
