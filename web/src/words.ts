/** What the page says in its own voice. The texts come with the quiz, in the one language that the page speaks. */
import type english from "../../learn/publishing/words/en.json";

export type Words = typeof english;

/** The text with its `{names}` filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
