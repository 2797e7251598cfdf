/** The page's script: what the tests call, and the page itself where there is one. */
export { answerBody, eventLine, finishBody, sessionBody } from "./events";
export { handIn } from "./handin";
export { fault, present } from "./interactions";
export { grade } from "./kinds";
export { casefold, clean, distance, matches, normalise } from "./text";
