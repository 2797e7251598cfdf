/** The reading of a typed answer (learn/kinds/typed.py): accepted, misspelled, or only looking like it. */
import { distance, isWildcard, literal, matches, normalise } from "./text";

export type Typos = 0 | 1 | "auto";

export interface Wrong {
  text: string;
  feedback: string;
}

/** What is right for one typed line, which other answers are known to be wrong, and how strictly it is read. */
export interface Accepted {
  patterns: string[];
  wrong: Wrong[];
  case: boolean;
  typos: Typos;
  /** The people among the answers, where the author has a rule for names (learn/kinds/named.py). */
  named: Named | null;
}

/** Patterns take a line that is `folded`; `reads` takes whatever reads as a name. */
export interface Named {
  right: { written: string[]; takes: string }[];
  wrong: string[];
  reads: string;
  folds: Record<string, string>;
}

export interface Reading {
  right: boolean;
  spelled: string;
  feedback: string;
}

const BETWEEN_WORDS = /(?<=[\p{L}\p{N}_])[ -](?=[\p{L}\p{N}_])/gu;
const DIGITS = /\p{Nd}+/gu;
const LETTER = /[\p{L}\p{N}]/gu;

export function read(typed: string, accepted: Accepted): Reading {
  const exact = accepted.patterns.filter((one) => !isWildcard(one));
  const stars = accepted.patterns.filter(isWildcard);
  const takes = (patterns: string[]) => patterns.some((one) => matches(one, typed, accepted.case));
  if (takes(exact)) return reading(true);
  const people = accepted.named;
  const name = people && folded(typed, people);
  const fits = (pattern: string) => name !== null && pattern !== "" && new RegExp(`^(?:${pattern})$`, "u").test(name);
  for (const [at, wrong] of accepted.wrong.entries()) {
    if (matches(wrong.text, typed) || (people && fits(people.wrong[at]))) return reading(false, "", wrong.feedback);
  }
  const person = people?.right.find((one) => fits(one.takes));
  if (person) return reading(true, literal(person.written[0]));
  if (takes(stars)) return reading(true);
  const names = people && fits(people.reads) ? people.right.flatMap((one) => one.written) : [];
  return near(typed, exact.filter((one) => !names.includes(one)), accepted);
}

/** The line as the patterns of names take it. */
function folded(typed: string, people: Named): string {
  const composed = typed.normalize("NFC");
  return normalise([...composed].map((one) => (Object.hasOwn(people.folds, one) ? people.folds[one] : one)).join(""));
}

function reading(right: boolean, spelled = "", feedback = ""): Reading {
  return { right, spelled, feedback };
}

function near(typed: string, exact: string[], accepted: Accepted): Reading {
  let best: { errors: number; spelled: string } | null = null;
  for (const spelled of exact.map(literal)) {
    const found = errorsOf(typed, spelled, accepted);
    if (found !== null && (best === null || found < best.errors)) best = { errors: found, spelled };
  }
  if (best === null) return reading(false);
  const { errors, spelled } = best;
  const asNear = (wrong: Wrong) => distance(normalise(typed), normalise(literal(wrong.text)), errors) <= errors;
  return accepted.wrong.some(asNear) ? reading(false) : reading(true, spelled);
}

function errorsOf(typed: string, spelled: string, accepted: Accepted): number | null {
  if (accepted.typos === 0) return null;
  const one = normalise(typed);
  const other = normalise(spelled);
  if (digitRuns(one).join("\n") !== digitRuns(other).join("\n")) return null;
  const errors = joined(one) === joined(other) ? 0 : misspelled(one, other, accepted.typos);
  return accepted.case && errors !== null && !capitalsAgree(typed, spelled, errors) ? null : errors;
}

function digitRuns(text: string): string[] {
  return text.match(DIGITS) ?? [];
}

function misspelled(one: string, other: string, typos: Typos): number | null {
  const limit = allowed(other, typos);
  const errors = distance(one, other, limit);
  const words = one.split(BETWEEN_WORDS);
  const others = other.split(BETWEEN_WORDS);
  if (errors > limit || words.length !== others.length) return null;
  return words.every((word, at) => distance(word, others[at], limit) <= wordLimit(others[at], typos)) ? errors : null;
}

function capitalsAgree(typed: string, spelled: string, errors: number): boolean {
  return distance(joined(normalise(typed, true)), joined(normalise(spelled, true)), errors) <= errors;
}

function joined(text: string): string {
  return text.replace(BETWEEN_WORDS, "");
}

function wordLimit(word: string, typos: Typos): number {
  return digitRuns(word).length ? 0 : allowed(word, typos);
}

function allowed(text: string, typos: Typos): number {
  if (typos !== "auto") return typos;
  const letters = (text.match(LETTER) ?? []).length;
  return letters <= 4 ? 0 : letters <= 8 ? 1 : 2;
}
