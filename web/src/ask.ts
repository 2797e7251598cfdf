/** The seven interactions as forms: by keyboard, by touch, by a screen reader; nothing has to be dragged. */
import { button, el, lines } from "./dom";
import type { Interaction, Response } from "./interactions";
import type { Verdict } from "./kinds";
import { fill, type Words } from "./words";

/** A form: what is in it, the response as it stands (a text says what is missing), and its look once answered. */
export interface Form {
  node: HTMLElement;
  response(): { response: Response } | { missing: string };
  /** Shows which parts were right; without a verdict (in a test) it is only closed. */
  close(verdict: Verdict | null): void;
  focus?: () => void;
  /** Chooses by a digit key from 1; false where there is nothing to choose. */
  digit?: (number: number) => boolean;
  /** Answers by itself (a card): the usual button is left out. */
  answers?: boolean;
}

interface Around {
  words: Words;
  label: string;
  /** Undefined: the texts are the page's own words. */
  lang: string | undefined;
  say: (text: string) => void;
  submit: () => void;
}

export function formFor(shown: Interaction, around: Around): Form {
  switch (shown.type) {
    case "pick-one":
      return pick(shown.options, "radio", null, around);
    case "pick-many":
      return pick(shown.options, "checkbox", shown.choose, around);
    case "line":
      return line(shown.unit, around);
    case "order":
      return order(shown.items, around);
    case "match":
      return match(shown.left, shown.right, around);
    case "gaps":
      return gaps(shown.text, shown.words, around);
    case "reveal":
      return reveal(shown.back, around);
  }
}

// ------------------------------------------------------------------------------------------------------- choosing

function pick(options: string[], type: "radio" | "checkbox", exactly: number | null, around: Around): Form {
  const { words } = around;
  const many = type === "checkbox";
  const boxes = options.map((_, at) => el("input", { type, name: "option", value: at, id: `option${at}` }));
  const rows = options.map((text, at) =>
    el("li", {}, el("label", { class: "option", for: `option${at}` }, boxes[at], keyOf(at), lines("div", text))),
  );
  const about = many ? (exactly === null ? words.anyNumber : fill(words.chooseExactly, { count: exactly })) : "";
  const node = el(
    "div",
    { role: many ? "group" : "radiogroup", "aria-labelledby": around.label },
    about && el("p", { class: "soft" }, about),
    el("ul", { class: "options", role: "presentation", lang: around.lang }, ...rows),
  );
  const chosen = () => boxes.flatMap((box, at) => (box.checked ? [at] : []));
  return {
    node,
    response() {
      const found = chosen();
      if (!many) return found.length ? { response: found[0] } : { missing: words.chooseOne };
      if (exactly !== null && found.length !== exactly) return { missing: fill(words.chooseExactly, { count: exactly }) };
      return found.length ? { response: found } : { missing: words.chooseSome };
    },
    digit(number) {
      const box = boxes[number - 1];
      if (!box) return false;
      box.checked = many ? !box.checked : true;
      box.focus();
      return true;
    },
    close(verdict) {
      const key = verdict ? [verdict.key].flat() : [];
      boxes.forEach((box, at) => {
        box.disabled = true;
        if (!verdict) return;
        const right = key.includes(at as never);
        if (box.checked || right) rows[at].firstElementChild!.append(mark(right, markText(box.checked, right, words)));
      });
    },
  };
}

function keyOf(at: number): HTMLElement {
  return el("span", { class: "key", "aria-hidden": "true" }, at < 9 ? String(at + 1) : "");
}

function markText(chosen: boolean, right: boolean, words: Words): string {
  return [right && words.rightChoice, chosen && words.yourChoice].filter(Boolean).join(", ");
}

/** A sign with words behind it: never colour alone. */
function mark(right: boolean, text: string): HTMLElement {
  return el("span", { class: `mark ${right ? "right" : "wrong"}` }, `${right ? "✓" : "✗"} ${text}`);
}

/** The sign of a right gap, which would disturb the text with a word to see. */
function tick(words: Words): HTMLElement {
  return el("span", { class: "mark right" }, "✓", el("span", { class: "unseen" }, words.rightChoice));
}

/** The sign of a part; what would have been right stands behind a wrong one. */
function partMark(right: boolean, expected: string, words: Words): HTMLElement {
  return mark(right, right ? words.rightChoice : expected);
}

// --------------------------------------------------------------------------------------------------------- typing

