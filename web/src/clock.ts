/** The time that is left of a session: shown, and told when the last minute begins. */
import { el } from "./dom";
import type { Run } from "./run";
import { fill, type Words } from "./words";

export const MINUTE = 60_000;

/** Milliseconds that are left; Infinity without a limit. */
export function timeLeft({ minutes, started }: Run): number {
  return minutes === null ? Infinity : started + minutes * MINUTE - Date.now();
}

export class Clock {
  readonly node = el("p", { class: "clock", role: "timer" });
  private warned = "";

  constructor(
    private readonly words: Words,
    private readonly say: (text: string) => void,
  ) {}

  /** Shows what is left of the run, nothing without one. */
  show(run: Run | null): void {
    const left = run ? timeLeft(run) : Infinity;
    this.node.textContent = left === Infinity ? "" : fill(this.words.left, { time: inMinutes(Math.max(0, left)) });
    if (!run || left > MINUTE || this.warned === run.session) return;
    this.warned = run.session;
    this.say(this.words.lastMinute);
  }
}

function inMinutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
