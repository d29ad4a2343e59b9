/** What the search says, by its keys in `locales/<locale>/ui.json`. */
import type ui from '../../../locales/en/ui.json'

export type SearchStrings = (typeof ui)['search']
