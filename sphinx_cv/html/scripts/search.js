// The search page: Sphinx's search with folded words, numbers, and publications and rows as results of their own.
// It is deferred, hence it runs after Sphinx's scripts and before the first query.
import { warnOnce } from "./report.js";
import { ItemSearch } from "./search-items.js";
import { foldingStemmer, splitWords, WORD } from "./search-words.js";
import { fold } from "./words.js";

/** Fold and split words as the index has them; a language may have a splitter of its own. */
function foldWords() {
  globalThis.Stemmer = foldingStemmer(globalThis.Stemmer);
  if (document.currentScript?.dataset.splitter !== "language") globalThis.splitQuery = splitWords;
}

/** @param {SearchRecords} records */
function addItems(records) {
  /** @type {ItemSearch | null} */
  let items = null;
  const others = Search.performObjectSearch;
  Search.performObjectSearch = (term, terms) => {
    items ??= new ItemSearch(Search._index, records, new Stemmer());
    const typed = [...terms];
    const results = others(term, terms);
    // Sphinx asks once for each word
    return term === typed[0] ? [...results, ...items.search(typed, isStopword)] : results;
  };
}

/** @param {string} word */
function isStopword(word) {
  return stopwords instanceof Set ? stopwords.has(word) : stopwords.includes(word); // an array before Sphinx 9
}

/** Search for numbers too, which Sphinx leaves out. */
function keepNumbers() {
  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    const parsed = parse(query);
    for (const word of splitQuery(query)) if (/^\d+$/.test(word)) parsed[1].add(new Stemmer().stemWord(word));
    return parsed;
  };
}

/** Call what is found results, as it is more than pages; a translation stays as it is. */
function countResults() {
  const { ngettext } = Documentation;
  Documentation.ngettext = (one, many, number) => {
    const text = ngettext(one, many, number);
    if (text !== one && text !== many) return text;
    return text.replace(/found one page\b/, "found one result").replace(/ pages matching/, " results matching");
  };
}

/** Begin the summary of a page where a word of the query stands, with or without accents. */
function findSummaries() {
  const summarize = Search.makeSearchSummary;
  Search.makeSearchSummary = (html, keywords, anchor) => {
    const words = Search.htmlToText(html, anchor).match(WORD) ?? [];
    const wanted = [...keywords];
    const found = words.find((word) => wanted.includes(fold(word)))
      ?? words.find((word) => wanted.some((keyword) => fold(word).startsWith(keyword)));
    return summarize(html, new Set([found ?? words[0] ?? ""]), anchor);
  };
}

if (typeof Search === "undefined") warnOnce("this page has no search of Sphinx", document.URL);
else {
  foldWords();
  keepNumbers();
  countResults();
  findSummaries();
  if (typeof cvSearchRecords === "undefined") warnOnce("there are no search records, only pages are found", "searchrecords.js");
  else addItems(cvSearchRecords);
}
