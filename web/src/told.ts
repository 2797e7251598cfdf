/** What is told about an answer: the same after each question of practice and at the end of a test. */
import { type Attributes, el, lines } from "./dom";
import type { Interaction, Response, Shown } from "./interactions";
import { texts } from "./interactions";
import type { Verdict } from "./kinds";
import type { Question } from "./questions";
import { fill, type Words } from "./words";

/** Right, partly right or not, with a sign and in words. */
export function headline({ score }: Verdict, words: Words): HTMLElement {
  const [sign, look, text] =
    score === 1
      ? ["✓", "right", words.right]
      : score > 0
        ? ["◐", "partly", fill(words.partly, { percent: Math.round(100 * score) })]
        : ["✗", "wrong", words.wrong];
  return el("p", { class: `headline ${look}` }, `${sign} ${text}`);
}

/** What is asked: in the author's words, or in the page's where the author left it to it. */
export function promptOf(tag: "p" | "h2", { prompt, lang }: Question, words: Words, attributes: Attributes): HTMLElement {
  return prompt ? lines(tag, prompt, { ...attributes, lang }) : lines(tag, words.fillGaps, attributes);
}

/** Everything beside the headline. */
export function details(question: Question, verdict: Verdict, words: Words): HTMLElement[] {
  const { lang } = question;
  const told: HTMLElement[] = [];
  if (verdict.score < 1) told.push(pair(words.expected, expectedOf(question, verdict, words), question));
  if (verdict.note) told.push(el("p", { class: "soft" }, noteOf(verdict.note, words)));
  for (const text of [verdict.feedback, question.explain]) if (text) told.push(lines("p", text, { lang }));
  return told;
}

/** What was answered, in the words that were shown. */
export function given(question: Question, shown: Shown, response: Response, words: Words): HTMLElement {
  const said = texts(shown.interaction, response).map((one) => {
    if (typeof one === "boolean") return one ? words.knew : words.knewNot;
    return typeof one === "string" ? inWords(question, one, words) || "–" : one.join(" → ");
  });
  return pair(words.yours, said, question);
}

/** What is shown: true and false are the page's own words, the log has Python's. */
export function worded(question: Question, shown: Interaction, words: Words): Interaction {
  if (shown.type !== "pick-one") return shown;
  return { ...shown, options: shown.options.map((text) => inWords(question, text, words)) };
}

function inWords(question: Question, text: string, words: Words): string {
  if (question.kind !== "true_false") return text;
  return text === question.grading.options[0] ? words.isTrue : words.isFalse;
}

function pair(name: string, texts: string[], question: Question): HTMLElement {
  const lang = question.kind === "true_false" || question.kind === "card" ? undefined : question.lang;
  if (texts.length === 1) return el("p", {}, `${name}: `, el("strong", { lang }, texts[0]));
  const list = question.kind === "order" ? "ol" : "ul";
  return el("div", {}, el("p", {}, `${name}:`), el(list, { lang }, ...texts.map((text) => el("li", {}, text))));
}

function expectedOf(question: Question, verdict: Verdict, words: Words): string[] {
  if (question.kind === "match" || question.kind === "sort") {
    return verdict.parts.map((part) => `${part.text} → ${part.expected}`);
  }
  return [verdict.expected].flat().map((text) => inWords(question, text, words));
}

/** Notes begin with one of two words of Python's. */
function noteOf(note: string, words: Words): string {
  return note.replaceAll(/^spelled |(?<= · )spelled /g, `${words.spelled} `).replace(/^read as /, `${words.readAs} `);
}
