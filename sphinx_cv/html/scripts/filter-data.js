// The list of publications as the page has it: its facets (written by facets.py), years and entries.

/**
 * @typedef {object} Facet
 * @property {string} name as in the URL: `?venue=ICML`
 * @property {string} label
 * @property {string[]} values
 * @property {string[]} labels the text that is shown for each value
 * @property {number[][]} of for each item, the positions of its values
 * @property {boolean} menu whether the bar has a menu for it
 *
 * @typedef {object} Group the section of a year
 * @property {HTMLElement} section
 * @property {HTMLElement[]} entries
 * @property {HTMLElement[]} counts the numbers in the heading and in the table of contents
 * @property {string} text the text of these numbers when all entries are shown
 * @property {HTMLElement | null} link its entry in the table of contents
 * @property {number} left how many entries are to be shown
 * @property {number} shown how many entries are shown
 *
 * @typedef {object} Item a publication
 * @property {HTMLElement} entry
 * @property {Group} group
 * @property {boolean} shown
 *
 * @typedef {object} List
 * @property {Facet[]} facets
 * @property {Group[]} groups
 * @property {Item[]} items
 *
 * @typedef {object} Data the JSON of the page
 * @property {[anchor: string, size: number][]} groups
 * @property {(Pick<Facet, "name" | "label" | "values" | "of"> & Partial<Facet>)[]} facets
 */

/**
 * Return the list of the page. Throws an Error when the data and the list do not agree.
 *
 * @returns {List}
 */
export function readList() {
  /** @type {Data} */
  const data = JSON.parse(document.getElementById("cv-facets")?.textContent ?? "");
  const groups = data.groups.map(([anchor, size]) => readGroup(anchor, size));
  const items = groups.flatMap((group) => group.entries.map((entry) => ({ entry, group, shown: true })));
  const facets = data.facets.map((facet) => ({ labels: facet.values, menu: true, ...facet }));
  for (const { name, of } of facets)
    if (of.length !== items.length) throw new Error(`${name}: ${of.length} of ${items.length} publications`);
  return { facets, groups, items };
}

/**
 * @param {string} anchor
 * @param {number} size
 * @returns {Group}
 */
function readGroup(anchor, size) {
  const section = document.getElementById(anchor);
  if (!section) throw new Error(`${anchor}: no such section`);
  /** @type {HTMLElement[]} */
  const entries = [...section.querySelectorAll(":scope > ul.cv-publications > li")].filter(isHTML);
  if (entries.length !== size) throw new Error(`${anchor}: ${entries.length} of ${size} publications`);
  const link = document.querySelector(`.toc-tree a[href="#${CSS.escape(anchor)}"]`);
  const counts = [section, link].map((place) => place?.querySelector(".cv-count")).filter(isHTML);
  return { section, entries, counts, text: counts[0]?.textContent ?? "", link: link?.closest("li") ?? null, shown: size, left: size };
}

/**
 * @param {unknown} element
 * @returns {element is HTMLElement}
 */
function isHTML(element) {
  return element instanceof HTMLElement;
}
