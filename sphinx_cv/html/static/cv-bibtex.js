/* BibTeX in place: a link to a .bib file opens it below its entry; and buttons that copy BibTeX and references. */
(() => {
  "use strict";
  const files = new Map();
  const load = (address) => {
    if (!files.has(address))
      files.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status)))));
    return files.get(address);
  };
  /* the entry that an address names, out of a file with many */
  const entryOf = (text, key) => {
    const starts = [...text.matchAll(/^@\w+\s*\{\s*([^,\s]+)/gm)];
    const start = starts.find((each) => each[1] === key);
    if (!start) throw new Error(key);
    const rest = text.slice(start.index);
    const end = rest.search(/^\}/m);
    return end < 0 ? rest : rest.slice(0, end + 1);
  };

  const copy = async (text, from) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(from);
      if (!document.execCommand("copy")) throw new Error("no clipboard");
      getSelection().removeAllRanges();
    }
  };
  /* a button that copies the text of an element, and says so */
  const copying = (from, what) => {
    const line = document.createElement("div");
    line.className = "cv-copy";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${what}`);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    let timer = 0;
    button.onclick = async () => {
      clearTimeout(timer);
      try {
        await copy(from.textContent, from);
        status.textContent = "Copied";
      } catch {
        status.textContent = "Select the text and copy it";
      }
      button.focus();
      timer = setTimeout(() => (status.textContent = ""), 2000);
    };
    line.append(button, status);
    return line;
  };

  const boxes = new WeakMap();
  const show = (link, open) => {
    boxes.get(link).hidden = !open;
    link.setAttribute("aria-expanded", String(open));
  };
  const open = async (link) => {
    const { href } = link;
    const [file, key] = href.split("#");
    try {
      const text = await load(file);
      if (boxes.has(link)) return show(link, true); // by a second click meanwhile
      const pre = document.createElement("pre");
      pre.tabIndex = 0;
      pre.setAttribute("role", "region");
      pre.setAttribute("aria-label", "BibTeX");
      pre.textContent = (key ? entryOf(text, decodeURIComponent(key)) : text).trim();
      const box = document.createElement("div");
      box.className = "cv-bibtex-box";
      box.append(pre, copying(pre, "BibTeX"));
      box.onkeydown = (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        show(link, false);
        link.focus();
      };
      boxes.set(link, box);
      (link.closest("p") || link.parentNode).after(box);
      show(link, true);
    } catch {
      files.delete(file);
      link.dataset.plain = "";
      link.click(); // as without this script
      delete link.dataset.plain;
    }
  };
  const activate = (link) => (boxes.has(link) ? show(link, boxes.get(link).hidden) : open(link));

  for (const link of document.querySelectorAll("a.cv-bibtex")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
  const linkOf = (event) => event.target.closest?.("a.cv-bibtex");
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || "plain" in link.dataset || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    activate(link);
  });
  document.addEventListener("keydown", (event) => {
    const link = event.key === " " && linkOf(event);
    if (!link) return;
    event.preventDefault();
    if (!event.repeat) activate(link);
  });

  for (const [selector, what] of [["pre.cv-bibtex", "BibTeX"], ["p.cv-reference", "reference"]])
    for (const text of document.querySelectorAll(`.cv-publication ${selector}`)) text.after(copying(text, what));
})();
