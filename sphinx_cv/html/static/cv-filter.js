/* The bar over the list of publications: free text and facets, kept in the page's address. What the list can be filtered by
   stands on the page as data (facets.py); without this script, or when anything fails, the whole list is there. */
(() => {
  "use strict";
  const bar = document.querySelector(".cv-filter");
  if (!bar) return;

  const PAUSE = 400; // milliseconds after which typing has paused
  const MANY = 200; // entries that change at once
  const LONG = 60; // characters of an address that a message repeats
  const FOREIGN = /^(utm_.*|.*clid|mc_[ce]id|ref|source|highlight|readthedocs.*)$/; // of those who lead here, not of the bar
  const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

  const make = (tag, properties, ...children) => {
    const { aria = {}, ...rest } = properties || {};
    const made = Object.assign(document.createElement(tag), rest);
    for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
    made.append(...children);
    return made;
  };
  const several = (number) => `${number} ${number === 1 ? "publication" : "publications"}`;

  /* --- what the page has */

  let data, facets, groups, items, fold;
  const read = () => {
    data = JSON.parse(document.getElementById("cv-facets").textContent);
    fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
      .replace(/[^\0-\x7f]/g, (letter) => data.letters[letter] ?? letter)
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    items = [];
    groups = data.groups.map(([anchor, number]) => {
      const section = document.getElementById(anchor);
      const entries = [...section.querySelectorAll(":scope > ul.cv-publications > li")];
      if (entries.length !== number) throw new Error(`${anchor}: ${entries.length} of ${number}`);
      // the count in the heading, and in the table of contents
      const link = document.querySelector(`.toc-tree a[href="#${CSS.escape(anchor)}"]`);
      const counts = [section, link].map((place) => place?.querySelector(".cv-count")).filter(Boolean);
      const group = { section, entries, counts, link: link?.closest("li"), text: counts[0]?.textContent, shown: number };
      for (const entry of entries) items.push({ entry, group, shown: true });
      return group;
    });
    facets = data.facets.map((facet) => ({ labels: facet.values, menu: true, ...facet }));
    if (facets.some((facet) => facet.of.length !== items.length)) throw new Error("facets of another list");
  };

  /* --- words: each is found by its beginning, without case, accents and punctuation */

  const written = (text) => text.toLowerCase().normalize("NFC").replace(/[äöüåø]/g, (letter) => UMLAUTS[letter]);
  const wordsOf = (token) => {
    const forms = [
      token, written(token),
      token.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 "), // StarCoder
      token.replace(/(\S)[-‐‑'’](?=\S)/gu, "$1"), // FlashAttention-2, O'Neil
    ];
    return [...new Set(forms.flatMap((form) => fold(form).split(" ")))].filter(Boolean);
  };

  const places = new Map(); // of each word, the numbers of the items that have it
  const known = new Map();
  const names = new Set(); // names of one or two letters
  let indexed = 0;
  let sorted = null;
  const note = (word, number) => {
    let found = places.get(word);
    if (!found) places.set(word, (found = []));
    if (found[found.length - 1] !== number) found.push(number);
  };
  const textOf = (number) => {
    let text = "";
    for (const line of items[number].entry.children)
      if (line.tagName === "P")
        for (const part of line.childNodes)
          if (!part.classList?.contains("cv-links") && !part.classList?.contains("cv-number")) text += part.textContent;
    for (const { name, values, of } of facets)
      if (name !== "kind" && name !== "role") for (const value of of[number]) text += ` ${values[value]}`;
    return text;
  };
  const index = (deadline) => {
    for (; indexed < items.length && (!deadline || deadline.timeRemaining() > 2); indexed++) {
      let before = "";
      for (const token of textOf(indexed).normalize("NFC").split(/[\s\u2013\u2014]+/)) {
        if (!known.has(token)) known.set(token, wordsOf(token));
        const words = known.get(token);
        for (const word of words) note(word, indexed);
        if (before && /^\d+$/.test(words[0])) note(before + words[0], indexed); // StarCoder 2, ICML 2024
        before = /\p{L}$/u.test(words[0]) ? words[0] : "";
      }
    }
    if (indexed < items.length || sorted) return;
    sorted = [...places.keys()].sort();
    for (const name of facets.find((facet) => facet.name === "author")?.values || []) {
      const parts = fold(name).split(" ");
      parts.forEach((part, place) => part.length < 3 && (part.length > 1 || place === parts.length - 1) && names.add(part));
    }
  };
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 9 }), 50));
  const indexWhenIdle = (deadline) => {
    index(deadline);
    if (!sorted) idle(indexWhenIdle);
  };

  /* the items that have a word which begins so; short names and numbers that are words are not the beginnings of others */
  const having = (spellings) => {
    const found = new Uint8Array(items.length);
    const whole = spellings.some((word) => word.length < 3 && (names.has(word) || (/^\d+$/.test(word) && places.has(word))));
    for (const wanted of spellings) {
      if (whole) {
        for (const number of places.get(wanted) || []) found[number] = 1;
        continue;
      }
      let low = 0;
      for (let high = sorted.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < wanted) low = middle + 1;
        else high = middle;
      }
      for (; low < sorted.length && sorted[low].startsWith(wanted); low++)
        for (const number of places.get(sorted[low])) found[number] = 1;
    }
    return found;
  };
  const search = (text) => {
    const plain = fold(text).split(" ").filter(Boolean);
    if (!plain.length) return null;
    index();
    const other = fold(written(text)).split(" ");
    const terms = plain.map((word, place) => (other.length === plain.length ? [word, other[place]] : [word]));
    const found = terms.map((spellings) => having([...new Set(spellings)]));
    return items.map((_, number) => found.every((each) => each[number]));
  };

  /* --- the state, and the address that has it */

  const state = { text: "", chosen: [], problem: "" };
  const pinned = new Set(); // items that the filter leaves out and the address leads to

  const decode = (written) => decodeURIComponent(written.replace(/\+/g, " "));
  const encode = (text) => encodeURIComponent(text).replace(/%20/g, "+");
  const short = (text) => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);
  const numberOf = ({ values }, value) => {
    const exact = values.indexOf(value);
    return exact < 0 && fold(value) ? values.findIndex((each) => fold(each) === fold(value)) : exact;
  };
  const parameters = () => location.search.slice(1).split("&").filter(Boolean).map((part) => {
    const at = `${part}=`.indexOf("=");
    const name = part.slice(0, at);
    const facet = facets.findIndex((each) => each.name === name);
    return { part, at, name, facet, foreign: facet < 0 && FOREIGN.test(name) };
  });
  const fromAddress = () => {
    Object.assign(state, { text: "", chosen: facets.map(() => new Set()), problem: "" });
    for (const { part, at, name, facet, foreign } of parameters()) {
      if (foreign) continue;
      try {
        const value = decode(part.slice(at + 1));
        if (facet < 0 && name !== "q") state.problem ||= `There is no filter “${short(decode(name))}” here`;
        else if (facet < 0) state.text = state.text || value;
        else if (value) {
          const number = numberOf(facets[facet], value);
          if (number >= 0) state.chosen[facet].add(number);
          else {
            state.problem ||= `There is no ${facets[facet].label.toLowerCase()} “${short(value)}” here`;
          }
        }
      } catch {
        state.problem ||= `The filter “${short(name)}” in the address is broken`;
      }
    }
    if (state.problem) {
      state.problem += `; all ${several(items.length)} are shown.`;
      Object.assign(state, { text: "", chosen: facets.map(() => new Set()) });
    }
  };
  const address = () => {
    const parts = parameters().filter(({ foreign }) => foreign).map(({ part }) => part);
    facets.forEach(({ name, values }, facet) => {
      for (const number of [...state.chosen[facet]].sort((a, b) => a - b)) parts.push(`${name}=${encode(values[number])}`);
    });
    if (state.text.trim()) parts.push(`q=${encode(state.text.trim())}`);
    return location.pathname + (parts.length ? `?${parts.join("&")}` : "") + location.hash;
  };
  let typing = 0;
  const remember = () => {
    clearTimeout(typing);
    typing = 0;
    const url = address();
    if (url === location.pathname + location.search + location.hash) return;
    try {
      history.pushState(null, "", url);
    } catch {} // of a file, in some browsers
  };

  /* --- what is shown */

  let box, shown, status, chips, empty, printed, menus, speaking;
  const failing = () => {
    // of each item, the facet that alone leaves it out: -1 for none, -2 when the text or several do
    const active = facets.map((_, facet) => facet).filter((facet) => state.chosen[facet].size);
    const texts = search(state.text);
    return items.map((_, number) => {
      let found = texts && !texts[number] ? -2 : -1;
      for (const facet of active)
        if (found !== -2 && !facets[facet].of[number].some((value) => state.chosen[facet].has(value)))
          found = found === -1 ? facet : -2;
      return found;
    });
  };
  let out = [];
  const say = () => {
    const { problem } = state;
    const number = out.filter((each) => each === -1).length;
    const filtered = fold(state.text) || state.chosen.some((chosen) => chosen.size);
    let text = filtered ? `${number} of ${several(items.length)}` : several(items.length);
    if (pinned.size) text += `, and ${pinned.size === 1 ? "the one" : "those"} that the address leads to`;
    text = problem || text;
    shown.textContent = text;
    shown.classList.toggle("cv-said", Boolean(problem || pinned.size)); // a sentence needs a line
    clearTimeout(speaking);
    speaking = setTimeout(() => (status.textContent = text), PAUSE); // once, when typing has paused
    bar.classList.toggle("cv-nothing", (empty.hidden = number > 0 || pinned.size > 0) === false);
    return filtered ? text : "";
  };
  const count = (menu) => {
    const counts = new Uint32Array(menu.boxes.length);
    facets[menu.facet].of.forEach((values, number) => {
      if (out[number] === -1 || out[number] === menu.facet) for (const value of values) counts[value]++;
    });
    menu.boxes.forEach((input, value) => {
      input.checked = state.chosen[menu.facet].has(value);
      input.nextSibling.lastChild.textContent = counts[value];
      input.parentNode.classList.toggle("cv-none", !counts[value]);
    });
  };
  const chipTexts = () => facets.flatMap(({ label, labels }, facet) =>
    [...state.chosen[facet]].sort((a, b) => a - b).map((value) => ({ facet, value, label, text: labels[value] })));
  const showChips = (text) => {
    const active = chipTexts();
    chips.hidden = !text;
    chips.firstChild.replaceChildren(...active.map(({ facet, value, label, text }) => {
      const button = make("button", { type: "button", className: "cv-chip", aria: { label: `Remove ${label.toLowerCase()}: ${text}` } }, text);
      button.onclick = () => {
        const place = [...chips.firstChild.children].indexOf(button.parentNode);
        state.chosen[facet].delete(value);
        choose();
        (chips.firstChild.children[Math.min(place, chips.firstChild.children.length - 1)]?.firstChild || box).focus();
      };
      return make("li", {}, button);
    }));
    const asked = active.map(({ label, text }) => `${label}: ${text}`);
    if (state.text.trim()) asked.push(`“${state.text.trim()}”`);
    printed.textContent = text ? `Shown: ${[text, ...asked].join("; ")}` : "";
    for (const { facet, button } of menus) {
      const { size } = state.chosen[facet];
      button.firstChild.replaceChildren(facets[facet].label, ...(size ? [` ${size}`, make("span", { className: "cv-unseen" }, " chosen")] : []));
      button.classList.toggle("cv-active", size > 0);
    }
  };
  const apply = () => {
    out = failing();
    for (const group of groups) group.now = 0;
    const changed = [];
    items.forEach((item, number) => {
      const show = out[number] === -1 || pinned.has(item);
      if (show) item.group.now++;
      if (show !== item.shown) changed.push(item);
    });
    // when many change, their lists leave the layout first: browsers hide a list faster than its entries one by one
    const lists = changed.length > MANY ? [...new Set(changed.map(({ entry }) => entry.parentNode))] : [];
    for (const list of lists) list.hidden = true;
    if (lists.length) bar.offsetHeight;
    for (const item of changed) item.entry.hidden = !(item.shown = !item.shown);
    for (const list of lists) list.hidden = false;
    for (const group of groups) {
      if (group.now === group.shown && !lists.length) continue;
      group.shown = group.now;
      const whole = group.now === group.entries.length;
      for (const place of group.counts) place.textContent = whole ? group.text : `(${group.now})`;
      for (const part of [...group.section.children, group.link]) {
        if (part && !part.matches("span, script")) part.hidden = !group.now;
      }
    }
    showChips(say());
    const open = menus.find(({ panel }) => !panel.hidden);
    if (open) count(open);
  };
  /* the whole list and no bar: what is left when something fails */
  const giveUp = () => {
    bar.hidden = true;
    for (const { section, counts, text, link } of groups || []) {
      for (const part of [...section.children, ...section.querySelectorAll("li[hidden]"), link]) if (part) part.hidden = false;
      for (const place of counts) place.textContent = text;
    }
  };
  const guard = (work) => (...args) => {
    try {
      return work(...args);
    } catch {
      giveUp();
    }
  };
  /* a reader's choice: what the address led to is shown no longer */
  const choose = guard(() => {
    state.problem = "";
    pinned.clear();
    apply();
    remember();
  });
  const type = guard(() => {
    state.text = box.value;
    state.problem = "";
    pinned.clear();
    apply();
    clearTimeout(typing);
    typing = setTimeout(remember, PAUSE);
  });
  /* what the address leads to is shown, also where the filter leaves it out */
  const reveal = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {}
    pinned.clear();
    const group = groups.find(({ section }) => section === target);
    items.forEach((item, number) => {
      if (out[number] !== -1 && target && (item.entry.contains(target) || (item.group === group && !group.now))) pinned.add(item);
    });
    if (pinned.size) apply();
    return target;
  };
  let hash = location.hash;
  const arrive = guard(() => {
    clearTimeout(typing);
    typing = 0;
    fromAddress();
    box.value = state.text;
    const leads = location.hash !== hash;
    hash = location.hash;
    if (leads) pinned.clear();
    apply();
    if (leads) reveal()?.scrollIntoView({ behavior: "instant" });
  });

  /* --- the bar */

  const close = (focus) => {
    const open = menus.find(({ panel }) => !panel.hidden);
    if (!open) return false;
    open.panel.hidden = true;
    open.button.setAttribute("aria-expanded", "false");
    if (focus) open.button.focus();
    return true;
  };
  const menuOf = (facet) => {
    const { name, label, labels } = facets[facet];
    const boxes = labels.map(() => make("input", { type: "checkbox" }));
    const options = labels.map((text, value) =>
      make("label", {}, boxes[value], make("span", {}, text, " ", make("span", { className: "cv-count" }))));
    const panel = make("fieldset", { id: `cv-menu-${name}`, className: "cv-panel", hidden: true },
      make("legend", { className: "cv-unseen" }, label), ...options);
    const button = make("button", { type: "button", className: "cv-menu", aria: { expanded: "false", controls: panel.id } },
      make("span", {}, label));
    const menu = { facet, panel, button, boxes };
    button.onclick = guard(() => {
      const opening = panel.hidden;
      close();
      if (!opening) return;
      count(menu);
      panel.hidden = false;
      button.setAttribute("aria-expanded", "true");
    });
    boxes.forEach((input, value) => {
      input.onchange = () => {
        state.chosen[facet][input.checked ? "add" : "delete"](value);
        choose();
      };
    });
    return menu;
  };
  const build = () => {
    box = make("input", {
      type: "search", id: "cv-filter-text", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
      placeholder: "Title, author, venue, year or topic",
    });
    const shortcut = globalThis.DOCUMENTATION_OPTIONS?.ENABLE_SEARCH_SHORTCUTS !== false;
    shown = make("p", { className: "cv-shown", aria: { hidden: "true" } });
    status = make("p", { className: "cv-unseen", role: "status" });
    menus = facets.map((_, facet) => facet).filter((facet) => facets[facet].menu).map(menuOf);
    const clear = make("button", { type: "button", className: "cv-clear" }, "Clear all");
    clear.onclick = () => {
      Object.assign(state, { text: (box.value = ""), chosen: facets.map(() => new Set()) });
      choose();
      box.focus();
    };
    chips = make("div", { className: "cv-chips", hidden: true }, make("ul", { role: "list" }), clear);
    empty = make("p", { className: "cv-empty", hidden: true }, "No publication has all of that: take something out, or clear all.");
    printed = make("p", { className: "cv-printed" });
    const label = make("label", { htmlFor: box.id, className: "cv-unseen" }, "Filter publications");
    const find = make("div", { className: "cv-find" }, label, box);
    if (shortcut) {
      box.setAttribute("aria-keyshortcuts", "/");
      find.append(make("kbd", { aria: { hidden: "true" } }, "/"));
    }
    const rows = menus.flatMap(({ button, panel }) => [button, panel]);
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Publications");
    bar.append(find, shown, status, make("div", { className: "cv-menus" }, ...rows), chips, empty, printed);

    box.oninput = type;
    box.onfocus = guard(() => {
      index();
      bar.classList.toggle("cv-used", bar.classList.contains("cv-long"));
    });
    box.onchange = guard(remember); // and when it is left
    addEventListener("pagehide", () => typing && remember());
    addEventListener("popstate", arrive);
    addEventListener("hashchange", arrive);
    const leave = ({ target }) => {
      const open = menus.find(({ panel }) => !panel.hidden);
      if (open && !open.panel.contains(target) && !open.button.contains(target)) close();
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    // before Sphinx's own shortcuts, of which `/` goes to the search of the whole site
    addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (key === "Escape" && (close(true) || (target === box && box.value))) {
        event.preventDefault();
        event.stopPropagation();
        if (target !== box) return;
        box.value = "";
        type();
      } else if (key === "/" && shortcut && !target.isContentEditable && !target.closest?.("textarea, select, input:not([type=checkbox])")) {
        event.preventDefault();
        event.stopPropagation();
        box.focus();
        box.select();
      }
    }, true);
  };

  guard(() => {
    read();
    build();
    fromAddress();
    box.value = state.text;
    apply();
    // the list has become shorter since the browser went there
    if (out.some((each) => each !== -1)) reveal()?.scrollIntoView({ behavior: "instant" });
    // in a long list, what is near has its true height only after a moment
    if (location.hash && bar.classList.contains("cv-long"))
      addEventListener("load", () => setTimeout(() => document.querySelector(":target")?.scrollIntoView({ behavior: "instant" }), 100));
    globalThis.cvFilterFold = fold;
    idle(indexWhenIdle);
  })();
})();
