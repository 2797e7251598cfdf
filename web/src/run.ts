/** A session: what is asked in which order, what came of it. Plain values, so that it can be kept and gone on with. */
import type { Score } from "./events";
import type { Response } from "./interactions";
import type { Question } from "./questions";

/** A place in the session. `n` counts from 1 over the plan, and on behind it for comebacks. */
export interface Slot {
  n: number;
  question: number;
  presentation: number;
  comeback: boolean;
}

export interface Given {
  slot: Slot;
  response: Response;
  score: number;
}

export interface Run {
  session: string;
  /** UTC milliseconds. */
  started: number;
  plan: Slot[];
  queue: Slot[];
  given: Given[];
  skipped: number[];
}

export function begin(session: string, started: number, plan: Slot[]): Run {
  return { session, started, plan, queue: plan, given: [], skipped: [] };
}

/** The run after an answer. Where `comebacks`, a wrong one is asked once more, in another presentation. */
export function answered(run: Run, given: Given, questions: Question[], comebacks: boolean): Run {
  const queue = run.queue.filter((slot) => slot.n !== given.slot.n);
  const back = comebacks && given.score < 1 && !given.slot.comeback;
  return {
    ...run,
    queue: back ? [...queue, comebackOf(run, given.slot, questions)] : queue,
    given: [...run.given, given],
  };
}

function comebackOf(run: Run, slot: Slot, questions: Question[]): Slot {
  const last = Math.max(...[...run.plan, ...run.queue, ...run.given.map((one) => one.slot)].map((one) => one.n));
  const shows = questions[slot.question].shows.length;
  return { n: last + 1, question: slot.question, presentation: (slot.presentation + 1) % shows, comeback: true };
}

/** The run after a question was left for later; left a second time it stays unanswered. */
export function skipped(run: Run): Run {
  const [slot, ...rest] = run.queue;
  const again = run.skipped.includes(slot.n) ? rest : [...rest, slot];
  return { ...run, queue: again, skipped: [...run.skipped, slot.n] };
}

/** What the run earned: planned questions only; what was not answered earns nothing. */
export function scoreOf(run: Run, questions: Question[], require: number | null): Score {
  const points = (slot: Slot) => Number(questions[slot.question].points);
  const counted = run.given.filter((one) => !one.slot.comeback);
  const earned = counted.reduce((total, one) => total + one.score * points(one.slot), 0);
  const most = run.plan.reduce((total, slot) => total + points(slot), 0);
  const percent = most ? rounded((100 * earned) / most, 2) : 0;
  return {
    points: rounded(earned, 6),
    max: rounded(most, 6),
    percent,
    passed: require === null ? null : percent >= require,
  };
}

/** The number with so many decimal places, a half to the even digit as Python's `round` does. */
export function rounded(number: number, places: number): number {
  const exact = number.toFixed(100).replace(/0+$/, "");
  const half = /^(\d+)\.(\d*?)5$/.exec(exact);
  if (half === null || half[2].length !== places) return Number(number.toFixed(places));
  const even = Number((half[1] + half[2]).slice(-1)) % 2 === 0;
  const down = BigInt(half[1] + half[2]);
  return Number(`${even ? down : down + 1n}e-${places}`);
}
