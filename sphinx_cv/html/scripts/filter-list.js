// The list under the bar: shows the items that are left, and the number of them in headings and table of contents.

/** @import { List } from "./filter-data.js" */

/** From how many changed entries on their lists are hidden while they change. */
const MANY = 200;

/**
 * Show some items, and hide the others.
 *
 * @param {List} list
 * @param {boolean[]} shown
 */
export function showItems({ items, groups }, shown) {
  for (const group of groups) group.left = 0;
  const changed = items.filter((item, number) => {
    if (shown[number]) item.group.left++;
    return item.shown !== shown[number];
  });
  // browsers hide a list faster than many entries one by one
  const lists = changed.length > MANY ? new Set(changed.map(({ entry }) => entry.parentElement)) : [];
  for (const list of lists) if (list) list.hidden = true;
  if (changed.length > MANY) void document.body.offsetHeight;
  for (const item of changed) {
    item.shown = !item.shown;
    item.entry.hidden = !item.shown;
  }
  for (const list of lists) if (list) list.hidden = false;

  for (const group of groups) {
    const { left } = group;
    if (left === group.shown && changed.length <= MANY) continue;
    group.shown = left;
    for (const count of group.counts) count.textContent = left === group.entries.length ? group.text : `(${left})`;
    for (const part of [...group.section.children, group.link])
      if (part instanceof HTMLElement && !part.matches("span, script")) part.hidden = !left;
  }
}

/**
 * Show the whole list as it was before.
 *
 * @param {List} list
 */
export function showAll({ items, groups }) {
  for (const { entry } of items) entry.hidden = false;
  for (const { section, counts, text, link } of groups) {
    for (const part of [...section.children, link]) if (part instanceof HTMLElement) part.hidden = false;
    for (const count of counts) count.textContent = text;
  }
}
