// The bar over the list of publications: free text and facets, stored in the page's URL. Without this script, or when it
// fails, the whole list is there.
import { readList } from "./filter-data.js";
import { ItemIndex } from "./filter-index.js";
import { showAll, showItems } from "./filter-list.js";
import { leftOut, noChoice, NOTHING, readURL, writeURL } from "./filter-state.js";
import { PAUSE, View } from "./filter-view.js";
import { warnOnce } from "./report.js";

/** @import { List } from "./filter-data.js" */

/** @type {HTMLElement | null} */
const bar = document.querySelector(".cv-filter");
/** @type {List | null} */
let list = null;
let failed = false;

/**
 * Return a function that calls another one; when that fails, the bar goes and the whole list is shown.
 *
 * @template {unknown[]} Arguments
 * @param {(...args: Arguments) => void} work
 * @returns {(...args: Arguments) => void}
 */
function guard(work) {
  return (...args) => {
    if (failed) return;
    try {
      work(...args);
    } catch (error) {
      failed = true;
      console.error("sphinx_cv: the filter bar fails, all publications are shown:", error);
      if (bar) bar.hidden = true;
      if (list) showAll(list);
    }
  };
}

/** @param {HTMLElement} bar */
function start(bar) {
  const { facets, groups, items } = (list = readList());
  const index = new ItemIndex(list);
  let state = readURL(facets, items.length);
  /** @type {number[]} */
  let out = [];
  /** @type {Set<number>} items that the filter leaves out and the URL leads to */
  const pinned = new Set();
  let typing = 0;
  let { hash } = location;

  const update = () => {
    out = leftOut(facets, state, items.length, index.search(state.query));
    showItems({ facets, groups, items }, out.map((by, number) => by === NOTHING || pinned.has(number)));
    view.show(state, out, pinned.size);
  };
  /** @param {"pushState" | "replaceState"} method */
  const store = (method) => {
    clearTimeout(typing);
    typing = 0;
    writeURL(facets, state, method);
  };
  /** Store what is being typed. */
  const settle = () => store("replaceState");
  /**
   * Change what is chosen, as a step of its own in the browser's history.
   *
   * @param {() => void} change
   */
  const choose = (change) => {
    settle();
    change();
    state.problem = "";
    pinned.clear();
    update();
    store("pushState");
  };
  const type = guard(() => {
    state.query = view.box.value;
    state.problem = "";
    pinned.clear();
    update();
    clearTimeout(typing);
    typing = setTimeout(guard(settle), PAUSE);
  });
  /** Show the target of the URL, even if the filter leaves it out, and return it. */
  const pinTarget = () => {
    const target = targetOf(location.hash);
    pinned.clear();
    if (!target) return null;
    const empty = groups.find((group) => group.section === target && !group.shown);
    items.forEach(({ entry, group }, number) => {
      if (out[number] !== NOTHING && (entry.contains(target) || group === empty)) pinned.add(number);
    });
    if (pinned.size) update();
    return target;
  };
  /** Show what the URL stores, after Back, Forward or a link within the page. */
  const arrive = guard(() => {
    clearTimeout(typing);
    typing = 0;
    state = readURL(facets, items.length);
    view.box.value = state.query;
    const moved = location.hash !== hash;
    ({ hash } = location);
    if (moved) pinned.clear();
    update();
    if (moved) pinTarget()?.scrollIntoView({ behavior: "instant" });
  });

  const view = new View(bar, facets, {
    type,
    enter: guard(() => {
      index.work();
      bar.classList.toggle("cv-used", bar.classList.contains("cv-long"));
    }),
    leave: guard(settle),
    choose: guard((facet, value, chosen) => choose(() => state.chosen[facet][chosen ? "add" : "delete"](value))),
    clear: guard(() => {
      choose(() => (state = noChoice(facets)));
      view.box.value = "";
    }),
  });
  addEventListener("pagehide", guard(() => typing && settle()));
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);

  view.box.value = state.query;
  update();
  // the list has become shorter since the browser went to the target
  if (out.some((by) => by !== NOTHING)) pinTarget()?.scrollIntoView({ behavior: "instant" });
  // in a long list, what is near has its true height only after a moment
  if (location.hash && bar.classList.contains("cv-long"))
    addEventListener("load", () => setTimeout(() => document.querySelector(":target")?.scrollIntoView({ behavior: "instant" }), 100));
  index.workWhenIdle();
}

/**
 * Return the element that a hash leads to.
 *
 * @param {string} hash
 */
function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch (error) {
    warnOnce("the fragment of the URL cannot be decoded", error);
    return null;
  }
}

if (bar) guard(start)(bar);
