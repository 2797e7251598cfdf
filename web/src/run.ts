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

/** An answer that is in the log as `event`. */
export interface Given {
  slot: Slot;
  response: Response;
  score: number;
  event: string;
}

/** The place `skipped` was left for later; left a second time it stays unanswered. */
interface Skipped {
  skipped: number;
}

/** What is kept of a session; where it stands follows from it (see `stateOf`). */
export interface Run {
  session: string;
  /** UTC milliseconds. */
  started: number;
  /** The time limit with the learner's extra time, and that in percent; null without a limit. */
  minutes: number | null;
  extra: number;
  plan: Slot[];
  entries: (Given | Skipped)[];
}

/** Where a session stands: the open place is the first of the queue. */
export interface State {
  queue: Slot[];
  given: Given[];
  skipped: number[];
}

/** The state after all entries. Where `comebacks`, a wrong answer is asked once more, in another presentation. */
export function stateOf(run: Run, questions: Question[], comebacks: boolean): State {
  return run.entries.reduce(
    (state, entry) => ("skipped" in entry ? skip(state, entry.skipped) : answer(state, entry, run.plan, questions, comebacks)),
    { queue: run.plan, given: [], skipped: [] } as State,
  );
}

function answer(state: State, given: Given, plan: Slot[], questions: Question[], comebacks: boolean): State {
  const queue = state.queue.filter((slot) => slot.n !== given.slot.n);
  const back = comebacks && given.score < 1 && !given.slot.comeback;
  const last = Math.max(...[...plan, ...state.queue, ...state.given.map((one) => one.slot)].map((one) => one.n));
  return {
    ...state,
    queue: back ? [...queue, comebackOf(given.slot, last + 1, questions)] : queue,
    given: [...state.given, given],
  };
}

function comebackOf(slot: Slot, n: number, questions: Question[]): Slot {
  const shows = questions[slot.question].shows.length;
  return { n, question: slot.question, presentation: (slot.presentation + 1) % shows, comeback: true };
}

function skip(state: State, n: number): State {
  const rest = state.queue.filter((slot) => slot.n !== n);
  const again = state.skipped.includes(n) ? [] : state.queue.filter((slot) => slot.n === n);
  return { ...state, queue: [...rest, ...again], skipped: [...state.skipped, n] };
}

/** The run without its last answer, and that answer; what was left for later since then is forgotten with it. */
export function undone(run: Run): { run: Run; given: Given } | null {
  const at = run.entries.findLastIndex((entry) => !("skipped" in entry));
  return at < 0 ? null : { run: { ...run, entries: run.entries.slice(0, at) }, given: run.entries[at] as Given };
}

/** How many planned questions were answered. */
export function planned(state: State): number {
  return state.given.filter((one) => !one.slot.comeback).length;
}

/** What was earned: planned questions only; what was not answered earns nothing. */
export function scoreOf(plan: Slot[], state: State, questions: Question[], require: number | null): Score {
  const points = (slot: Slot) => Number(questions[slot.question].points);
  const counted = state.given.filter((one) => !one.slot.comeback);
  const earned = counted.reduce((total, one) => total + one.score * points(one.slot), 0);
  const most = plan.reduce((total, slot) => total + points(slot), 0);
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
