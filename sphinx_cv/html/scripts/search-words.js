// Words of Sphinx's search: split and folded as they were for its index (search.py).
import { fold } from "./words.js";

/** A word; marks that no letter takes in (x̂) are part of it. */
export const WORD = /[\u0300-\u036f\p{L}\p{N}_]+/gu;

/**
 * Split a query as Python splits the text of a page.
 *
 * @param {string} query
 * @returns {string[]}
 */
export function splitWords(query) {
  return query.normalize("NFC").match(WORD) ?? [];
}

/**
 * Return a stemmer class that folds words before another one stems them.
 *
 * @param {new () => Stemming} Inner
 */
export function foldingStemmer(Inner) {
  return class {
    inner = new Inner();

    /** @param {string} word */
    stemWord(word) {
      return this.inner.stemWord(fold(word));
    }
  };
}
