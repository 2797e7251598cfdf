/** Grading, kind by kind, as learn/kinds does it. tests/publishing runs one table of answers through both. */
import type { Response, Shown } from "./interactions";
import { compare, parseNumber, plainNumber, readPlain } from "./number";
import type { Question } from "./questions";
import { clean, normalise, squeeze } from "./text";
import { read } from "./typed";

export interface Part {
  /** The author's index of the item, pair or gap. */
  at: number;
  score: number;
  text: string;
  given: string;
  expected: string;
}

export interface Verdict {
  score: number;
  expected: string | string[];
  key: Response;
  parts: Part[];
  feedback: string;
  note: string;
}

/** Not a wrong answer but none at all: the question is asked again. */
export interface Malformed {
  malformed: string;
}

type Of<Kind> = Extract<Question, { kind: Kind }>["grading"];

/** The verdict on a response that fits what is shown (see `fault`). */
export function grade(question: Question, shown: Shown, response: Response): Verdict | Malformed {
  switch (question.kind) {
    case "choice":
      return choice(question.grading, shown, response as number);
    case "multiple":
      return multiple(question.grading, shown, response as number[]);
    case "true_false":
      return trueFalse(question.grading, response as number);
    case "short":
      return short(question.grading, response as string);
    case "number":
      return number(question.grading, response as string);
    case "order":
      return order(question.grading, shown, response as number[]);
    case "match":
    case "sort":
      return match(question.grading, shown, response as number[]);
    case "cloze":
      return cloze(question.grading, response as string[]);
    case "card":
      return verdict(response === true ? 1 : 0, question.grading.back, true);
  }
}

function verdict(score: number, expected: string | string[], key: Response, more: Partial<Verdict> = {}): Verdict {
  return { score, expected, key, parts: [], feedback: "", note: "", ...more };
}

function choice(asked: Of<"choice">, shown: Shown, place: number): Verdict {
  const chosen = shown.order[place];
  return verdict(chosen === 0 ? 1 : 0, asked.options[0], shown.order.indexOf(0), { feedback: asked.feedback[chosen] });
}

function multiple(asked: Of<"multiple">, shown: Shown, places: number[]): Verdict {
  const chosen = new Set(places.map((place) => shown.order[place]));
  const right = [...chosen].filter((at) => at < asked.right).length;
  const wrong = chosen.size - right;
  const all = right === asked.right && wrong === 0 ? 1 : 0;
  const key = shown.order.flatMap((at, place) => (at < asked.right ? [place] : []));
  const told = asked.options.map((text, at) => (chosen.has(at) && asked.feedback[at] ? `${text}: ${asked.feedback[at]}` : ""));
  return verdict(
    asked.partial ? Math.max(0, right - wrong) / asked.right : all,
    key.map((place) => asked.options[shown.order[place]]),
    key,
    { feedback: told.filter(Boolean).join("\n") },
  );
}

function trueFalse(asked: Of<"true_false">, response: number): Verdict {
  return verdict(response === asked.key ? 1 : 0, asked.options[asked.key], asked.key, { feedback: asked.correction });
}

function short(asked: Of<"short">, typed: string): Verdict | Malformed {
  if (!normalise(typed)) return { malformed: "nothing was typed" };
  const { right, spelled, feedback } = read(typed, asked.accepted);
  return verdict(right ? 1 : 0, asked.shown, asked.shown, { feedback, note: spelled && `spelled ${spelled}` });
}

function number(asked: Of<"number">, response: string): Verdict | Malformed {
  const typed = squeeze(clean(response));
  const found = parseNumber(typed, asked.unit);
  if (found === null) {
    const start = [...typed].slice(0, 60).join("");
    return { malformed: normalise(typed) ? `not a number: ${start}` : "nothing was typed" };
  }
  const within = compare(readPlain(asked.low), found) <= 0 && compare(found, readPlain(asked.high)) <= 0;
  const plain = plainNumber(found);
  return verdict(within ? 1 : 0, asked.expected, asked.key, { note: plain === typed ? "" : `read as ${plain}` });
}

function order(asked: Of<"order">, shown: Shown, places: number[]): Verdict {
  const given = places.map((place) => shown.order[place]);
  const pairsRight = given.map(() => 0);
  given.forEach((earlier, place) => {
    for (const later of given.slice(place + 1)) {
      if (earlier >= later) continue;
      pairsRight[earlier] += 1;
      pairsRight[later] += 1;
    }
  });
  const others = given.length - 1;
  return verdict(
    sum(pairsRight) / (given.length * others),
    [...asked.items],
    asked.items.map((_, at) => shown.order.indexOf(at)),
    {
      parts: pairsRight.map((right, at) => ({
        at,
        score: right / others,
        text: asked.items[at],
        given: String(given.indexOf(at) + 1),
        expected: String(at + 1),
      })),
    },
  );
}

function match(asked: Of<"match" | "sort">, shown: Shown, places: number[]): Verdict {
  const parts = shown.left.map((at, place) => {
    const [text, belongs] = asked.left[at];
    const chosen = shown.order[places[place]];
    const score = chosen === belongs ? 1 : 0;
    return { at, score, text, given: asked.right[chosen], expected: asked.right[belongs] };
  });
  return verdict(
    sum(parts.map((part) => part.score)) / parts.length,
    parts.map((part) => part.expected),
    shown.left.map((at) => shown.order.indexOf(asked.left[at][1])),
    { parts },
  );
}

function cloze(asked: Of<"cloze">, typed: string[]): Verdict | Malformed {
  if (!typed.some((text) => normalise(text))) return { malformed: "nothing was typed" };
  const readings = asked.gaps.map((gap, at) => read(typed[at], gap.accepted));
  const parts = asked.gaps.map((gap, at) => ({
    at,
    score: readings[at].right ? 1 : 0,
    text: "",
    given: typed[at],
    expected: gap.shown,
  }));
  const key = parts.map((part) => part.expected);
  return verdict(sum(parts.map((part) => part.score)) / parts.length, key, key, {
    parts,
    note: readings.flatMap(({ spelled }) => (spelled ? [`spelled ${spelled}`] : [])).join(" · "),
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
