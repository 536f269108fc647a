// What is chosen: the state of the bar, the URL that stores it, and the items that it leaves out.
import { warnOnce } from "./report.js";
import { fold } from "./words.js";

/**
 * @import { Facet } from "./filter-data.js"
 *
 * @typedef {object} State
 * @property {string} query free text
 * @property {Set<number>[]} chosen for each facet, the positions of the chosen values
 * @property {string} problem what of the URL was not understood
 */

/** How many characters of a URL's value a message shows. */
const LONGEST = 60;
/** Parameters that others add to links to this page. They stay in the URL. */
const FOREIGN = /^(utm_.*|.*clid|mc_[ce]id|ref|source|highlight|readthedocs.*)$/;

/** What leaves an item out, if not one facet (then its position): nothing, or the query or several facets. */
export const NOTHING = -1;
const SEVERAL = -2;

/** @param {string} text */
const decode = (text) => decodeURIComponent(text.replace(/\+/g, " "));
/** @param {string} text */
const encode = (text) => encodeURIComponent(text).replace(/%20/g, "+");
/** @param {string} text */
const shorten = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** @param {number} number */
export const publications = (number) => `${number} ${number === 1 ? "publication" : "publications"}`;

/**
 * @param {Facet[]} facets
 * @returns {State}
 */
export function noChoice(facets) {
  return { query: "", chosen: facets.map(() => new Set()), problem: "" };
}

/**
 * Return the chosen values of a facet, in order.
 *
 * @param {Set<number>} chosen
 */
export const inOrder = (chosen) => [...chosen].sort((a, b) => a - b);

/**
 * Return the state in the page's URL; when a part of it is not understood, the state without a choice and the problem.
 *
 * @param {Facet[]} facets
 * @param {number} size the number of items
 */
export function readURL(facets, size) {
  const state = noChoice(facets);
  for (const { part, name, facet, foreign } of parametersOf(facets)) {
    if (foreign) continue;
    try {
      const value = decode(part.slice(name.length + 1));
      if (facet >= 0) state.problem ||= choose(facets[facet], state.chosen[facet], value);
      else if (name === "q") state.query ||= value;
      else state.problem ||= `There is no filter “${shorten(decode(name))}” here`;
    } catch (error) {
      warnOnce(`the parameter ${shorten(name)} of the URL cannot be decoded`, error);
      state.problem ||= `The filter “${shorten(name)}” in the address is broken`;
    }
  }
  return state.problem ? { ...noChoice(facets), problem: `${state.problem}; all ${publications(size)} are shown.` } : state;
}

/**
 * Choose a value of a facet, and return what is wrong with it.
 *
 * @param {Facet} facet
 * @param {Set<number>} chosen
 * @param {string} value
 */
function choose({ label, values }, chosen, value) {
  if (!value) return "";
  const position = positionOf(values, value);
  if (position < 0) return `There is no ${label.toLowerCase()} “${shorten(value)}” here`;
  chosen.add(position);
  return "";
}

/**
 * Return the position of a value as it is, or else without regard to case and accents; -1 if there is none.
 *
 * @param {string[]} values
 * @param {string} value
 */
function positionOf(values, value) {
  const exact = values.indexOf(value);
  const folded = fold(value);
  return exact < 0 && folded ? values.findIndex((each) => fold(each) === folded) : exact;
}

/**
 * Return the parameters of the page's URL, not decoded, each with the position of its facet (-1: none).
 *
 * @param {Facet[]} facets
 */
function parametersOf(facets) {
  const parts = location.search.slice(1).split("&").filter(Boolean);
  return parts.map((part) => {
    const [name] = part.split("=", 1);
    const facet = facets.findIndex((each) => each.name === name);
    return { part, name, facet, foreign: facet < 0 && FOREIGN.test(name) };
  });
}

/**
 * Return the URL that stores a state.
 *
 * @param {Facet[]} facets
 * @param {State} state
 */
function urlOf(facets, state) {
  const parts = parametersOf(facets).filter(({ foreign }) => foreign).map(({ part }) => part);
  facets.forEach(({ name, values }, facet) => {
    for (const position of inOrder(state.chosen[facet])) parts.push(`${name}=${encode(values[position])}`);
  });
  if (state.query.trim()) parts.push(`q=${encode(state.query.trim())}`);
  return location.pathname + (parts.length ? `?${parts.join("&")}` : "") + location.hash;
}

/**
 * Store a state in the page's URL: with `pushState` as a step of its own that Back undoes, with `replaceState` without one.
 *
 * @param {Facet[]} facets
 * @param {State} state
 * @param {"pushState" | "replaceState"} method
 */
export function writeURL(facets, state, method) {
  const url = urlOf(facets, state);
  if (url === location.pathname + location.search + location.hash) return;
  try {
    history[method](null, "", url);
  } catch (error) {
    warnOnce("the browser does not store the filter in the URL", error); // of a file, or after many changes
  }
}

/**
 * Return what leaves each item out: NOTHING, the position of a facet, or SEVERAL.
 *
 * @param {Facet[]} facets
 * @param {State} state
 * @param {number} size the number of items
 * @param {boolean[] | null} found which items have the words of the query
 * @returns {number[]}
 */
export function leftOut(facets, state, size, found) {
  const active = facets.map((_, facet) => facet).filter((facet) => state.chosen[facet].size);
  const out = new Array(size).fill(NOTHING);
  for (let number = 0; number < size; number++) {
    if (found && !found[number]) out[number] = SEVERAL;
    for (const facet of active)
      if (out[number] !== SEVERAL && !facets[facet].of[number].some((value) => state.chosen[facet].has(value)))
        out[number] = out[number] === NOTHING ? facet : SEVERAL;
  }
  return out;
}
