// Words of a text: folding, umlaut spellings, splitting, and an index of words that finds them by their beginnings.

/**
 * Letters without a Unicode decomposition. Both tables are also in model/folding.py (a test compares them).
 *
 * @type {Record<string, string>}
 */
const UNDECOMPOSED = {
  đ: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", þ: "th", ð: "d", ς: "σ",
};
/**
 * Letters that are also spelled as two; æ folds to ae in any case.
 *
 * @type {Record<string, string>}
 */
const DIGRAPHS = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

const UNDECOMPOSED_LETTER = new RegExp(`[${Object.keys(UNDECOMPOSED).join("")}]`, "g");
const DIGRAPH_LETTER = new RegExp(`[${Object.keys(DIGRAPHS).join("")}]`, "g");
/** Spaces and dashes between tokens; hyphens are part of a token. */
const BETWEEN_TOKENS = /[\s\u2013\u2014]+/;

/** How well a text has a word: as it is, or as the beginning of a longer word. */
export const EXACT = 3;
export const BEGINNING = 1;

/**
 * Return the words of a text in lower case, without accents and punctuation, with single spaces between them.
 *
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(UNDECOMPOSED_LETTER, (letter) => UNDECOMPOSED[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Return a text in lower case with each umlaut as two letters: höhner, hoehner.
 *
 * @param {string} text
 */
function spellDigraphs(text) {
  return text.toLowerCase().normalize("NFC").replace(DIGRAPH_LETTER, (letter) => DIGRAPHS[letter]);
}

/**
 * Return the folded words of a query; each as an array of its spellings, without and with umlauts as two letters.
 *
 * @param {string} query
 * @returns {string[][]}
 */
export function termsOf(query) {
  const plain = fold(query).split(" ").filter(Boolean);
  const spelled = fold(spellDigraphs(query)).split(" ");
  return plain.map((word, position) =>
    spelled.length === plain.length && spelled[position] !== word ? [word, spelled[position]] : [word]);
}

/** @type {Map<string, string[]>} */
const wordsOfTokens = new Map();

/**
 * Return the folded words by which a token is found.
 *
 * @param {string} token text without spaces, in NFC
 */
function wordsOf(token) {
  let words = wordsOfTokens.get(token);
  if (!words) {
    const forms = [
      token,
      spellDigraphs(token),
      token.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 "), // StarCoder
      token.replace(/(\S)[-‐‑'’](?=\S)/gu, "$1"), // FlashAttention-2, O'Neil
    ];
    words = [...new Set(forms.flatMap((form) => fold(form).split(" ")))].filter(Boolean);
    wordsOfTokens.set(token, words);
  }
  return words;
}

/** An index of numbered texts by their words. */
export class WordIndex {
  constructor() {
    /** @type {Map<string, number[]>} the numbers of the texts that have a word, in ascending order */
    this.numbers = new Map();
    /** @type {string[] | null} the words in order; null after a change */
    this.sorted = null;
  }

  /**
   * Add a text. Numbers must not descend from one call to the next.
   *
   * @param {string} text
   * @param {number} number
   */
  add(text, number) {
    let before = "";
    for (const token of text.normalize("NFC").split(BETWEEN_TOKENS)) {
      const words = wordsOf(token);
      const first = words[0] ?? "";
      for (const word of words) this.addWord(word, number);
      if (before && /^\d/.test(first)) this.addWord(before + first, number); // StarCoder 2, ICML 2024
      before = /\p{L}$/u.test(first) ? first : "";
    }
    this.sorted = null;
  }

  /**
   * @param {string} word
   * @param {number} number
   */
  addWord(word, number) {
    const numbers = this.numbers.get(word);
    if (!numbers) this.numbers.set(word, [number]);
    else if (numbers[numbers.length - 1] !== number) numbers.push(number);
  }

  /**
   * Return whether any text has exactly this word.
   *
   * @param {string} word
   */
  has(word) {
    return this.numbers.has(word);
  }

  /** Return all words, in order. */
  words() {
    return (this.sorted ??= [...this.numbers.keys()].sort());
  }

  /**
   * Return the words that begin with a text.
   *
   * @param {string} start
   */
  wordsFrom(start) {
    const words = this.words();
    let low = 0;
    for (let high = words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (words[middle] < start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < words.length && words[end].startsWith(start)) end++;
    return words.slice(low, end);
  }

  /**
   * Return how well each text has one of the spellings of a word: 0, BEGINNING or EXACT.
   *
   * @param {string[]} spellings
   * @param {boolean} whole whether the spellings must be whole words
   * @param {number} size the number of texts
   */
  find(spellings, whole, size) {
    const found = new Uint8Array(size);
    for (const spelling of spellings) {
      if (!whole)
        for (const word of this.wordsFrom(spelling))
          for (const number of this.numbers.get(word) ?? []) found[number] ||= BEGINNING;
      for (const number of this.numbers.get(spelling) ?? []) found[number] = EXACT;
    }
    return found;
  }
}
