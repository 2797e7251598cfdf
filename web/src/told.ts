/** What is told about an answer: the same after each question of practice and at the end of a test. */
import { el, lines } from "./dom";
import type { Response, Shown } from "./interactions";
import { texts } from "./interactions";
import type { Verdict } from "./kinds";
import type { Question } from "./questions";
import type { Words } from "./words";

/** Right, partly right or not, with a sign and in words. */
export function headline({ score }: Verdict, words: Words): HTMLElement {
  const [sign, look, text] =
    score === 1
      ? ["✓", "right", words.right]
      : score > 0
        ? ["◐", "partly", words.partly(Math.round(100 * score))]
        : ["✗", "wrong", words.wrong];
  return el("p", { class: `headline ${look}` }, `${sign} ${text}`);
}

/** Everything beside the headline. */
export function details(question: Question, verdict: Verdict, words: Words, lang: string): HTMLElement[] {
  const told: HTMLElement[] = [];
  if (verdict.score < 1) told.push(pair(words.expected, expectedOf(question, verdict), lang, question.kind === "order"));
  if (verdict.note) told.push(el("p", { class: "soft" }, noteOf(verdict.note, words)));
  for (const text of [verdict.feedback, question.explain]) if (text) told.push(lines("p", text, { lang }));
  return told;
}

/** What was answered, in the words that were shown. */
export function given(shown: Shown, response: Response, words: Words, lang: string): HTMLElement {
  const said = texts(shown.interaction, response).map((one) => {
    if (typeof one === "boolean") return one ? words.knew : words.knewNot;
    return typeof one === "string" ? one || "–" : one.join(" → ");
  });
  return pair(words.yours, said, lang, shown.interaction.type === "order");
}

function pair(name: string, texts: string[], lang: string, numbered = false): HTMLElement {
  if (texts.length === 1) return el("p", {}, `${name}: `, el("strong", { lang }, texts[0]));
  return el("div", {}, el("p", {}, `${name}:`), el(numbered ? "ol" : "ul", { lang }, ...texts.map((text) => el("li", {}, text))));
}

function expectedOf(question: Question, verdict: Verdict): string[] {
  if (question.kind === "match" || question.kind === "sort") {
    return verdict.parts.map((part) => `${part.text} → ${part.expected}`);
  }
  return [verdict.expected].flat();
}

/** Notes begin with one of two words of Python's. */
function noteOf(note: string, words: Words): string {
  return note.replaceAll(/^spelled |(?<= · )spelled /g, `${words.spelled} `).replace(/^read as /, `${words.readAs} `);
}
