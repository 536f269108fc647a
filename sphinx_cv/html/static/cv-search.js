/* The search page: publications and rows are results of their own, found by all words of the query in any order,
   beginnings of words among them; numbers are words. Without this script Sphinx's own search is left. */
(function () {
  "use strict";
  if (typeof Search === "undefined" || typeof cvFold === "undefined") return;

  const stemmer = new Stemmer();
  const WORD = /[\p{L}\p{N}_\u0300-\u036f]+/gu;
  const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };
  const isNumber = (word) => /^\d+$/.test(word);

  /* a word as it is compared: without accents, and with umlauts written out */
  const spellings = (word) => {
    const folded = cvFold(word);
    const written = cvFold(word.toLowerCase().normalize("NFC").replace(/[äöüåø]/g, (letter) => UMLAUTS[letter]));
    return folded === written ? [folded] : [folded, written];
  };

  const known = new Map();
  const wordsOf = (text) => {
    if (!known.has(text)) {
      const words = text.normalize("NFC");
      const parts = [
        ...(words.match(WORD) || []),
        ...(words.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").match(WORD) || []), // StarCoder
        ...(words.replace(/(\p{L}) (?=\d)/gu, "$1").match(WORD) || []), // CS 229, ICML 2024
        ...(words.replace(/(\S)[-‐‑](?=\S)/gu, "$1").match(WORD) || []), // FlashAttention-2
      ];
      known.set(text, [...new Set(parts.flatMap(spellings))].filter(Boolean));
    }
    return known.get(text);
  };

  const stems = new Map();
  const stemOf = (word) => {
    if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
    return stems.get(word);
  };

  /* how well words have a term: as it is, by its beginning or stem, or not at all */
  const match = (words, term) => {
    let best = 0;
    for (const wanted of term.spellings) {
      for (const word of words) {
        if (word === wanted) return 3;
        if (term.whole) continue;
        if (word.startsWith(wanted) ? !(isNumber(wanted) && isNumber(word)) : stemOf(word) === term.stem) best = 1;
      }
    }
    return best;
  };

  const score = (item, terms, query) => {
    let sum = 0;
    for (const term of terms) {
      const inTitle = match(item.title, term);
      const best = Math.max(inTitle && inTitle + 1, ...item.phrases.map((words) => match(words, term)));
      if (!best && !term.optional) return 0;
      sum += best / terms.length;
    }
    const title = cvFold(item.name);
    const head = cvFold(item.name.split(/[:(]/)[0]);
    return sum + (title === query || head === query ? 3 : 0) + (` ${title} `.includes(` ${query} `) ? 1 : 0);
  };

  /* Sphinx escapes names when it writes the index, and again since version 9 when it shows them */
  const unescape = (text) => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
  const shown = (text) => (typeof _escapeHTML === "undefined" ? text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`) : text);

  let items = null;
  const read = (records) => {
    const index = Search._index;
    const others = {};
    items = [];
    for (const [prefix, entries] of Object.entries(index.objects)) {
      for (const entry of entries) {
        const [page, type, , anchor, name] = entry;
        const found = records.pages[index.docnames[page]]?.[anchor];
        if (index.objnames[type][0] !== "cv" || !found) {
          (others[prefix] = others[prefix] || []).push(entry);
          continue;
        }
        const full = prefix ? `${prefix}.${name}` : name;
        const title = full.includes("&") ? unescape(full) : full;
        const kind = index.objnames[type];
        const label = kind[2].replaceAll("-", " ");
        const phrases = found.map((number) => records.phrases[number]);
        items.push({
          page, anchor, name: title, title: wordsOf(title), phrases: [label, ...phrases].map(wordsOf),
          said: phrases[0] ? `${label}, ${phrases[0]}` : label, paper: kind[1] === "pub", place: 0,
        });
      }
    }
    index.objects = others;
    const order = new Map();
    for (const [docname, found] of Object.entries(records.pages))
      Object.keys(found).forEach((anchor, place) => order.set(docname + "#" + anchor, place));
    for (const item of items) item.place = order.get(index.docnames[item.page] + "#" + item.anchor);
  };

  const searchItems = (typed) => {
    const query = cvFold(typed.join(" "));
    const stopped = (word) => (stopwords.has ? stopwords.has(word) : stopwords.includes(word));
    const terms = typed.map((word) => ({ spellings: spellings(word), stem: stemmer.stemWord(word), optional: stopped(word) }));
    if (terms.every((term) => term.optional)) terms.forEach((term) => (term.optional = false));
    // one or two letters that are somebody's name are not the beginnings of other words
    for (const term of terms)
      term.whole = term.spellings[0].length < 3
        && items.some((item) => [item.title, ...item.phrases].some((words) => term.spellings.some((word) => words.includes(word))));
    const { docnames, filenames, titles } = Search._index;
    // a query for a page by its title has that page first (15), and then rows before pages that mention it (5)
    const forPage = titles.some((title) => {
      const words = cvFold(title).split(" ");
      return terms.every((term) => words.includes(term.spellings[0]));
    });
    const results = [];
    for (const item of items) {
      const found = score(item, terms, query);
      if (found)
        results.push([
          docnames[item.page], shown(item.name), "#" + item.anchor, shown(item.said),
          // papers before rows, and both as they stand on their page, where they are found equally well
          (forPage ? 6 : 100) + found + (item.paper ? 0.01 : 0) - item.place / 1e6, filenames[item.page], "object",
        ]);
    }
    return results;
  };

  if (typeof cvSearchRecords !== "undefined") {
    const others = Search.performObjectSearch;
    Search.performObjectSearch = (term, terms) => {
      if (!items) read(cvSearchRecords);
      const typed = [...terms]; // Sphinx asks once for each word
      return [...others(term, terms), ...(term === typed[0] ? searchItems(typed) : [])];
    };
  }

  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    const parsed = parse(query);
    for (const word of splitQuery(query)) if (isNumber(word)) parsed[1].add(stemmer.stemWord(word)); // which Sphinx leaves out
    return parsed;
  };

  /* what is found is more than pages; a translation is left as it is */
  const ngettext = Documentation.ngettext;
  Documentation.ngettext = (one, many, number) => {
    const said = ngettext(one, many, number);
    return said === one || said === many ? said.replace(/found one page\b/, "found one result").replace(/ pages matching/, " results matching") : said;
  };

  /* the summary begins where a word stands in the text, accents and all */
  const summarize = Search.makeSearchSummary;
  Search.makeSearchSummary = (html, keywords, anchor) => {
    const words = Search.htmlToText(html, anchor).match(WORD) || [];
    const wanted = [...keywords];
    const found = words.find((word) => wanted.includes(cvFold(word)))
      || words.find((word) => wanted.some((keyword) => cvFold(word).startsWith(keyword)));
    return summarize(html, new Set([found || words[0] || ""]), anchor);
  };
})();
