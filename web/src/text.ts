/** The reading of texts: cleaning and comparing as learn/text.py does it, rule by rule, in the same order. */
import { FOLDS } from "./casefold";

const ESCAPES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/gu;
const LINE_ENDS = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/gu;
const UNSAFE =
  /[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\ufeff]/gu;
const UNPAIRED = /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/gu;
const PLAIN = /^[ -~]*$/;
// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/;

/** The text without anything that could steer a terminal; tabs become spaces, newlines stay. */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(ESCAPES, "")
    .replace(LINE_ENDS, "\n")
    .replace(UNSAFE, "")
    .replace(UNPAIRED, "\ufffd")
    .replaceAll("\t", " ");
}

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

/** Split at white space and joined by single spaces, as Python's `" ".join(text.split())`. */
export function squeeze(text: string): string {
  return text.split(SPACE).filter(Boolean).join(" ");
}

/** Full case folding, character by character. */
export function casefold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  for (const one of text) folded += Object.hasOwn(FOLDS, one) ? FOLDS[one] : one.toLowerCase();
  return folded;
}

const MARKS = new RegExp(
  "[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff" +
    "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed]",
  "gu",
);
const INVISIBLE = new RegExp(
  "[\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2064\\ufe00-\\ufe0f]",
  "gu",
);

const TYPOGRAPHY = new Map<string, string>([
  ...[..."‘’‚‛′´`ʹʻʼʽˈ＇‹›"].map((one): [string, string] => [one, "'"]),
  ...[..."“”„‟″«»〝〞〟＂"].map((one): [string, string] => [one, '"']),
  ...[..."‐‑‒–—―−﹘﹣－⁃"].map((one): [string, string] => [one, "-"]),
  ...[..."øØłŁđĐħĦŧŦıðÐ"].map((one, at): [string, string] => [one, "oOlLdDhHtTidD"[at]]),
  ...[..."æÆœŒßẞþÞ⁄"].map((one, at): [string, string] => [
    one,
    ["ae", "AE", "oe", "OE", "ss", "SS", "th", "Th", "/"][at],
  ]),
]);

function unified(text: string): string {
  let plain = "";
  for (const one of text) plain += TYPOGRAPHY.get(one) ?? one;
  return plain;
}

/** Composed, folded and stripped until nothing changes. */
export function plainLetters(text: string, keepCase: boolean): string {
  let before = "";
  let now = unified(text);
  while (now !== before && !ASCII.test(now)) {
    before = now;
    now = unified(now.normalize("NFKD").replace(MARKS, "").replace(INVISIBLE, ""));
    now = unified((keepCase ? now : casefold(now)).normalize("NFKC"));
  }
  return now;
}

const AROUND = new Set(" .,;:!?…'\"()[]{}<>¿¡。、「」『』《》〈〉【】·");
const GROUPED = /[0-9][ ,'][0-9]/;
const THOUSANDS =
  /(?<![0-9][ ,'.])(?<![\p{L}\p{N}_])[1-9][0-9]{0,2}([ ,'])[0-9]{3}(?:\1[0-9]{3})*(?![\p{L}\p{N}_])/gu;

function strip(text: string): string {
  const letters = [...text];
  let first = 0;
  let last = letters.length;
  while (first < last && AROUND.has(letters[first])) first += 1;
  while (last > first && AROUND.has(letters[last - 1])) last -= 1;
  return letters.slice(first, last).join("");
}

function folded(text: string, keepCase: boolean): string {
  const plain = ASCII.test(text) ? text.replaceAll("`", "'") : plainLetters(text, keepCase);
  const squeezed = squeeze(keepCase ? plain : casefold(plain));
  return GROUPED.test(squeezed) ? squeezed.replace(THOUSANDS, (found) => found.replace(/[^0-9]/g, "")) : squeezed;
}

/** The text as typed answers are compared. */
export function normalise(text: string, keepCase = false): string {
  const whole = folded(clean(text), keepCase);
  return strip(whole) || whole;
}

const STAR = "\ufdd0";
const LITERAL_STAR = "\ufdd1";

/** Whether the normalised text is what the pattern says: `*` is any run of characters, `\*` a star. */
export function matches(pattern: string, text: string, keepCase = false): boolean {
  const pieces = patternPieces(pattern, keepCase);
  const target = normalise(text, keepCase);
  if (pieces.length === 1) return pieces[0] === target;
  if (target === normalise(literal(pattern), keepCase)) return true;
  return inOrder(pieces, target) || inOrder(pieces, folded(clean(text), keepCase));
}

function inOrder(pieces: string[], target: string): boolean {
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  const end = target.length - last.length;
  let place = first.length;
  if (place > end || !(target.startsWith(first) && target.endsWith(last))) return false;
  for (const piece of pieces.slice(1, -1)) {
    const found = target.indexOf(piece, place);
    if (found < 0 || found + piece.length > end) return false;
    place = found + piece.length;
  }
  return true;
}

function patternPieces(pattern: string, keepCase: boolean): string[] {
  const marked = clean(pattern).replaceAll("\\*", LITERAL_STAR).replaceAll("*", STAR);
  const whole = folded(marked, keepCase);
  return (strip(whole) || whole).split(STAR).map((piece) => piece.replaceAll(LITERAL_STAR, "*"));
}

/** Whether the pattern has a `*` that is not written `\*`. */
export function isWildcard(pattern: string): boolean {
  return pattern.replaceAll("\\*", "").includes("*");
}

/** A text that the pattern stands for, to be shown. */
export function literal(pattern: string): string {
  const plain = clean(pattern).replaceAll("\\*", LITERAL_STAR).replaceAll("*", "").replaceAll(LITERAL_STAR, "*");
  return squeeze(plain);
}

/**
 * Damerau-Levenshtein distance in characters (insert, delete, replace, swap neighbours, unrestricted: Lowrance and
 * Wagner 1975); `limit` + 1 for whatever is more.
 */
export function distance(one: string, other: string, limit: number): number {
  const a = [...one];
  const b = [...other];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length + 2;
  const far = a.length + b.length;
  const cost = new Int32Array((a.length + 2) * width).fill(far);
  const lastRow = new Map<string, number>();
  for (let row = 0; row <= a.length; row++) cost[(row + 1) * width + 1] = row;
  for (let column = 0; column <= b.length; column++) cost[width + column + 1] = column;
  for (let row = 1; row <= a.length; row++) {
    let lastColumn = 0;
    for (let column = 1; column <= b.length; column++) {
      const above = lastRow.get(b[column - 1]) ?? 0;
      const left = lastColumn;
      const same = a[row - 1] === b[column - 1];
      if (same) lastColumn = column;
      cost[(row + 1) * width + column + 1] = Math.min(
        cost[row * width + column] + (same ? 0 : 1),
        cost[(row + 1) * width + column] + 1,
        cost[row * width + column + 1] + 1,
        cost[above * width + left] + (row - above - 1) + 1 + (column - left - 1),
      );
    }
    lastRow.set(a[row - 1], row);
  }
  return Math.min(cost[(a.length + 1) * width + b.length + 1], limit + 1);
}
