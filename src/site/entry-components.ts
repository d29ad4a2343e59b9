/** What an entry may use without importing it; `plugins/entry-tree.ts` writes LiveCell, Formula and Term into the tree. */
import Backward from './components/Backward.astro'
import Figure from './components/Figure.astro'
import Formula from './components/Formula.astro'
import Forward from './components/Forward.astro'
import LiveCell from './components/LiveCell.astro'
import Loss from './components/Loss.astro'
import Term from './components/Term.astro'

export const entryComponents = { Backward, Figure, Formula, Forward, LiveCell, Loss, Term }
