/** The reading of numbers as learn/text.py does it: decimals, exactly, never floating point. */
import { casefold, clean, plainLetters, squeeze } from "./text";

/** `coefficient` × 10^`exponent`. */
export interface Decimal {
  coefficient: bigint;
  exponent: number;
}

const MOST_CHARACTERS = 80;
const MOST_DIGITS = 28;
const MOST_EXPONENT = 99;
const NUMBER = new RegExp(
  "^(?<sign>[+-]?)" +
    "(?:(?<spaced>[0-9]{1,3}(?:(?<mark>[ '])[0-9]{3})(?:\\k<mark>[0-9]{3})*)(?:[.,](?<spacedPart>[0-9]+))?" +
    "|(?<commas>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?:\\.(?<commasPart>[0-9]+))?" +
    "|(?<dots>[1-9][0-9]{0,2}(?:(?:\\.[0-9]{3}){2,}|(?:\\.[0-9]{3})+(?=,)))(?:,(?<dotsPart>[0-9]+))?" +
    "|(?<whole>[0-9]+)[.,]?|(?<before>[0-9]*)[.,](?<after>[0-9]+))" +
    "(?<exponent>e[+-]?[0-9]{1,3})?$",
  "u",
);
const FRACTION = /^([+-]?[0-9]{1,12}) ?\/ ?([0-9]{1,12})$/;
const DIGIT = /\p{Nd}/u;

/** The number that a person wrote; null if it is none. */
export function parseNumber(text: string, unit = ""): Decimal | null {
  if ([...text].length > MOST_CHARACTERS) return null;
  const plain = withoutUnit(digits(text), digits(unit));
  const fraction = FRACTION.exec(plain);
  if (fraction) return quotient(BigInt(fraction[1].replace("+", "")), BigInt(fraction[2]));
  const found = NUMBER.exec(plain);
  return found?.groups ? value(found.groups) : null;
}

/** Normalised, with all decimal digits as 0 to 9. */
function digits(text: string): string {
  const plain = squeeze(casefold(plainLetters(clean(text), false)));
  return [...plain].map((one) => (DIGIT.test(one) ? String(digitValue(one)) : one)).join("");
}

/** Decimal digits stand in the Unicode Standard in runs of ten, 0 first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

function withoutUnit(text: string, unit: string): string {
  let rest = text;
  for (const name of [unit, "%"]) {
    if (!name) continue;
    if (rest.endsWith(name)) rest = rest.slice(0, rest.length - name.length);
    if (rest.startsWith(name)) rest = rest.slice(name.length);
    rest = rest.replace(/^ +| +$/g, "");
  }
  return rest;
}

function value(parts: Record<string, string | undefined>): Decimal | null {
  const of = (name: string) => parts[name] ?? "";
  const whole = (of("spaced") + of("commas") + of("dots") + of("whole") + of("before")).replace(/[^0-9]/g, "");
  const after = of("spacedPart") + of("commasPart") + of("dotsPart") + of("after");
  const exponent = Number(of("exponent").slice(1) || "0");
  if (whole.length + after.length > MOST_DIGITS || Math.abs(exponent) > MOST_EXPONENT) return null;
  const coefficient = BigInt((whole || "0") + (after || "0"));
  return {
    coefficient: of("sign") === "-" ? -coefficient : coefficient,
    exponent: exponent - (after || "0").length,
  };
}

/** The quotient to 28 significant digits, a half to the even one, as Python's decimals are divided. */
function quotient(above: bigint, below: bigint): Decimal | null {
  if (below === 0n) return null;
  const size = above < 0n ? -above : above;
  let exponent = 0;
  let scaled = size;
  const least = 10n ** BigInt(MOST_DIGITS - 1);
  while (scaled / below < least && scaled !== 0n) {
    scaled *= 10n;
    exponent -= 1;
  }
  let whole = scaled / below;
  const rest = (scaled % below) * 2n;
  if (rest > below || (rest === below && whole % 2n === 1n)) whole += 1n;
  return { coefficient: above < 0n ? -whole : whole, exponent };
}

/** Below 0, 0 or above 0 as `one` is less than, equal to or greater than `other`. */
export function compare(one: Decimal, other: Decimal): number {
  const exponent = Math.min(one.exponent, other.exponent);
  const at = (number: Decimal) => number.coefficient * 10n ** BigInt(number.exponent - exponent);
  const difference = at(one) - at(other);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The number in digits: no exponent, no zeros behind the last place that counts. */
export function plainNumber({ coefficient, exponent }: Decimal): string {
  if (coefficient === 0n) return "0";
  const sign = coefficient < 0n ? "-" : "";
  const size = String(coefficient < 0n ? -coefficient : coefficient);
  if (exponent >= 0) return sign + size + "0".repeat(exponent);
  const padded = size.padStart(1 - exponent, "0");
  const whole = padded.slice(0, exponent);
  const after = padded.slice(exponent).replace(/0+$/, "");
  return sign + whole + (after && `.${after}`);
}

/** A decimal as Python writes it out in digits (`f"{number:f}"`). */
export function readPlain(text: string): Decimal {
  const [whole, after = ""] = text.split(".");
  return { coefficient: BigInt(whole + after), exponent: -after.length };
}
