/** One block: English with what changed, the translation to edit, and what helps with it. */
import type { EditorBlock, EditorMessage } from '../../../l10n/editor/view.ts'
import { button, el, fill, showChange, type Strings } from './dom.ts'
import { showMemory, showMessages, showTerms } from './help.ts'
import type { BlockEdit, Suggestion, Word } from './server.ts'

export interface CardSurroundings {
  strings: Strings
  locale: string
  dir: string
  onInput: (card: BlockCard) => void
  onSave: (card: BlockCard, word?: Word) => void
}

export class BlockCard {
  readonly element: HTMLElement
  readonly area: HTMLTextAreaElement | undefined
  block: EditorBlock
  /** What the text area's text started from: the file's, as far as this editor has seen it. */
  #shown: string
  /** What somebody else has put into the file meanwhile. */
  #theirs: string | undefined
  readonly #around: CardSurroundings
  readonly #parts = {
    state: el('span', { class: 'te-state' }),
    unsaved: el('span', { class: 'te-unsaved', hidden: '' }),
    english: el('div', { class: 'te-english' }),
    conflict: el('div', { class: 'te-conflict', role: 'group', hidden: '' }),
    messages: el('div', { class: 'te-messages', 'aria-live': 'polite' }),
    terms: el('div', { class: 'te-terms' }),
    memory: el('div', { class: 'te-memory' }),
    buttons: el('div', { class: 'te-buttons' }),
  }

  constructor(block: EditorBlock, around: CardSurroundings) {
    this.#around = around
    this.block = block
    this.#shown = block.text ?? ''
    const { strings, locale, dir } = around
    const id = `block-${block.id.replace('.', '-')}`
    const { state, unsaved, english, conflict, messages, terms, memory, buttons } = this.#parts
    unsaved.textContent = strings.unsaved
    const name = el('h2', { class: 'te-name', id: `${id}-name` }, `${strings.kind[block.kind as 'heading']} `)
    name.append(el('span', { class: 'te-number' }, block.id), state, unsaved)
    this.element = el(
      'section',
      { class: 'te-block', id, 'data-id': block.id, 'aria-labelledby': `${id}-name` },
      name,
      english,
    )
    if (block.text === undefined) {
      this.element.append(el('p', { class: 'te-lacking' }, strings.lacking))
    } else {
      const label = el('label', { class: 'te-label', for: `${id}-text` }, strings.translation)
      const rows = String(Math.min(16, Math.max(2, Math.ceil(block.text.length / 50))))
      this.area = el('textarea', { id: `${id}-text`, lang: locale, dir, rows, spellcheck: 'true', autocomplete: 'off' })
      this.area.setAttribute('aria-describedby', `${id}-messages`)
      messages.id = `${id}-messages`
      this.area.addEventListener('input', () => this.#changed())
      const doneKeys = { 'aria-keyshortcuts': 'Control+Enter Meta+Enter' }
      buttons.append(
        button(strings.doneButton, () => around.onSave(this, 'done'), { class: 'te-done', ...doneKeys }),
        button(strings.saveButton, () => around.onSave(this), {
          class: 'te-save',
          'aria-keyshortcuts': 'Control+S Meta+S',
        }),
        button(strings.reviewButton, () => around.onSave(this, 'review'), { class: 'te-review' }),
        button(strings.undoButton, () => this.write(this.#shown), { class: 'te-undo' }),
      )
      this.element.append(label, this.area, conflict, messages, buttons, terms, memory)
      this.area.value = block.text
    }
    this.update(block)
  }

  get id(): string {
    return this.block.id
  }

  get isChanged(): boolean {
    return this.area !== undefined && this.area.value.trim() !== this.#shown.trim()
  }

  get isInConflict(): boolean {
    return this.#theirs !== undefined
  }

  /** Waits for a translator. */
  get isToDo(): boolean {
    const { state, text } = this.block
    return text !== undefined && (this.isChanged || state === 'missing' || state === 'stale' || state === 'edited')
  }

  /** What would be saved now. */
  get edit(): BlockEdit {
    return { id: this.block.id, english: this.block.english, shown: this.#shown, text: this.area?.value ?? '' }
  }

  /** The text that was sent is in the file now. */
  wasSaved(sent: BlockEdit): void {
    this.#shown = sent.text.trim()
    this.#theirs = undefined
  }

  /** Goes on with a text that was kept. */
  resume({ shown, text }: BlockEdit): void {
    if (!this.area) return
    this.#shown = shown
    this.area.value = text
    this.update(this.block)
  }

  /** The block as the file has it now. A text that is being written stays; where both have changed, both are shown. */
  update(block: EditorBlock): void {
    const { strings, locale } = this.#around
    const { state, english, terms } = this.#parts
    this.block = block
    const now = block.text ?? ''
    if (this.area) {
      if (!this.isChanged && this.area.value.trim() !== now) this.area.value = now
      if (this.area.value.trim() === now.trim()) {
        this.#shown = now
        this.#theirs = undefined
      } else if (this.#shown !== now) this.#theirs = now
    }
    state.textContent = strings.state[block.state]
    this.element.dataset.state = block.state
    english.replaceChildren(
      el('p', { class: 'te-label' }, block.change ? strings.changed : strings.english),
      el(
        'p',
        { class: 'te-source', lang: 'en', dir: 'ltr' },
        ...(block.change ? showChange(block.change, strings, locale) : [block.english]),
      ),
    )
    terms.replaceChildren(...showTerms(block.terms, strings, (text) => this.insert(text)))
    // What was said of a text that is being written holds until that text changes.
    if (!this.isChanged) this.showMessages(block.messages)
    this.#showConflict()
    this.#mark()
  }

  showMessages(messages: readonly EditorMessage[], lead?: string): void {
    const fix =
      this.area &&
      ((splice: NonNullable<EditorMessage['fix']>) => {
        const text = this.area!.value.trim()
        this.write(text.slice(0, splice.start) + splice.text + text.slice(splice.end))
      })
    this.#parts.messages.replaceChildren(...showMessages(messages, this.#around.strings, { lead, fix }))
  }

  showMemory(suggestions: readonly Suggestion[]): void {
    const { strings, locale } = this.#around
    this.#parts.memory.replaceChildren(...showMemory(suggestions, strings, locale, (text) => this.write(text)))
  }

  /** Puts text where the cursor is, so that Ctrl+Z takes it back. */
  insert(text: string): void {
    this.area?.focus()
    // There is no other way that the browser's undo knows of.
    if (this.area && !document.execCommand('insertText', false, text)) {
      this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, 'end')
      this.#changed()
    }
  }

  /** Puts another text in the place of all. */
  write(text: string): void {
    this.area?.focus()
    this.area?.select()
    this.insert(text)
  }

  #changed(): void {
    this.#mark()
    this.#around.onInput(this)
  }

  #mark(): void {
    this.#parts.unsaved.hidden = !this.isChanged
    this.element.toggleAttribute('data-unsaved', this.isChanged)
    const undo = this.#parts.buttons.querySelector<HTMLButtonElement>('.te-undo')
    if (undo) undo.hidden = !this.isChanged
    const review = this.#parts.buttons.querySelector<HTMLButtonElement>('.te-review')
    if (review) review.hidden = this.block.state !== 'current' || this.isChanged
  }

  #showConflict(): void {
    const { conflict } = this.#parts
    const { strings, locale, dir } = this.#around
    const theirs = this.#theirs
    conflict.hidden = theirs === undefined
    if (theirs === undefined) return conflict.replaceChildren()
    const choose = (text: string) => {
      this.#shown = theirs
      this.#theirs = undefined
      this.#showConflict()
      if (this.area!.value !== text) this.write(text)
      this.area!.focus()
      this.#changed()
    }
    const name = el('h3', { id: `${this.element.id}-conflict` }, strings.conflict)
    conflict.setAttribute('aria-labelledby', name.id)
    conflict.replaceChildren(
      name,
      el('p', {}, strings.conflictText),
      el('p', { class: 'te-label' }, strings.theirs),
      el('p', { class: 'te-their-text', lang: locale, dir }, theirs),
      el('p', { class: 'te-label' }, strings.mine),
      el('p', { class: 'te-my-text', lang: locale, dir }, this.area!.value),
      el(
        'div',
        { class: 'te-buttons' },
        button(strings.takeTheirs, () => choose(theirs), { class: 'te-take-theirs' }),
        button(strings.takeMine, () => choose(this.area!.value), { class: 'te-take-mine' }),
      ),
    )
  }
}

/** A place in a file, as a message says it. */
export const placeOf = ({ line, column }: EditorMessage, strings: Strings) => fill(strings.line, { line, column })
