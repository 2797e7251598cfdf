/** The bodies of events as learn/session/marking.py makes them, and the seal between an event and its id. */
import { blake2b } from "@noble/hashes/blake2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Response, type Shown, texts } from "./interactions";
import { float, json, Raw } from "./json";
import type { Verdict } from "./kinds";
import type { Question, Quiz } from "./questions";

/** What a session knows of an answer beside its verdict. */
export interface Circumstances {
  session: string;
  n: number;
  ms: number;
  hint: boolean;
  comeback: boolean;
}

/** The body of an answer. A recall of 0 says that nobody predicted it. */
export function answerBody(
  question: Question,
  shown: Shown,
  response: Response,
  verdict: Verdict,
  about: Circumstances,
): string {
  return json({
    session: about.session,
    n: about.n,
    bank: question.bank,
    question: question.id,
    hash: question.hash,
    kind: question.kind,
    seed: shown.seed,
    response,
    chosen: texts(shown.interaction, response),
    score: float(verdict.score),
    evidence: question.facts.map((fact) => new Raw(fact.before + float(factScore(verdict, fact.parts)).text + fact.after)),
    parts: verdict.parts.length ? verdict.parts.map((part) => float(part.score)) : undefined,
    points: new Raw(question.points),
    recall: float(0),
    ms: about.ms || undefined,
    hint: about.hint || undefined,
    comeback: about.comeback || undefined,
  });
}

/** What a verdict earns for one fact: the mean of the parts that name it, else the whole. */
export function factScore(verdict: Verdict, parts: number[]): number {
  if (!parts.length) return verdict.score;
  const scores = verdict.parts.filter((part) => parts.includes(part.at)).map((part) => part.score);
  return scores.reduce((total, one) => total + one, 0) / scores.length;
}

/** The id in a line of the log. */
export function idOf(line: string): string {
  return (JSON.parse(line) as { id: string }).id;
}

/** The time limit and the extra time in it (percent), as they hold for one learner. */
export interface Limit {
  minutes: number | null;
  extra: number;
}

/** The body of a session: its whole plan, with the seed of each presentation. */
export function sessionBody(quiz: Quiz, session: string, plan: [Question, Shown][], limit: Limit): string {
  return json({
    mode: quiz.mode,
    plan: plan.map(([question, shown]) => ({ bank: question.bank, question: question.id, seed: shown.seed })),
    session,
    title: quiz.title || undefined,
    banks: quiz.banks,
    minutes: limit.minutes === null ? undefined : float(limit.minutes),
    extra_time: limit.extra ? float(limit.extra) : undefined,
    require: quiz.require === null ? undefined : new Raw(quiz.require),
  });
}

/** The body of a retraction: the answer `target` is taken back. */
export function retractBody(target: string): string {
  return json({ target });
}

/** The body of a flag: something is wrong with the question. */
export function flagBody(question: Question, remark: string): string {
  return json({ bank: question.bank, question: question.id, hash: question.hash, remark: remark || undefined });
}

/** What a finished session earned. */
export interface Score {
  points: number;
  max: number;
  percent: number;
  passed: boolean | null;
}

export function finishBody(session: string, score: Score, reason: "done" | "time"): string {
  return json({
    session,
    points: float(score.points),
    max: float(score.max),
    percent: float(score.percent),
    passed: score.passed ?? undefined,
    reason: reason === "done" ? undefined : reason,
  });
}

/** One event as a line of the log. */
export interface Event {
  device: string;
  learner: string;
  seq: number;
  ms: number;
  offset: number;
  type: string;
  body: string;
}

/** The line of an event under an id that fits what it says; `fresh` are 12 random bits. */
export function eventLine(event: Event, fresh: number): string {
  const { device, learner, seq, ms, offset, type, body } = event;
  const id = uuid7(ms, fresh, sealOf(event, fresh));
  return (
    `{"id":"${id}","device":"${device}","seq":${seq},"ms":${ms},"offset":${offset},"learner":"${learner}",` +
    `"type":${JSON.stringify(type)},"body":${body}}`
  );
}

function sealOf({ device, learner, seq, ms, offset, type, body }: Event, fresh: number): bigint {
  const hash = blake2b.create({ dkLen: 32 });
  hash.update(hexToBytes(device.replaceAll("-", "")));
  hash.update(hexToBytes(learner.replaceAll("-", "")));
  hash.update(utf8ToBytes(`${fresh} ${seq} ${ms} ${offset} ${type}\n${body}`));
  return BigInt(`0x${bytesToHex(hash.digest().slice(0, 8))}`) & ((1n << 62n) - 1n);
}

/** RFC 9562, section 5.7. */
export function uuid7(ms: number, rand12: number, rand62: bigint): string {
  const value = (BigInt(ms) << 80n) | (7n << 76n) | (BigInt(rand12) << 64n) | (2n << 62n) | rand62;
  return idText(value);
}

/** A UUID version 4 of 122 random bits. */
export function uuid4(random: bigint): string {
  const value = ((random >> 74n) << 80n) | (4n << 76n) | (((random >> 62n) & 0xfffn) << 64n) | (2n << 62n);
  return idText(value | (random & ((1n << 62n) - 1n)));
}

function idText(value: bigint): string {
  const text = value.toString(16).padStart(32, "0");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}
