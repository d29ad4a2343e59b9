/** Checks of one entry's text in one language: syntax, front matter, cells, links, components and figures. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Link, Nodes, Root } from 'mdast'
import { contentFolder } from '../../../i18n/paths.ts'
import { nearest } from '../../../cells/parse/nearest.ts'
import { findCellsInTree } from '../../../cells/parse/find-cells.ts'
import { parseMdx, visit } from '../../../cells/parse/mdx.ts'
import type { Problem } from '../../../cells/parse/problem.ts'
import { headingIds, listHeadings } from '../headings.ts'
import { parseContentLink } from '../links.ts'
import { frontmatterSchema } from '../schema.ts'
import { readYaml } from '../yaml.ts'

interface Context {
  slug: string
  /** Entries that are written. */
  slugs: string[]
  /** Terms of the term base. */
  terms: string[]
}

/** What an author may write as `<Name>`. */
const components = ['Figure', 'Forward', 'Backward', 'Loss']

type Report = (node: Nodes, rule: string, message: string, hint: string) => void

export function checkText({ name, text }: { name: string; text: string }, context: Context): Problem[] {
  const { tree, problems } = parseMdx(text, name)
  if (!tree) return problems
  const report: Report = (node, rule, message, hint) => {
    const { line = 1, column = 1 } = node.position?.start ?? {}
    problems.push({ file: name, line, column, rule, message, hint })
  }
  problems.push(...checkFrontmatter(tree, name), ...findCellsInTree(tree, text, name).problems)
  checkHeadings(tree, context.slug, report)
  visit(tree, (node) => {
    if (node.type === 'link') checkLink(node, context, report)
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement')
      checkComponent(node, context.slug, report)
  })
  return problems
}

function checkFrontmatter(tree: Root, file: string): Problem[] {
  const first = tree.children[0]
  if (first?.type !== 'yaml') {
    const hint = 'Begin the file with --- title: … definition: … ---.'
    return [{ file, line: 1, column: 1, rule: 'front-matter', message: 'the text has no front matter', hint }]
  }
  return readYaml(first.value, frontmatterSchema, { file, linesBefore: 1 }).problems
}

function checkHeadings(tree: Root, slug: string, report: Report): void {
  const headings = listHeadings(tree)
  const expected = headingIds(slug).length
  for (const heading of headings) {
    if (heading.depth < 2 || heading.depth > 3) {
      report(
        heading,
        'heading-depth',
        `a heading of depth ${heading.depth}`,
        'Use ## and ###; the title is the page’s only #.',
      )
    }
  }
  const last = headings.at(-1)
  if (last && expected !== headings.length) {
    const message = `${headings.length} headings, where the English text has ${expected}`
    report(
      last,
      'heading-count',
      message,
      'Ids of headings come from the English heading at the same place: keep the same sections.',
    )
  }
}

function checkLink(link: Link, { slug, slugs, terms }: Context, report: Report): void {
  const own = /^#(.+)$/.exec(link.url)?.[1]
  const target = own ? { slug, anchor: own } : parseContentLink(link.url)
  if (!target) {
    if (!/^(https:\/\/|mailto:)/.test(link.url)) {
      report(
        link,
        'link-address',
        `"${link.url}" is no address`,
        'Write /slug#heading for an entry, or an https:// address.',
      )
    }
    return
  }
  if (!slugs.includes(target.slug) && !terms.includes(target.slug)) {
    const close = nearest(target.slug, [...slugs, ...terms])
    const message = `no entry and no term is called "${target.slug}"`
    report(link, 'link-entry', message, close ? `Did you mean /${close}?` : 'Terms stand in locales/en/terms.yml.')
  } else if (target.anchor && slugs.includes(target.slug) && !headingIds(target.slug).includes(target.anchor)) {
    const close = nearest(target.anchor, headingIds(target.slug))
    const hint = close ? `Did you mean #${close}?` : `Its headings: ${headingIds(target.slug).join(', ')}.`
    report(link, 'link-heading', `"${target.slug}" has no heading "${target.anchor}"`, hint)
  }
}

function checkComponent(node: Nodes, slug: string, report: Report): void {
  const { name, attributes } = node as { name: string | null; attributes: { name: string; value: string | null }[] }
  if (!name || !components.includes(name)) {
    const hint = `An entry may use ${components.map((known) => `<${known}>`).join(', ')}.`
    return report(node, 'component', `there is no component <${name ?? ''}>`, hint)
  }
  if (name !== 'Figure') return
  const given = new Map(attributes.map((attribute) => [attribute.name, attribute.value]))
  for (const needed of ['name', 'alt', 'caption']) {
    if (!given.get(needed))
      report(node, 'figure', `<Figure> lacks ${needed}`, '<Figure name="file-without-ending" alt="…" caption="…" />')
  }
  const file = join(contentFolder, slug, `${given.get('name')}.svg`)
  if (!existsSync(file))
    return report(
      node,
      'figure',
      `there is no ${given.get('name')}.svg beside the text`,
      'name is the file without .svg.',
    )
  const placeholders = new Set(
    [...readFileSync(file, 'utf8').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string),
  )
  const labels = [...given.keys()].filter((key) => !['name', 'alt', 'caption'].includes(key))
  for (const placeholder of placeholders) {
    if (!given.get(placeholder))
      report(node, 'figure', `the figure's label "${placeholder}" is not given`, `Add ${placeholder}="…".`)
  }
  for (const label of labels.filter((key) => !placeholders.has(key))) {
    report(node, 'figure', `the figure has no label "${label}"`, `Its labels: ${[...placeholders].join(', ')}.`)
  }
}
