/** Making elements. Texts are always set as texts, cleaned; nothing is ever read as HTML. */
import { clean } from "./text";

type Child = Node | string | null | false | undefined;
export type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;

/** An element: `on…` attributes are listeners, true is an attribute without a value, false and undefined are none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value as EventListener);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) made.append(typeof child === "string" ? clean(child) : child);
  return made;
}

/** A button that does something when it is pressed. */
export function button(text: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", onclick: press, ...attributes }, text);
}

/** Lines of a text as they were written. */
export function lines(tag: "p" | "div" | "h2" | "span", text: string, attributes: Attributes = {}): HTMLElement {
  return el(tag, { ...attributes, class: `lines ${attributes.class ?? ""}`.trim() }, text);
}
