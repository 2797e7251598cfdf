/** JSON as the log has it: sorted keys, no white space, a float with its point. */

/** A number or a piece of JSON that is written as it stands. */
export class Raw {
  constructor(readonly text: string) {}
}

export type Json = null | boolean | number | string | Raw | Json[] | { [key: string]: Json | undefined };

/** A float between 0.001 and 1e15 or 0, as msgspec writes it. */
export function float(number: number): Raw {
  return new Raw(Number.isInteger(number) ? `${number}.0` : String(number));
}

/** Whole numbers as they are, texts without halves of surrogate pairs, keys that are undefined left out. */
export function json(value: Json): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(json).join()}]`;
  if (typeof value === "string") return JSON.stringify(whole(value));
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys.sort().map((key) => `${JSON.stringify(key)}:${json(value[key] as Json)}`).join()}}`;
}

/** The text with halves of surrogate pairs replaced by U+FFFD. */
export function whole(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}
