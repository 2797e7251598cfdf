/** Telling the teacher of a mistake: a button, and the form that it opens. */
import { button, el } from "./dom";
import { clean } from "./text";
import type { Words } from "./words";

export interface Flagging {
  node: HTMLElement;
  open: () => void;
}

/** What differs from place to place. */
interface Place {
  /** Buttons that stand beside it. */
  beside: HTMLElement[];
  /** What is said once it is noted. */
  said: string;
  /** Keeps the remark; false where that cannot be done any more. */
  note: (remark: string) => boolean;
}

export function flagging(words: Words, { beside, said, note }: Place): Flagging {
  const remark = el("input", { type: "text", maxlength: 500, autocomplete: "off" });
  const done = el("p", { role: "status" });
  const open = () => {
    done.textContent = "";
    opener.setAttribute("aria-expanded", "true");
    form.hidden = false;
    remark.focus();
  };
  const close = () => {
    form.hidden = true;
    remark.value = "";
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };
  const onsubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!note(clean(remark.value).trim())) return;
    close();
    done.textContent = `⚑ ${said}`;
  };
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) close();
  };
  const opener = button(words.flag, () => (form.hidden ? open() : close()), { "aria-expanded": "false" });
  const form = el(
    "form",
    { onsubmit, onkeydown, novalidate: true, class: "save", hidden: true },
    el("label", {}, words.flagRemark, remark),
    el(
      "div",
      { class: "actions" },
      el("button", { type: "submit", class: "main" }, words.flagNote),
      button(words.cancel, close),
    ),
  );
  return { node: el("div", { class: "aside" }, el("div", { class: "actions" }, ...beside, opener), form, done), open };
}
