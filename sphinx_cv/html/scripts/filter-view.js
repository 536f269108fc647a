// The bar: its elements, and what they show.
import { inOrder, NOTHING, publications } from "./filter-state.js";
import { fold } from "./words.js";

/**
 * @import { Facet } from "./filter-data.js"
 * @import { State } from "./filter-state.js"
 *
 * @typedef {object} Actions what a reader does
 * @property {() => void} type types in the box
 * @property {() => void} enter moves the focus to the box
 * @property {() => void} leave leaves the box after a change
 * @property {(facet: number, value: number, chosen: boolean) => void} choose
 * @property {() => void} clear
 *
 * @typedef {object} Menu
 * @property {number} facet
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} label
 * @property {HTMLFieldSetElement} panel
 * @property {Option[]} options
 *
 * @typedef {object} Option
 * @property {HTMLElement} label
 * @property {HTMLInputElement} input
 * @property {HTMLElement} count
 */

/** Milliseconds after which typing has paused. */
export const PAUSE = 400;

/**
 * Return a new element with properties and children.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]> & { aria?: Record<string, string> }} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, { aria = {}, ...properties }, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  element.append(...children);
  return element;
}

/** The bar, made of the facets of the list. */
export class View {
  /**
   * @param {HTMLElement} bar
   * @param {Facet[]} facets
   * @param {Actions} actions
   */
  constructor(bar, facets, actions) {
    this.bar = bar;
    this.facets = facets;
    this.actions = actions;
    this.announcing = 0;
    /** @type {number[]} what leaves each item out, see filter-state.js */
    this.out = [];
    this.state = /** @type {State} */ ({ query: "", chosen: [], problem: "" });
    this.shortcut = globalThis.DOCUMENTATION_OPTIONS?.ENABLE_SEARCH_SHORTCUTS !== false;

    this.box = make("input", {
      type: "search", id: "cv-filter-text", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
      placeholder: "Title, author, venue, year or topic",
    });
    this.shown = make("p", { className: "cv-shown", aria: { hidden: "true" } });
    this.status = make("p", { className: "cv-unseen", role: "status" });
    this.menus = facets.map((_, facet) => facet).filter((facet) => facets[facet].menu).map((facet) => this.makeMenu(facet));
    this.chipList = make("ul", { role: "list" });
    const clear = make("button", { type: "button", className: "cv-clear" }, "Clear all");
    this.chips = make("div", { className: "cv-chips", hidden: true }, this.chipList, clear);
    this.empty = make("p", { className: "cv-empty", hidden: true }, "No publication has all of that: take something out, or clear all.");
    this.printed = make("p", { className: "cv-printed" });

    const label = make("label", { htmlFor: this.box.id, className: "cv-unseen" }, "Filter publications");
    const find = make("div", { className: "cv-find" }, label, this.box);
    if (this.shortcut) {
      this.box.setAttribute("aria-keyshortcuts", "/");
      find.append(make("kbd", { aria: { hidden: "true" } }, "/"));
    }
    const menus = make("div", { className: "cv-menus" }, ...this.menus.flatMap(({ button, panel }) => [button, panel]));
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Publications");
    bar.append(find, this.shown, this.status, menus, this.chips, this.empty, this.printed);

    this.box.oninput = actions.type;
    this.box.onfocus = actions.enter;
    this.box.onchange = actions.leave;
    clear.onclick = () => {
      actions.clear();
      this.box.focus();
    };
    addEventListener("pointerdown", (event) => this.closeWhenLeft(event));
    addEventListener("focusin", (event) => this.closeWhenLeft(event));
    // before the shortcuts of Sphinx, where `/` goes to the search of the whole site
    addEventListener("keydown", (event) => this.onKey(event), true);
  }

  /**
   * @param {number} facet
   * @returns {Menu}
   */
  makeMenu(facet) {
    const { name, label: title, labels } = this.facets[facet];
    const options = labels.map((text, value) => {
      const input = make("input", { type: "checkbox" });
      const count = make("span", { className: "cv-count" });
      input.onchange = () => this.actions.choose(facet, value, input.checked);
      return { input, count, label: make("label", {}, input, make("span", {}, text, " ", count)) };
    });
    const legend = make("legend", { className: "cv-unseen" }, title);
    const panel = make("fieldset", { id: `cv-menu-${name}`, className: "cv-panel", hidden: true },
      legend, ...options.map((option) => option.label));
    const label = make("span", {}, title);
    const button = make("button", { type: "button", className: "cv-menu", aria: { expanded: "false", controls: panel.id } }, label);
    const menu = { facet, button, label, panel, options };
    button.onclick = () => this.toggleMenu(menu);
    return menu;
  }

