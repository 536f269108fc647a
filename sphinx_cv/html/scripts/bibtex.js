// BibTeX in place: a link to a .bib file opens it below its entry; and buttons that copy BibTeX and references.
import { warnOnce } from "./report.js";

/** How long a button says what it did, in milliseconds. */
const SAID = 2000;

/** @type {Map<string, Promise<string>>} the text of each file, by its URL */
const files = new Map();

/**
 * Return the text of a file, which is fetched once.
 *
 * @param {string} url
 */
function load(url) {
  const known = files.get(url);
  if (known) return known;
  const text = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response.text();
  });
  files.set(url, text);
  return text;
}

/**
 * Return one entry of a BibTeX file.
 *
 * @param {string} text
 * @param {string} key
 */
function entryOf(text, key) {
  const start = [...text.matchAll(/^@\w+\s*\{\s*([^,\s]+)/gm)].find((each) => each[1] === key);
  if (!start) throw new Error(`no entry ${key}`);
  const rest = text.slice(start.index);
  const end = rest.search(/^\}/m);
  return end < 0 ? rest : rest.slice(0, end + 1);
}

/**
 * Copy the text of an element.
 *
 * @param {HTMLElement} element
 */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent ?? "");
  } catch (error) {
    warnOnce("the clipboard is not available, the text is selected and copied instead", error);
    const selection = getSelection();
    selection?.selectAllChildren(element);
    if (!document.execCommand("copy")) throw new Error("the browser copies nothing", { cause: error });
    selection?.removeAllRanges();
  }
}

/**
 * Return a line with a button that copies the text of an element, and says so.
 *
 * @param {HTMLElement} element
 * @param {string} name
 */
function copyLine(element, name) {
  const line = document.createElement("div");
  line.className = "cv-copy";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${name}`);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  let timer = 0;
  button.onclick = async () => {
    clearTimeout(timer);
    try {
      await copy(element);
      status.textContent = "Copied";
    } catch (error) {
      warnOnce("nothing was copied", error);
      status.textContent = "Select the text and copy it";
    }
    button.focus();
    timer = setTimeout(() => (status.textContent = ""), SAID);
  };
  line.append(button, status);
  return line;
}

/** @type {WeakMap<HTMLAnchorElement, HTMLElement>} the box of each link that was opened */
const boxes = new WeakMap();

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} box
 * @param {boolean} open
 */
function show(link, box, open) {
  box.hidden = !open;
  link.setAttribute("aria-expanded", String(open));
}

/**
 * Return a box with BibTeX for a link, which Escape closes.
 *
 * @param {HTMLAnchorElement} link
 * @param {string} text
 */
function boxOf(link, text) {
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", "BibTeX");
  pre.textContent = text;
  const box = document.createElement("div");
  box.className = "cv-bibtex-box";
  box.append(pre, copyLine(pre, "BibTeX"));
  box.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    show(link, box, false);
    link.focus();
  };
  return box;
}

/**
 * Open or close the BibTeX of a link; when it cannot be loaded, follow the link.
 *
 * @param {HTMLAnchorElement} link
 */
async function toggle(link) {
  const known = boxes.get(link);
  if (known) return show(link, known, Boolean(known.hidden));
  const [url, key] = link.href.split("#");
  try {
    const text = await load(url);
    const opened = boxes.get(link); // by a second click meanwhile
    if (opened) return show(link, opened, true);
    const box = boxOf(link, (key ? entryOf(text, decodeURIComponent(key)) : text).trim());
    boxes.set(link, box);
    (link.closest("p") ?? link).after(box);
    show(link, box, true);
  } catch (error) {
    warnOnce("BibTeX cannot be shown in place, its link is followed instead", error);
    files.delete(url);
    link.dataset.plain = "";
    link.click();
    delete link.dataset.plain;
  }
}

/**
 * Return the link to BibTeX that an event is about.
 *
 * @param {Event} event
 * @returns {HTMLAnchorElement | null}
 */
function linkOf({ target }) {
  return target instanceof Element ? target.closest("a.cv-bibtex") : null;
}

for (const link of document.querySelectorAll("a.cv-bibtex")) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
}
document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link || "plain" in link.dataset || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  toggle(link);
});
document.addEventListener("keydown", (event) => {
  const link = event.key === " " && linkOf(event);
  if (!link) return;
  event.preventDefault();
  if (!event.repeat) toggle(link);
});

for (const [selector, name] of [["pre.cv-bibtex", "BibTeX"], ["p.cv-reference", "reference"]])
  for (const element of document.querySelectorAll(`.cv-publication ${selector}`))
    if (element instanceof HTMLElement) element.after(copyLine(element, name));
