/** What the check says, in English: for the command line. */
import ui from '../../../locales/en/ui.json' with { type: 'json' }
import { sentenceIn, type Said } from './said.ts'

export function inEnglish(said: Said): string {
  return sentenceIn(ui, said)
}
