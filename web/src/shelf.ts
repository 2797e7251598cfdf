/** What the page keeps: in the browser where that works, else as long as it is open. */
import { type Event, eventLine, uuid4 } from "./events";
import type { Run } from "./run";

const LEARNER = "learn-page-learner";
const EXTRA = "learn-page-extra";
const KEYS = "learn-page-keys";

/** Everything about one published page in this browser; written in one piece. `rev` counts the writings. */
export interface Kept {
  rev: number;
  learner: string;
  device: string;
  seq: number;
  lastMs: number;
  name: string;
  number: string;
  /** Lines of the log, in the order of time, each with the session it belongs to. */
  lines: [string, string][];
  run: Run | null;
}

export class Shelf {
  /** Whether what is written will still be there when the page is opened again. */
  durable = true;
  kept: Kept;
  private readonly key: string;
  private profile: Record<string, string> = {};

  constructor(quiz: string) {
    this.key = `learn-page-2-${quiz}`;
    this.kept = this.read() ?? this.fresh();
  }

  /** Keep a changed state. False where another window wrote in between: then that is what is kept now. */
  write(change: Partial<Kept>): boolean {
    const stored = this.durable ? this.read() : null;
    if (stored && stored.rev !== this.kept.rev) {
      this.kept = stored;
      return false;
    }
    this.kept = { ...this.kept, ...change, rev: this.kept.rev + 1 };
    this.put(this.key, JSON.stringify(this.kept));
    return true;
  }

  /** The state with more events in the log, all of one session and moment. */
  withEvents(session: string, now: number, events: [string, string][]): Pick<Kept, "lines" | "seq" | "lastMs"> {
    const { learner, device, lines } = this.kept;
    const ms = Math.max(now, this.kept.lastMs);
    const offset = -new Date(ms).getTimezoneOffset();
    const added = events.map(([type, body], at): [string, string] => {
      const event: Event = { device, learner, seq: this.kept.seq + at + 1, ms, offset, type, body };
      return [session, eventLine(event, Number(randomBits(12)))];
    });
    return { lines: [...lines, ...added], seq: this.kept.seq + events.length, lastMs: ms };
  }

  /** The learner's extra time in tests, in percent: hers on every page of this browser. */
  get extra(): number {
    return Number(this.get(EXTRA) ?? this.profile[EXTRA] ?? 0) || 0;
  }

  set extra(percent: number) {
    this.note(EXTRA, String(percent));
  }

  /** Whether single letters and digits do something. */
  get singleKeys(): boolean {
    return (this.get(KEYS) ?? this.profile[KEYS]) !== "off";
  }

  set singleKeys(on: boolean) {
    this.note(KEYS, on ? "on" : "off");
  }

  /** Another learner begins with nothing. */
  forget(): void {
    try {
      localStorage.removeItem(this.key);
      for (const key of [LEARNER, EXTRA, KEYS]) localStorage.removeItem(key);
    } catch {
      this.durable = false;
    }
    this.profile = {};
    this.kept = this.fresh();
  }

  private note(key: string, text: string): void {
    this.profile[key] = text;
    this.put(key, text);
  }

  private fresh(): Kept {
    const learner = this.get(LEARNER) ?? uuid4(randomBits(122));
    this.put(LEARNER, learner);
    const device = uuid4(randomBits(122));
    return {
      rev: 0, learner, device, seq: 0, lastMs: 0, name: "", number: "", lines: [], run: null,
    };
  }

  private read(): Kept | null {
    const text = this.get(this.key);
    if (text === null) return null;
    try {
      return JSON.parse(text) as Kept;
    } catch {
      return null;
    }
  }

  private get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      this.durable = false;
      return null;
    }
  }

  private put(key: string, text: string): void {
    try {
      localStorage.setItem(key, text);
    } catch {
      this.durable = false;
    }
  }
}

/** So many random bits from the browser's own generator. */
export function randomBits(count: number): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.ceil(count / 8)));
  const value = bytes.reduce((total, one) => (total << 8n) | BigInt(one), 0n);
  return value & ((1n << BigInt(count)) - 1n);
}

/** A whole number from 0 to below `size`; the bias of 62 bits is beyond notice. */
export function randomBelow(size: number): number {
  return Number(randomBits(62) % BigInt(size));
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(list: readonly T[]): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = randomBelow(at + 1);
    [copy[at], copy[other]] = [copy[other], copy[at]];
  }
  return copy;
}
