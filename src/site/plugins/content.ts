/**
 * Holds the build to sound content: before anything is built, everything people write is checked, and one list of
 * problems stops the build. The dev server prints the list and goes on, and reads files again as they change.
 */
import type { AstroIntegration } from 'astro'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localeCodes, pseudoLocale, sourceLocale, withPseudoLocale } from '../../i18n/locales.ts'
import { contentFolder, localesFolder, sourceContentFolder } from '../../i18n/paths.ts'
import { formatProblems } from '../../cells/parse/problem.ts'
import { writePseudoEntries } from '../../l10n/pseudo-entries.ts'
import { assertContent, checkContent } from '../content/check/check-content.ts'
import { forgetEntries } from '../content/entries.ts'
import { forgetTerms } from '../content/terms.ts'

export function content(): AstroIntegration {
  return {
    name: 'lexigrad-content',
    hooks: {
      'astro:config:setup': ({ command }) => {
        if (withPseudoLocale) {
          writePseudoEntries(sourceContentFolder, contentFolder, { source: sourceLocale, pseudo: pseudoLocale })
        }
        if (command === 'build') assertContent()
      },
      'astro:server:setup': ({ server, logger }) => {
        const report = () => {
          const { problems, sources } = checkContent()
          if (problems.length > 0) logger.error(`\n${formatProblems(problems, sources)}`)
        }
        report()
        server.watcher.add(localesFolder)
        server.watcher.on('all', async (_event: string, file: string) => {
          if (!file.startsWith(contentFolder) && !file.startsWith(localesFolder)) return
          forgetEntries()
          forgetTerms()
          report()
          // A page says where English has left it behind: a change of one file of an entry concerns all its texts.
          for (const { moduleGraph } of Object.values(server.environments))
            for (const code of localeCodes)
              for (const module of moduleGraph.getModulesByFile(join(dirname(file), `${code}.mdx`)) ?? [])
                moduleGraph.invalidateModule(module)
          // Strings are read once at the start of the process.
          if (file.startsWith(localesFolder)) await server.restart()
        })
      },
      // A host looks for 404.html in the folder of the address it cannot find, and then in the folders above it.
      'astro:build:done': async ({ dir }) => {
        for (const locale of localeCodes) {
          const folder = fileURLToPath(new URL(`${locale}/404/`, dir))
          await rename(`${folder}index.html`, fileURLToPath(new URL(`${locale}/404.html`, dir)))
          await rm(folder, { recursive: true })
        }
      },
    },
  }
}
