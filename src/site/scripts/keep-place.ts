/** Who changes the language stays at the same place of the page: sections have the same names in all of them. */
document.addEventListener('click', ({ target }) => {
  const link = (target as Element).closest<HTMLAnchorElement>('.language-switch a[hreflang]')
  // A link that already carries a shared cell keeps it.
  if (link && link.hash === '') link.hash = location.hash
})
