/** The seven things a learner can be asked to do (learn/interactions.py), and what an answer to each looks like. */
import type { Question } from "./questions";

export type Response = number | string | boolean | number[] | string[];

export type Interaction =
  | { type: "pick-one"; options: string[] }
  | { type: "pick-many"; options: string[]; choose: number | null }
  | { type: "line"; unit: string }
  | { type: "order"; items: string[] }
  | { type: "match"; left: string[]; right: string[] }
  | { type: "gaps"; text: string; gaps: number; words: string[] }
  | { type: "reveal"; back: string };

/** A question as it is put before the learner; the indexes are the author's, place by place. */
export interface Shown {
  seed: number;
  order: number[];
  left: number[];
  interaction: Interaction;
}

/** The question in one of its presentations. */
export function present(question: Question, presentation: number): Shown {
  const [seed, order, left] = question.shows[presentation];
  return { seed, order, left, interaction: interaction(question, order, left) };
}

function interaction(question: Question, order: number[], left: number[]): Interaction {
  const inOrder = (texts: string[]) => order.map((at) => texts[at]);
  switch (question.kind) {
    case "choice":
      return { type: "pick-one", options: inOrder(question.grading.options) };
    case "true_false":
      return { type: "pick-one", options: question.grading.options };
    case "multiple":
      return { type: "pick-many", options: inOrder(question.grading.options), choose: question.grading.choose };
    case "short":
      return { type: "line", unit: "" };
    case "number":
      return { type: "line", unit: question.grading.unit };
    case "order":
      return { type: "order", items: inOrder(question.grading.items) };
    case "match":
    case "sort":
      return {
        type: "match",
        left: left.map((at) => question.grading.left[at][0]),
        right: inOrder(question.grading.right),
      };
    case "cloze": {
      const { text, gaps, words } = question.grading;
      return { type: "gaps", text, gaps: gaps.length, words: inOrder(words) };
    }
    case "card":
      return { type: "reveal", back: question.grading.back };
  }
}

/** Why an answer (any JSON) does not fit the interaction; null if it fits. */
export function fault(shown: Interaction, answer: unknown): string | null {
  switch (shown.type) {
    case "pick-one":
      return isIndex(answer, shown.options.length)
        ? null
        : `the answer is a number from 0 to ${shown.options.length - 1}`;
    case "pick-many":
      return indexesFault(answer, shown.options.length) ?? countFault(answer as number[], shown.choose);
    case "order": {
      const size = shown.items.length;
      const fits = () => ((answer as number[]).length === size ? null : `the list names all ${size} items, each once`);
      return indexesFault(answer, size) ?? fits();
    }
    case "match": {
      const [left, right] = [shown.left.length, shown.right.length];
      const fits = Array.isArray(answer) && answer.length === left && answer.every((one) => isIndex(one, right));
      return fits ? null : `the answer is a list of ${left} numbers from 0 to ${right - 1}, one for each left item`;
    }
    case "line":
      return typeof answer === "string" ? null : "the answer is a text";
    case "gaps": {
      const fits =
        Array.isArray(answer) && answer.length === shown.gaps && answer.every((one) => typeof one === "string");
      return fits ? null : `the answer is a list of ${shown.gaps} texts, one for each gap`;
    }
    case "reveal":
      return typeof answer === "boolean" ? null : "the answer is true (knew it) or false";
  }
}

/** The response in the words that were shown. */
export function texts(shown: Interaction, response: Response): (string | boolean | [string, string])[] {
  switch (shown.type) {
    case "pick-one":
      return [shown.options[response as number]];
    case "pick-many":
      return (response as number[]).map((at) => shown.options[at]);
    case "order":
      return (response as number[]).map((at) => shown.items[at]);
    case "match":
      return (response as number[]).map((at, place) => [shown.left[place], shown.right[at]]);
    case "gaps":
      return [...(response as string[])];
    default:
      return [response as string | boolean];
  }
}

function isIndex(value: unknown, size: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < size;
}

function indexesFault(answer: unknown, size: number): string | null {
  if (!Array.isArray(answer) || !answer.every((one) => isIndex(one, size))) {
    return `the answer is a list of numbers from 0 to ${size - 1}`;
  }
  return new Set(answer).size === answer.length ? null : "the same number stands in the list twice";
}

function countFault(answer: number[], choose: number | null): string | null {
  if (choose !== null && answer.length !== choose) return `choose exactly ${choose}`;
  return answer.length ? null : "choose at least one";
}