const TYPED = { type: "text", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false" };

function line(unit: string, { words, label, lang }: Around): Form {
  const field = el("input", {
    ...TYPED, id: "line", lang, maxlength: 1000, "aria-labelledby": unit ? `${label} unit` : label,
  });
  const node = el("div", { class: "typed" }, field, unit && el("span", { id: "unit" }, unit));
  return {
    node,
    response: () => (field.value.trim() ? { response: field.value } : { missing: words.nothingTyped }),
    focus: () => field.focus(),
    close: () => {
      field.readOnly = true;
    },
  };
}

function gaps(text: string, bank: string[], around: Around): Form {
  const { words, lang } = around;
  const pieces = text.split("____");
  const fields = pieces.slice(1).map((_, at) => {
    const about = { "aria-label": fill(words.gap, { place: at + 1 }), lang };
    if (!bank.length) return el("input", { ...TYPED, ...about, class: "gap", maxlength: 1000 });
    const every = ["", ...bank].map((word) => el("option", { value: word }, word || words.choose));
    return el("select", { ...about, class: "gap" }, ...every);
  });
  const holes = fields.map((field) => el("span", { class: "hole" }, field));
  const parts = pieces.flatMap((piece, at) => (at ? [holes[at - 1], piece] : [piece]));
  const node = el(
    "div",
    { role: "group", "aria-labelledby": around.label },
    el("div", { class: "lines cloze", lang }, ...parts),
    bank.length > 0 && el("p", { class: "soft" }, `${words.bank}: `, el("span", { lang }, bank.join(" · "))),
  );
  return {
    node,
    response() {
      const typed = fields.map((field) => field.value);
      return typed.some((one) => one.trim()) ? { response: typed } : { missing: words.nothingTyped };
    },
    focus: () => fields[0]?.focus(),
    close(verdict) {
      fields.forEach((field, at) => {
        if (field instanceof HTMLInputElement) field.readOnly = true;
        else field.disabled = true;
        const part = verdict?.parts[at];
        if (part) holes[at].append(part.score === 1 ? tick(words) : mark(false, part.expected));
      });
    },
  };
}

// ------------------------------------------------------------------------------------------------------ arranging

function order(items: string[], around: Around): Form {
  const { words, say } = around;
  let places = items.map((_, at) => at);
  const list = el("ol", { class: "order", lang: around.lang, "aria-labelledby": around.label });
  const rows = items.map((text, at) => row(text, at));
  let closed = false;

  function row(text: string, at: number): HTMLLIElement {
    const move = (step: number) => () => shift(at, step);
    const keys = (event: KeyboardEvent) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (!step) return;
      event.preventDefault();
      shift(at, step);
    };
    const control = (sign: string, about: string, step: number) =>
      button(sign, move(step), { "aria-label": about, class: "move", onkeydown: keys });
    return el(
      "li",
      {},
      lines("div", text),
      el("span", { class: "moves" }, control("↑", fill(words.moveUp, { text }), -1), control("↓", fill(words.moveDown, { text }), 1)),
    );
  }

  function shift(item: number, step: number): void {
    const from = places.indexOf(item);
    const to = from + step;
    if (closed || to < 0 || to >= places.length) return;
    const focused = document.activeElement;
    places = [...places];
    [places[from], places[to]] = [places[to], places[from]];
    show();
    if (focused instanceof HTMLElement) focused.focus();
    say(fill(words.movedTo, { text: items[item], place: to + 1, all: items.length }));
  }

  function show(): void {
    list.replaceChildren(...places.map((at) => rows[at]));
    places.forEach((item, at) => {
      const [up, down] = rows[item].querySelectorAll("button");
      up?.setAttribute("aria-disabled", String(at === 0));
      down?.setAttribute("aria-disabled", String(at === places.length - 1));
    });
  }

  show();
  return {
    node: el("div", {}, el("p", { class: "soft" }, words.orderHelp), list),
    response: () => ({ response: places }),
    close(verdict) {
      closed = true;
      rows.forEach((one, item) => {
        one.querySelector(".moves")!.remove();
        if (!verdict) return;
        const wanted = (verdict.key as number[]).indexOf(item);
        const right = places.indexOf(item) === wanted;
        one.append(partMark(right, `→ ${wanted + 1}`, words));
      });
    },
  };
}

function match(left: string[], right: string[], around: Around): Form {
  const { words, lang } = around;
  const chips = right.length <= 4;
  const picked: (() => number)[] = [];
  const rows = left.map((text, at) => {
    const id = `left${at}`;
    const choice = chips ? chipsOf(right, id) : selectOf(right, id, words);
    picked.push(choice.picked);
    return el("li", {}, lines("div", text, { id, class: "left" }), choice.node);
  });
  const node = el(
    "div",
    { role: "group", "aria-labelledby": around.label },
    el("p", { class: "soft" }, words.chooseEach),
    el("ul", { class: "match", role: "presentation", lang }, ...rows),
  );
  return {
    node,
    response() {
      const response = picked.map((one) => one());
      return response.includes(-1) ? { missing: words.chooseEach } : { response };
    },
    close(verdict) {
      for (const field of node.querySelectorAll<HTMLInputElement>("input, select")) field.disabled = true;
      verdict?.parts.forEach((part, at) => {
        rows[at].append(partMark(part.score === 1, part.expected, words));
      });
    },
  };
}

interface Choice {
  node: HTMLElement;
  picked: () => number;
}

function chipsOf(texts: string[], label: string): Choice {
  const boxes = texts.map((_, at) => el("input", { type: "radio", name: label, value: at }));
  const chips = texts.map((text, at) => el("label", { class: "chip" }, boxes[at], text));
  return {
    node: el("div", { class: "chips", role: "radiogroup", "aria-labelledby": label }, ...chips),
    picked: () => boxes.findIndex((box) => box.checked),
  };
}

function selectOf(texts: string[], label: string, words: Words): Choice {
  const options = texts.map((text, at) => el("option", { value: at }, text));
  const field = el("select", { "aria-labelledby": label }, el("option", { value: -1 }, words.choose), ...options);
  return { node: field, picked: () => Number(field.value) };
}

// --------------------------------------------------------------------------------------------------------- a card

function reveal(back: string, { words, lang, submit }: Around): Form {
  let knew: boolean | null = null;
  const judge = (answer: boolean) => () => {
    knew = answer;
    submit();
  };
  const node = el("div", {});
  const judging = el(
    "div",
    { class: "actions" },
    button(words.knew, judge(true), { class: "main" }),
    button(words.knewNot, judge(false)),
  );
  const open = () => {
    const text = lines("div", back, { class: "back", lang, tabindex: -1 });
    node.replaceChildren(el("p", { class: "soft" }, words.back), text, judging);
    text.focus();
  };
  node.append(button(words.showBack, open, { class: "main" }));
  return {
    node,
    response: () => (knew === null ? { missing: words.showBack } : { response: knew }),
    close: () => judging.remove(),
    answers: true,
  };
}
