// What Sphinx's scripts define, as far as the scripts beside this file use it (Sphinx 8.2 to 9).

interface Stemming {
  stemWord(word: string): string;
}

/** docname, title, anchor, description, score, file name, kind */
type SearchResult = [string, string, string, string | null, number, string, string];

/** page, type, priority, anchor, name */
type SphinxObject = [number, number, number, string, string];

interface SphinxIndex {
  docnames: string[];
  filenames: string[];
  titles: string[];
  /** domain, role and label of each type */
  objnames: Record<number, [string, string, string]>;
  objects: Record<string, SphinxObject[]>;
}

/** searchrecords.js: for each page and anchor the numbers of its phrases */
interface SearchRecords {
  phrases: string[];
  pages: Record<string, Record<string, number[]> | undefined>;
}

declare var Stemmer: new () => Stemming;
declare var splitQuery: (query: string) => string[];
declare var DOCUMENTATION_OPTIONS: { ENABLE_SEARCH_SHORTCUTS?: boolean } | undefined;
declare const stopwords: Set<string> | string[];
declare const _escapeHTML: ((text: string) => string) | undefined;
declare const cvSearchRecords: SearchRecords | undefined;
declare const Documentation: { ngettext(one: string, many: string, number: number): string };
declare const Search: {
  _index: SphinxIndex;
  _parseQuery(query: string): [string, Set<string>, Set<string>, Set<string>, Set<string>];
  performObjectSearch(term: string, terms: Set<string>): SearchResult[];
  makeSearchSummary(html: string, keywords: Set<string>, anchor: string): HTMLElement | null;
  htmlToText(html: string, anchor: string): string;
};
