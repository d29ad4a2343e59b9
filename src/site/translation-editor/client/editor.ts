/** `<translation-editor>`: reads a translation, edits it block by block, and saves each by itself. */
import type { EditorBlock, EditorView } from '../../../l10n/editor/view.ts'
import { BlockCard } from './card.ts'
import { button, el, fill, type Strings } from './dom.ts'
import { showMessages } from './help.ts'
import { keptTexts, type Kept } from './kept.ts'
import { Preview } from './preview.ts'
import { ServerError, type BlockEdit, type Server, type Word } from './server.ts'

/** How long typing must rest before it is checked, and before it is shown [ms]. */
const restBeforeCheck = 300
const restBeforePreview = 500

export class TranslationEditor extends HTMLElement {
  #strings!: Strings
  #server: Server | undefined
  #kept!: Kept
  #cards: BlockCard[] = []
  #active: BlockCard | undefined
  #orphans: BlockEdit[] = []
  #saving = 0
  #readAgain = false
  readonly #preview = new Preview()
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>()

  connectedCallback(): void {
    const { locale, slug, strings } = this.dataset as Record<string, string>
    this.#strings = JSON.parse(strings!) as Strings
    this.#kept = keptTexts(locale!, slug!)
    this.addEventListener('focusin', (event) => this.#activate(event.target as Element))
    document.addEventListener('keydown', (event) => this.#onKey(event))
  }

  /** Shows what a server has, and saves there from now on. */
  async open(server: Server): Promise<void> {
    this.#server = server
    if (this.#cards.length === 0) this.replaceChildren(el('p', {}, this.#strings.loading))
    await this.#read()
  }

  /** Reads the files again: somebody else has written them. */
  async readAgain(): Promise<void> {
    if (!this.#server) return
    // While this page saves, the answer brings what is new.
    if (this.#saving > 0) this.#readAgain = true
    else await this.#read()
  }

  async #read(): Promise<void> {
    await this.#reach(async () => this.#show(await this.#server!.read()))
  }

  /** Shows a translation as the files have it; nothing that is being written goes. */
  #show(view: EditorView): void {
    const same = (block: EditorBlock, index: number) => {
      const card = this.#cards[index]
      return card?.id === block.id && (card.area !== undefined) === (block.text !== undefined)
    }
    if (this.#cards.length === view.blocks.length && this.#cards.length > 0 && view.blocks.every(same)) {
      view.blocks.forEach((block, index) => this.#cards[index]!.update(block))
    } else this.#build(view)
    this.querySelector('[data-role="general"]')!.replaceChildren(...this.#general(view))
    this.#showProgress(view)
    void this.#showPreview()
  }

  #build(view: EditorView): void {
    const { locale = '', dir = 'ltr' } = this.dataset
    const isFirst = this.#cards.length === 0
    const drafts = isFirst ? this.#kept.all() : this.#cards.filter((card) => card.isChanged).map((card) => card.edit)
    const focused = this.#active && document.activeElement === this.#active.area ? this.#active.id : undefined
    this.#preview.forget()
    this.#active = undefined
    this.#cards = view.blocks.map(
      (block) =>
        new BlockCard(block, {
          strings: this.#strings,
          locale,
          dir,
          onInput: (card) => this.#onInput(card),
          onSave: (card, word) => void this.#save(card, word),
        }),
    )
    for (const draft of drafts) this.#resume(draft)
    const pages = Map.groupBy(this.#cards, ({ block }) => block.page)
    const parts = [...pages].map(([page, cards]) => {
      const blocks = el('div', { class: 'te-blocks' }, ...cards.map(({ element }) => element))
      return el('div', { class: 'te-part' }, blocks, this.#preview.holder(page, this.#strings, locale, dir))
    })
    this.replaceChildren(el('div', { 'data-role': 'general' }), ...parts)
    if (focused !== undefined) this.#cards.find(({ id }) => id === focused)?.area?.focus()
    else if (isFirst) this.#openWanted()
  }

  /** A text that was kept goes back to its block, by what the block said; without one it is shown by itself. */
  #resume(draft: BlockEdit): void {
    const free = this.#cards.filter((card) => card.area && !card.isChanged)
    const { id, shown, english } = draft
    const card =
      free.find(({ block }) => block.id === id && block.text === shown) ??
      free.find(({ block }) => block.text === shown) ??
      free.find(({ block }) => block.english === english)
    if (!card) {
      this.#orphans.push(draft)
      return
    }
    card.resume(draft)
    if (card.id !== id) this.#kept.forget(id)
    if (card.isChanged) {
      this.#kept.keep(card.edit)
      void this.#check(card)
    } else this.#kept.forget(card.id)
  }

  /** `?block=12`: the block that the page's reader came from. */
  #openWanted(): void {
    const wanted = new URLSearchParams(location.search).get('block') ?? ''
    const card =
      this.#cards.find(({ id }) => id === wanted) ?? this.#cards.find(({ id }) => id.startsWith(`${wanted}.`))
    if (wanted !== '' && card) this.#go(card)
  }

  /** What is said of the whole file. */
  #general(view: EditorView): Node[] {
    const said: Node[] = []
    const bring = () =>
      void this.#reach(async () => {
        this.#show(await this.#server!.bring())
        this.dispatchEvent(new Event('saved'))
      })
    if (view.health === 'absent') {
      said.push(el('p', { class: 'te-notice' }, `${this.#strings.absent} `, button(this.#strings.begin, bring)))
    } else if (view.health !== 'ready') {
      said.push(el('p', { class: 'te-notice te-refused', role: 'alert' }, this.#strings.refused[view.health]))
    } else if (view.isBehind) {
      said.push(el('p', { class: 'te-notice' }, `${this.#strings.behind} `, button(this.#strings.bring, bring)))
    }
    if (view.messages.length > 0) {
      const messages = showMessages(view.messages, this.#strings)
      said.push(el('div', { class: 'te-messages', role: 'group', 'aria-label': this.#strings.messages }, ...messages))
    }
    if (this.#orphans.length > 0) said.push(this.#showOrphans(view))
    return said
  }

  #showOrphans(view: EditorView): HTMLElement {
    const items = this.#orphans.map((orphan) => {
      const discard = button(this.#strings.discard, () => {
        this.#orphans = this.#orphans.filter((other) => other !== orphan)
        this.#kept.forget(orphan.id)
        this.#show(view)
      })
      return el('li', {}, el('p', { lang: this.dataset.locale ?? '' }, orphan.text), discard)
    })
    const name = el('h2', { id: 'te-orphans' }, this.#strings.orphans)
    const text = el('p', {}, this.#strings.orphansText)
    return el('section', { class: 'te-orphans', 'aria-labelledby': name.id }, name, text, el('ul', {}, ...items))
  }

  #showProgress({ words }: EditorView): void {
    const left = words.missing + words.stale + words.edited
    const number = new Intl.NumberFormat(this.dataset.locale).format(left)
    const text = left > 0 ? fill(this.#strings.progress, { words: number }) : this.#strings.allDone
    const place = document.querySelector('[data-role="progress"]')
    if (place && place.textContent !== text) place.textContent = text
  }

  #onInput(card: BlockCard): void {
    if (card.isChanged) this.#kept.keep(card.edit)
    else this.#kept.forget(card.id)
    this.#after(`check ${card.id}`, restBeforeCheck, () => this.#check(card))
    this.#after('preview', restBeforePreview, () => this.#showPreview())
  }

  async #check(card: BlockCard): Promise<void> {
    const { edit } = card
    await this.#reach(async () => {
      const { reason, messages } = await this.#server!.check(edit)
      // An answer about an older text says nothing.
      if (card.edit.text !== edit.text) return
      const lead = reason && this.#strings.refused[reason as keyof Strings['refused']]
      card.showMessages(messages, lead || undefined)
    })
  }

  async #showPreview(): Promise<void> {
    const edits = this.#cards.filter((card) => card.isChanged).map((card) => card.edit)
    await this.#reach(async () => {
      const { page } = await this.#server!.preview(edits)
      if (page) this.#preview.show(page)
    })
  }

  async #save(card: BlockCard, word?: Word): Promise<boolean> {
    if (card.isInConflict) {
      this.#say(this.#strings.chooseFirst)
      return false
    }
    const { edit } = card
    this.#saving++
    let isSaved = false
    await this.#reach(async () => {
      const saved = await this.#server!.save(edit, word)
      if (saved.kind === 'saved') {
        isSaved = saved.unconfirmed === undefined
        card.wasSaved(edit)
        this.#kept.forget(edit.id)
        this.dispatchEvent(new Event('saved'))
        const said = word === 'done' ? this.#strings.confirmed : word ? this.#strings.reviewed : this.#strings.saved
        this.#say(saved.unconfirmed ? this.#strings.unconfirmed[saved.unconfirmed] : said)
      } else if (saved.kind === 'refused') this.#say(this.#strings.refused[saved.reason])
      else this.#say(saved.kind === 'gone' ? this.#strings.gone : this.#strings.chooseFirst)
      this.#show(saved.view)
      if (card.isChanged) this.#kept.keep(card.edit)
      if (saved.kind === 'refused') {
        card.showMessages(saved.message ? [saved.message] : [], this.#strings.refused[saved.reason])
      }
    })
    this.#saving--
    if (this.#saving === 0 && this.#readAgain) {
      this.#readAgain = false
      void this.#read()
    }
    return isSaved
  }

  #onKey(event: KeyboardEvent): void {
    const card = this.#active
    const isCommand = event.ctrlKey || event.metaKey
    const act = (): void | Promise<void> => {
      if (event.altKey && event.key === 'ArrowDown') return this.#next(1)
      if (event.altKey && event.key === 'ArrowUp') return this.#next(-1)
      if (!card?.element.contains(document.activeElement) || !isCommand) return undefined
      if (event.key === 's') return this.#save(card).then(() => undefined)
      if (event.key === 'Enter')
        return this.#save(card, 'done').then((isSaved) => (isSaved ? this.#next(1) : undefined))
      return undefined
    }
    const isOurs = event.altKey
      ? /^Arrow(?:Down|Up)$/.test(event.key)
      : isCommand && card && /^(?:s|Enter)$/.test(event.key)
    // A cell that runs has keys of its own.
    if (!isOurs || (event.target as Element).closest('live-cell')) return
    event.preventDefault()
    void act()
  }

  /** Goes to the next block that waits for a translator, from the last on to the first. */
  #next(step: 1 | -1): void {
    const from = this.#active ? this.#cards.indexOf(this.#active) : step === 1 ? -1 : this.#cards.length
    const count = this.#cards.length
    for (let away = 1; away <= count; away++) {
      const card = this.#cards[(((from + step * away) % count) + count) % count]!
      if (card !== this.#active && card.isToDo) return this.#go(card)
    }
    this.#say(this.#strings.allDone)
  }

  #go(card: BlockCard): void {
    card.area?.focus({ preventScroll: true })
    card.element.scrollIntoView({ block: 'center' })
  }

  #activate(target: Element): void {
    const card = this.#cards.find(({ element }) => element.contains(target))
    if (!card || card === this.#active) return
    this.#active?.element.removeAttribute('data-active')
    this.#active = card
    card.element.setAttribute('data-active', '')
    void this.#reach(async () => card.showMemory(await this.#server!.suggest(card.block.english, card.block.text)))
  }

  #after(name: string, rest: number, act: () => Promise<void>): void {
    clearTimeout(this.#waiting.get(name))
    this.#waiting.set(
      name,
      setTimeout(() => void act(), rest),
    )
  }

  async #reach(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      console.error(error)
      const said: Record<string, string> = this.#strings.folder
      this.#say((error instanceof ServerError && said[error.reason]) || this.#strings.unreachable)
    }
  }

  #say(text: string): void {
    const place = document.querySelector('[data-role="said"]')
    if (place) place.textContent = text
  }
}

customElements.define('translation-editor', TranslationEditor)
