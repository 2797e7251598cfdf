/** Saving what was answered as a file, and forgetting it on this device. */
import { button, el } from "./dom";
import { handIn } from "./handin";
import type { Quiz } from "./questions";
import type { Shelf } from "./shelf";
import { clean } from "./text";
import { fill } from "./words";

const MINUTE = 60_000;

/** The form that saves; false where there is no answer yet. */
export function saving(quiz: Quiz, shelf: Shelf): HTMLElement | false {
  const { words } = quiz;
  const { sessions, answers } = handedIn(quiz, shelf);
  if (!answers) return false;
  const field = (id: string, value: string, complete: string) =>
    el("input", { id, type: "text", value, autocomplete: complete, maxlength: 200 });
  const name = field("name", shelf.kept.name, "name");
  const number = field("number", shelf.kept.number, "off");
  const code = field("code", "", "off");
  const error = el("p", { class: "error", role: "alert" });
  const done = el("p", { "aria-live": "polite" });
  const onsubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const [who, id] = [clean(name.value).trim(), clean(number.value).trim()];
    error.textContent = who ? "" : words.nameMissing;
    if (!who) return name.focus();
    shelf.write({ name: who, number: id });
    const { learner } = shelf.kept;
    const practice = quiz.mode === "practice";
    const from = { name: who, number: id, learner, made: Date.now(), banks: quiz.versions, practice };
    const file = fileName(who, id);
    download(file, handIn(from, handedIn(quiz, shelf).lines, code.value.trim()));
    done.textContent = fill(words.saved, { file });
  };
  return el(
    "section",
    {},
    el("h2", {}, words.save),
    el("p", { class: "soft" }, fill(words.kept, { sessions, answers }), " ", words.saveAbout),
    el(
      "form",
      { onsubmit, novalidate: true, class: "save" },
      el("label", { for: "name" }, words.name),
      name,
      el("label", { for: "number" }, words.number),
      number,
      el("label", { for: "code" }, words.code),
      code,
      error,
      el("button", { type: "submit", class: "main" }, words.saveFile),
      done,
    ),
  );
}

/** What can be handed in: finished sessions, and practice as far as it got; never a test that is still open. */
function handedIn({ mode }: Quiz, { kept }: Shelf): { lines: string[]; sessions: number; answers: number } {
  const open = mode === "test" ? kept.run?.session : undefined;
  const chosen = kept.lines.filter(([session]) => session !== open);
  const lines = chosen.map(([, line]) => line);
  const count = (type: string) => lines.filter((line) => line.includes(`"type":"${type}"`)).length;
  return { lines, sessions: count("session"), answers: count("answer") - count("retract") };
}

/** The button that deletes everything, which asks once more. */
export function forgetting({ words }: Quiz, shelf: Shelf, forgotten: () => void): HTMLElement {
  const box = el("div", { class: "actions" });
  const ask = button(words.forget, () => {
    const no = button(words.forgetNo, () => box.replaceChildren(ask));
    const yes = button(words.forgetYes, () => {
      shelf.forget();
      forgotten();
    });
    box.replaceChildren(el("p", { role: "alert" }, words.forgetSure), no, yes);
    no.focus();
  });
  box.append(ask);
  return el("section", { class: "quiet" }, el("h2", {}, words.someoneElse), box);
}

function fileName(name: string, number: string): string {
  const plain = `${name} ${number}`.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${plain.replace(/^-+|-+$/g, "").slice(0, 80) || "results"}.learnlog`;
}

function download(file: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = el("a", { href: address, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), MINUTE);
}
