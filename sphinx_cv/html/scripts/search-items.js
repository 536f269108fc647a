// Publications and rows as results of their own, found by all words of the query in any order, and by beginnings of words.
import { EXACT, fold, termsOf, WordIndex } from "./words.js";

/**
 * @typedef {object} Item a publication or row
 * @property {number} page the number of its page in Sphinx's index
 * @property {string} anchor
 * @property {string} name
 * @property {number} title the number of its name in the index of texts
 * @property {number[]} phrases the numbers of what else it is found by
 * @property {string} said what the result says beside its name
 * @property {boolean} paper
 * @property {number} place its position on its page
 *
 * @typedef {object} Term a word of the query
 * @property {boolean} optional
 * @property {Uint8Array} found how well each text has it
 */

/** How well a text has a word that is its stem's. */
const STEM = 1;

/** The items of the site, and the words of their texts. */
export class ItemSearch {
  /**
   * Take the items out of Sphinx's index, so that it does not find them as well.
   *
   * @param {SphinxIndex} index
   * @param {SearchRecords} records
   * @param {Stemming} stemmer
   */
  constructor(index, records, stemmer) {
    this.index = index;
    this.stemmer = stemmer;
    this.words = new WordIndex();
    /** @type {Map<string, number>} the number of each text in `words` */
    this.texts = new Map();
    /** @type {Item[]} */
    this.items = [];
    /** @type {Map<string, string[]> | null} the words of each stem */
    this.stems = null;

    /** @type {SphinxIndex["objects"]} */
    const others = {};
    const places = placesOf(records);
    for (const [prefix, objects] of Object.entries(index.objects)) {
      for (const object of objects) {
        const item = this.itemOf(prefix, object, records, places);
        if (item) this.items.push(item);
        else (others[prefix] ??= []).push(object);
      }
    }
    index.objects = others;
  }

  /**
   * Return the item of an object of the cv domain, or null for another object.
   *
   * @param {string} prefix
   * @param {SphinxObject} object
   * @param {SearchRecords} records
   * @param {Map<string, number>} places
   * @returns {Item | null}
   */
  itemOf(prefix, [page, type, , anchor, last], records, places) {
    const [domain, role, roleLabel] = this.index.objnames[type];
    const docname = this.index.docnames[page];
    const numbers = records.pages[docname]?.[anchor];
    if (domain !== "cv" || !numbers) return null;
    const full = prefix ? `${prefix}.${last}` : last;
    const name = full.includes("&") ? unescape(full) : full;
    const label = roleLabel.replaceAll("-", " ");
    const phrases = numbers.map((number) => records.phrases[number]);
    return {
      page, anchor, name, title: this.add(name), phrases: [label, ...phrases].map((phrase) => this.add(phrase)),
      said: phrases[0] ? `${label}, ${phrases[0]}` : label, paper: role === "pub", place: places.get(`${docname}#${anchor}`) ?? 0,
    };
  }

  /**
   * Add a text to the index of words, once, and return its number.
   *
   * @param {string} text
   */
  add(text) {
    let number = this.texts.get(text);
    if (number === undefined) {
      number = this.texts.size;
      this.texts.set(text, number);
      this.words.add(text, number);
    }
    return number;
  }

  /**
   * Return the terms of a query.
   *
   * @param {string[]} typed
   * @param {(word: string) => boolean} isStopword
   * @returns {Term[]}
   */
  terms(typed, isStopword) {
    return typed.flatMap((word) => {
      const stem = this.stemmer.stemWord(word);
      const optional = isStopword(word);
      return termsOf(word).map((spellings) => ({ optional, found: this.find(spellings, stem) }));
    });
  }

  /**
   * Return how well each text has a word.
   *
   * @param {string[]} spellings
   * @param {string} stem
   */
  find(spellings, stem) {
    // a number, and one or two letters that are somebody's name, are not the beginnings of other words
    const whole = spellings.some((word) => /^\d+$/.test(word) || (word.length < 3 && this.words.has(word)));
    const found = this.words.find(spellings, whole, this.texts.size);
    if (!whole)
      for (const word of this.wordsOfStem(stem))
        for (const number of this.words.numbers.get(word) ?? []) found[number] ||= STEM;
    return found;
  }

  /** @param {string} stem */
  wordsOfStem(stem) {
    if (!this.stems) {
      this.stems = new Map();
      for (const word of this.words.words()) {
        const key = this.stemmer.stemWord(word);
        this.stems.set(key, [...(this.stems.get(key) ?? []), word]);
      }
    }
    return this.stems.get(stem) ?? [];
  }

  /**
   * Return the results of a query, as Sphinx shows them.
   *
   * @param {string[]} typed the words of the query
   * @param {(word: string) => boolean} isStopword
   * @returns {SearchResult[]}
   */
  search(typed, isStopword) {
    const { docnames, filenames, titles } = this.index;
    const terms = this.terms(typed, isStopword);
    if (terms.every((term) => term.optional)) for (const term of terms) term.optional = false;
    const query = fold(typed.join(" "));
    // a query for a page by its title has that page first (15), and then rows before pages that mention it (5)
    const forPage = titles.some((title) => {
      const words = fold(title).split(" ");
      return query.split(" ").every((word) => words.includes(word));
    });
    /** @type {SearchResult[]} */
    const results = [];
    for (const item of this.items) {
      const found = score(item, terms, query);
      if (!found) continue;
      // papers before rows, and both as they stand on their page, where they are found equally well
      const rank = (forPage ? 6 : 100) + found + (item.paper ? 0.01 : 0) - item.place / 1e6;
      results.push([docnames[item.page], asShown(item.name), `#${item.anchor}`, asShown(item.said), rank, filenames[item.page], "object"]);
    }
    return results;
  }
}

/**
 * Return the position of each item on its page, by page and anchor.
 *
 * @param {SearchRecords} records
 * @returns {Map<string, number>}
 */
function placesOf({ pages }) {
  return new Map(Object.entries(pages).flatMap(([docname, found]) =>
    Object.keys(found ?? {}).map((anchor, place) => /** @type {const} */ ([`${docname}#${anchor}`, place]))));
}

/**
 * Return how well an item is found: 0 if it lacks a term.
 *
 * @param {Item} item
 * @param {Term[]} terms
 * @param {string} query
 */
function score(item, terms, query) {
  let sum = 0;
  for (const { found, optional } of terms) {
    const inTitle = found[item.title];
    const best = Math.max(inTitle && inTitle + 1, ...item.phrases.map((phrase) => found[phrase]));
    if (!best && !optional) return 0;
    sum += best / terms.length;
  }
  const title = fold(item.name);
  const head = fold(item.name.split(/[:(]/)[0]);
  return sum + (title === query || head === query ? EXACT : 0) + (` ${title} `.includes(` ${query} `) ? 1 : 0);
}

/**
 * Return a name as it is written: Sphinx escapes names in its index.
 *
 * @param {string} text
 */
function unescape(text) {
  return new DOMParser().parseFromString(text, "text/html").documentElement.textContent ?? "";
}

/**
 * Return a text as Sphinx takes it to show it: it escapes texts itself since version 9.
 *
 * @param {string} text
 */
function asShown(text) {
  return typeof _escapeHTML === "undefined" ? text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`) : text;
}
