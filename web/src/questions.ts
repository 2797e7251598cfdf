/** What Python puts into the page (learn/publishing): questions with all that does not depend on the answer. */
import type { Accepted } from "./typed";
import type { Words } from "./words";

export interface Piece {
  before: string;
  after: string;
  parts: number[];
}

interface Gap {
  accepted: Accepted;
  shown: string;
}

type Grading =
  | { kind: "choice"; grading: { options: string[]; feedback: string[] } }
  | {
      kind: "multiple";
      grading: { options: string[]; feedback: string[]; right: number; partial: boolean; choose: number | null };
    }
  | { kind: "true_false"; grading: { options: string[]; key: number; correction: string } }
  | { kind: "short"; grading: { accepted: Accepted; shown: string } }
  | { kind: "number"; grading: { unit: string; expected: string; key: string; low: string; high: string } }
  | { kind: "order"; grading: { items: string[] } }
  | { kind: "match" | "sort"; grading: { left: [string, number][]; right: string[] } }
  | { kind: "cloze"; grading: { text: string; words: string[]; gaps: Gap[] } }
  | { kind: "card"; grading: { back: string } };

export type Question = Grading & {
  bank: string;
  id: string;
  /** The language of its texts (BCP 47). */
  lang: string;
  hash: string;
  prompt: string;
  heading: string;
  hint: string;
  explain: string;
  /** A number as JSON. */
  points: string;
  /** Seed, order and left of each presentation. */
  shows: [number, number[], number[]][];
  facts: Piece[];
};

export interface Quiz {
  key: string;
  title: string;
  /** The language of the title (BCP 47). */
  lang: string;
  words: Words;
  mode: "practice" | "test";
  /** Minutes and pass mark as JSON numbers, or null. */
  minutes: string | null;
  require: string | null;
  /** Percent of extra time that the page gives; null where the learner says it. */
  extra: number | null;
  /** Content hashes of the banks by name, and the banks that were asked for. */
  versions: Record<string, string>;
  banks: string[];
  questions: Question[];
}
