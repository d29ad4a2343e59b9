/** The classes, defined in `styles/math.css`, that stand for the declarations Temml writes into `style` attributes. */

const classes: Record<string, string> = {
  // Said by rules on `math` itself.
  'display:block math': '',
  'math-depth:0': 'm-depth-0',
  'padding:0': 'm-bare',
  'padding-left:0em': 'm-start-0',
  'padding-left:0pt': 'm-start-0',
  'padding-left:1em': 'm-start-1',
  'padding-left:2em': 'm-start-2',
  'padding-left:5.9776pt': 'm-start-half',
  'padding-right:0em': 'm-end-0',
  'padding-right:0pt': 'm-end-0',
  'padding-right:1em': 'm-end-1',
  'padding-right:2em': 'm-end-2',
  'padding-right:5.9776pt': 'm-end-half',
  'border-bottom:0.06em solid': 'm-rule-below',
  'border-top:0.06em solid': 'm-rule-above',
  'border-right:0.06em solid': 'm-rule-end',
  'border-left:0.06em solid': 'm-rule-start',
  'padding:3pt': 'm-boxed',
  'border:1px solid': 'm-boxed',
  'width:100%': 'm-full',
  'width:50%': 'm-half',
}

/**
 * Classes for the value of a `style` attribute.
 *
 * @throws Error on a declaration without a class; colours above all, which only the three inks may give
 */
export function styleClasses(style: string): string[] {
  const found = new Set<string>()
  for (const declaration of style
    .split(';')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const name = classes[declaration]
    if (name === undefined) {
      const hint = /^(background-)?color:/.test(declaration)
        ? 'Colour a part with \\fwd{…}, \\bwd{…} or \\loss{…}.'
        : 'Add a class for it in src/site/math/style-classes.ts and src/site/styles/math.css.'
      throw new Error(`no class stands for the style "${declaration}". ${hint}`)
    }
    if (name !== '') found.add(name)
  }
  return [...found]
}
