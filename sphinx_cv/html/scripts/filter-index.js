// Free text: which publications have the words of a query.
import { fold, termsOf, WordIndex } from "./words.js";

/** @import { List } from "./filter-data.js" */

/** Facets whose values are not part of a publication's text. */
const NOT_TEXT = ["kind", "role"];

/** The words of all items, indexed while the browser is idle. */
export class ItemIndex {
  /** @param {List} list */
  constructor(list) {
    this.list = list;
    this.words = new WordIndex();
    this.indexed = 0;
    /** @type {Set<string>} names of one or two letters */
    this.names = new Set();
  }

  /** Index all items that are not indexed yet, in pieces, while the browser is idle. */
  workWhenIdle() {
    const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(() => work({ didTimeout: false, timeRemaining: () => 9 }), 50));
    idle((deadline) => this.work(deadline) || this.workWhenIdle());
  }

  /**
   * Index further items, and return whether all are indexed.
   *
   * @param {IdleDeadline} [deadline] when to stop; without it all are indexed
   */
  work(deadline) {
    const { facets, items } = this.list;
    if (this.indexed === items.length) return true;
    while (this.indexed < items.length && (!deadline || deadline.timeRemaining() > 2)) {
      this.words.add(this.textOf(this.indexed), this.indexed);
      this.indexed++;
    }
    if (this.indexed < items.length) return false;
    this.words.words();
    for (const name of facets.find((facet) => facet.name === "author")?.values ?? []) {
      const parts = fold(name).split(" ");
      parts.forEach((part, position) => {
        if (part.length === 2 || (part.length === 1 && position === parts.length - 1)) this.names.add(part);
      });
    }
    return true;
  }

  /**
   * Return what is searched of an item: its paragraphs without number and links, and the values of its facets.
   *
   * @param {number} number
   */
  textOf(number) {
    const { facets, items } = this.list;
    let text = "";
    for (const line of items[number].entry.children)
      if (line.tagName === "P")
        for (const part of line.childNodes)
          if (!(part instanceof Element && /\bcv-(links|number)\b/.test(part.className))) text += part.textContent;
    for (const { name, values, of } of facets)
      if (!NOT_TEXT.includes(name)) for (const value of of[number]) text += ` ${values[value]}`;
    return text;
  }

  /**
   * Return for each item whether it has all words of a query, in any order; null when the query has no words.
   *
   * @param {string} query
   */
  search(query) {
    const terms = termsOf(query);
    if (!terms.length) return null;
    this.work();
    const found = terms.map((spellings) => this.words.find(spellings, spellings.some((word) => this.isWhole(word)), this.indexed));
    return this.list.items.map((_, number) => found.every((each) => each[number]));
  }

  /**
   * Return whether a word is not the beginning of others: a short name, or a short number that is a word.
   *
   * @param {string} word
   */
  isWhole(word) {
    return word.length < 3 && (this.names.has(word) || (/^\d+$/.test(word) && this.words.has(word)));
  }
}