  openMenu() {
    return this.menus.find(({ panel }) => !panel.hidden);
  }

  /** @param {Menu} menu */
  toggleMenu(menu) {
    const opens = menu.panel.hidden;
    this.closeMenu();
    if (!opens) return;
    this.showCounts(menu);
    menu.panel.hidden = false;
    menu.button.setAttribute("aria-expanded", "true");
  }

  /** Close the open menu, and return its button. */
  closeMenu() {
    const open = this.openMenu();
    if (!open) return null;
    open.panel.hidden = true;
    open.button.setAttribute("aria-expanded", "false");
    return open.button;
  }

  /** @param {Event} event */
  closeWhenLeft({ target }) {
    const open = this.openMenu();
    if (open && !(target instanceof Node && (open.panel.contains(target) || open.button.contains(target)))) this.closeMenu();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { key, target } = event;
    if (this.bar.hidden || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (key === "Escape") {
      const button = this.closeMenu();
      if (button) button.focus();
      else if (target !== this.box || !this.box.value) return;
      if (target === this.box) {
        this.box.value = "";
        this.actions.type();
      }
    } else if (key === "/" && this.shortcut && !isEditable(target)) {
      this.box.focus();
      this.box.select();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Show a state.
   *
   * @param {State} state
   * @param {number[]} out what leaves each item out
   * @param {number} pinned how many of these are shown all the same
   */
  show(state, out, pinned) {
    Object.assign(this, { state, out });
    const number = out.filter((by) => by === NOTHING).length;
    const filtered = Boolean(fold(state.query)) || state.chosen.some((chosen) => chosen.size);
    let text = filtered ? `${number} of ${publications(out.length)}` : publications(out.length);
    if (pinned) text += `, and ${pinned === 1 ? "the one" : "those"} that the address leads to`;
    this.say(state.problem || text, Boolean(state.problem || pinned));
    this.empty.hidden = number > 0 || pinned > 0;
    this.bar.classList.toggle("cv-nothing", !this.empty.hidden);
    this.showChosen(filtered ? state.problem || text : "");
    const open = this.openMenu();
    if (open) this.showCounts(open);
  }

  /**
   * Show a text beside the box, and announce it to screen readers once typing has paused.
   *
   * @param {string} text
   * @param {boolean} sentence whether it needs a line of its own
   */
  say(text, sentence) {
    this.shown.textContent = text;
    this.shown.classList.toggle("cv-said", sentence);
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => (this.status.textContent = text), PAUSE);
  }

  /**
   * Show the chosen values as chips, in print and on the buttons of the menus.
   *
   * @param {string} text what the list is then; empty if it is not filtered
   */
  showChosen(text) {
    const { query, chosen } = this.state;
    const all = this.facets.flatMap(({ label, labels }, facet) =>
      inOrder(chosen[facet]).map((value) => ({ facet, value, label, text: labels[value] })));
    this.chips.hidden = !text;
    this.chipList.replaceChildren(...all.map(({ facet, value, label, text }, position) => {
      const chip = make("button", { type: "button", className: "cv-chip", aria: { label: `Remove ${label.toLowerCase()}: ${text}` } }, text);
      chip.onclick = () => {
        this.actions.choose(facet, value, false);
        const left = this.chipList.querySelectorAll("button");
        (left[Math.min(position, left.length - 1)] ?? this.box).focus();
      };
      return make("li", {}, chip);
    }));
    const asked = all.map(({ label, text }) => `${label}: ${text}`);
    if (query.trim()) asked.push(`“${query.trim()}”`);
    this.printed.textContent = text ? `Shown: ${[text, ...asked].join("; ")}` : "";
    for (const { facet, button, label } of this.menus) {
      const { size } = chosen[facet];
      label.replaceChildren(this.facets[facet].label, ...(size ? [` ${size}`, make("span", { className: "cv-unseen" }, " chosen")] : []));
      button.classList.toggle("cv-active", size > 0);
    }
  }

  /**
   * Show in a menu how many publications each value has, among those that no other facet leaves out.
   *
   * @param {Menu} menu
   */
  showCounts({ facet, options }) {
    const counts = new Uint32Array(options.length);
    this.facets[facet].of.forEach((values, number) => {
      if (this.out[number] === NOTHING || this.out[number] === facet) for (const value of values) counts[value]++;
    });
    options.forEach(({ input, count, label }, value) => {
      input.checked = this.state.chosen[facet].has(value);
      count.textContent = String(counts[value]);
      label.classList.toggle("cv-none", !counts[value]);
    });
  }
}

/**
 * Return whether keys type text into the target of an event.
 *
 * @param {EventTarget | null} target
 */
function isEditable(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])"));
}
