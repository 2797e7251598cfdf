/** What stands before the start: what this is, extra time, single keys. */
import { el } from "./dom";
import type { Limit } from "./events";
import type { Quiz } from "./questions";
import type { Shelf } from "./shelf";
import { fill } from "./words";

const MOST_EXTRA = 300;

/** The time limit of a session that begins now: with extra time in tests, without it in practice. */
export function limitOf(quiz: Quiz, shelf: Shelf): Limit {
  if (quiz.minutes === null) return { minutes: null, extra: 0 };
  const extra = quiz.mode === "test" ? (quiz.extra ?? shelf.extra) : 0;
  return { minutes: Number(quiz.minutes) * (1 + extra / 100), extra };
}

/** What this is, in a few sentences; `begun` is the limit of a session that is under way. */
export function about(quiz: Quiz, { minutes, extra }: Limit): string {
  const { words } = quiz;
  const count = quiz.questions.length;
  const told = [
    count === 1 ? words.question : fill(words.questions, { count }),
    quiz.mode === "test" ? words.test : words.practice,
    minutes !== null && fill(words.timeLimit, { minutes: Math.round(100 * minutes) / 100 }),
    extra > 0 && fill(words.extraIncluded, { percent: extra }),
    quiz.require && fill(words.passMark, { percent: Number(quiz.require) }),
  ];
  return told.filter(Boolean).join(" ");
}

/** The choice of extra time; false where there is none to choose. */
export function extraTime(quiz: Quiz, shelf: Shelf, changed: () => void): HTMLElement | false {
  if (quiz.mode !== "test" || quiz.minutes === null || quiz.extra !== null) return false;
  const { words } = quiz;
  const oninput = () => {
    const percent = Math.round(field.valueAsNumber) || 0;
    shelf.extra = Math.min(Math.max(percent, 0), MOST_EXTRA);
    changed();
  };
  const field = el("input", {
    id: "extra", type: "number", min: 0, max: MOST_EXTRA, value: shelf.extra, oninput, "aria-describedby": "extra-about",
  });
  return el(
    "details",
    { open: shelf.extra > 0 },
    el("summary", {}, words.extra),
    el("p", { class: "soft", id: "extra-about" }, words.extraAbout),
    el("label", { for: "extra" }, `${words.extraPercent}: `),
    field,
  );
}

/** What the keys do, and whether single ones do anything. */
export function keysWanted({ words }: Quiz, shelf: Shelf): HTMLElement {
  const box = el("input", { type: "checkbox", checked: shelf.singleKeys, onchange: () => (shelf.singleKeys = box.checked) });
  return el("label", { class: "soft keys" }, box, " ", words.keys);
}
