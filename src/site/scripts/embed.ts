/**
 * Inside a frame on another site. The one thing it says to the page around it is how high it is:
 * `{ type: 'lexigrad:height', height }`, in CSS pixels, at first and whenever it changes. It listens to nobody.
 */
let told = 0

function tell(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height)
  if (height === told) return
  told = height
  parent.postMessage({ type: 'lexigrad:height', height }, '*')
}

if (parent !== window) new ResizeObserver(tell).observe(document.body)

// A page of the site may not stand in a frame of others: links open beside it.
document.addEventListener(
  'click',
  ({ target }) => {
    const link = (target as Element).closest<HTMLAnchorElement>('a[href]')
    if (!link || link.download || link.getAttribute('href')!.startsWith('#')) return
    link.target = '_blank'
    link.rel = 'noopener'
  },
  { capture: true },
)
