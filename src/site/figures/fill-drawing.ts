/**
 * Puts words into a drawing: every `{{name}}` of the SVG takes the label of that name, escaped; the drawing is named
 * by `alt` and read as one picture; comments and the space between tags are left out.
 *
 * @throws Error when a placeholder has no label, a label no placeholder, or the drawing carries a style or a script
 */
import { escapeText } from '../../cells/element/node.ts'
export function fillDrawing(
  svg: string,
  { alt, labels, file }: { alt: string; labels: Record<string, string | undefined>; file: string },
): string {
  const wanted = new Set([...svg.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name!.trim()))
  const given = Object.keys(labels).filter((name) => labels[name] !== undefined)
  const missing = [...wanted].filter((name) => !given.includes(name))
  const extra = given.filter((name) => !wanted.has(name))
  if (missing.length > 0)
    throw new Error(`${file}: no label for ${list(missing)}. Give <Figure> ${attributes(missing)}.`)
  if (extra.length > 0)
    throw new Error(`${file}: has no placeholder ${list(extra)}. Its placeholders: ${list([...wanted])}.`)
  const forbidden = /<script|<style|<foreignObject|\sstyle=|\son[a-z]+=/i.exec(svg)
  if (forbidden)
    throw new Error(`${file}: ${forbidden[0].trim()} is not allowed in a drawing. Use the classes of figure.css.`)

  return svg
    .replace(/^[^]*?(?=<svg)/, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/>\s+</g, '><')
    .replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => escapeText(labels[name.trim()]!))
    .replace('<svg', `<svg role="img" aria-label="${escapeText(alt)}"`)
    .trim()
}

function list(names: string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ') || 'none'
}

function attributes(names: string[]): string {
  return names.map((name) => `${name}="…"`).join(' ')
}
