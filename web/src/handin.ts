/** A hand-in as text: the rules stand in docs/hand-in.md. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { whole } from "./json";

export interface From {
  name: string;
  number: string;
  learner: string;
  /** UTC milliseconds. */
  made: number;
  banks: Record<string, string>;
  practice: boolean;
}

/** The file: `events` are lines of the log in the order of time; `code` is proved and not told. */
export function handIn(from: From, events: string[], code = ""): string {
  const first = headerLine(from);
  let chain = hash(first);
  const lines = [first];
  for (const line of events) {
    chain = hash(chain + line);
    lines.push(`${line.slice(0, -1)},"chain":"${chain}"}`);
  }
  const proof = code && `,"proof":"${bytesToHex(hmac(sha256, utf8ToBytes(whole(code)), utf8ToBytes(chain)))}"`;
  lines.push(`{"format":"learn-log","version":1,"end":{"events":${events.length},"chain":"${chain}"${proof}}}`);
  return lines.map((line) => `${line}\n`).join("");
}

function headerLine(from: From): string {
  const name = whole(from.name);
  const number = whole(from.number);
  return JSON.stringify({
    format: "learn-log",
    version: 1,
    names: { [from.learner]: number ? `${name} (${number})` : name },
    hand_in: {
      name,
      student_id: number || undefined,
      learner: from.learner,
      made: new Date(from.made).toISOString(),
      banks: Object.fromEntries(Object.entries(from.banks).sort(([one], [other]) => (one < other ? -1 : 1))),
      scope: from.practice ? { practice: true } : undefined,
    },
  });
}

function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
