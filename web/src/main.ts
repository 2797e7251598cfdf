/** The page's script: what the tests call, and the page itself where there is one. */
import { Page } from "./page";
import type { Quiz } from "./questions";

export { answerBody, eventLine, finishBody, flagBody, retractBody, sessionBody } from "./events";
export { handIn } from "./handin";
export { fault, present } from "./interactions";
export { grade } from "./kinds";
export { rounded, stateOf, undone } from "./run";
export { casefold, clean, distance, matches, normalise } from "./text";

/** What Python packed: JSON, deflated, in base64. */
export async function unpacked(text: string): Promise<Quiz> {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return (await new Response(stream).json()) as Quiz;
}

async function open(packed: HTMLElement): Promise<void> {
  try {
    const quiz = await unpacked(packed.textContent ?? "");
    new Page(quiz, document.body);
  } catch (error) {
    document.getElementById("broken")!.hidden = false;
    throw error;
  }
}

if (typeof document !== "undefined") {
  const packed = document.getElementById("quiz");
  if (packed) void open(packed);
}
