/** What an entry may use without importing it; `plugins/entry-tree.ts` writes cells, formulas, terms and marks into the tree. */
import Backward from './components/Backward.astro'
import CellPair from './components/CellPair.astro'
import Figure from './components/Figure.astro'
import Formula from './components/Formula.astro'
import Forward from './components/Forward.astro'
import LiveCell from './components/LiveCell.astro'
import Loss from './components/Loss.astro'
import Term from './components/Term.astro'
import EnglishNote from './components/translation/EnglishNote.astro'
import StaleMark from './components/translation/StaleMark.astro'

export const entryComponents = {
  Backward,
  CellPair,
  EnglishNote,
  Figure,
  Formula,
  Forward,
  LiveCell,
  Loss,
  StaleMark,
  Term,
}
