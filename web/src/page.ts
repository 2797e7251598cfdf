/** The page: its screens, and what happens between them. */
import { type Form, formFor } from "./ask";
import { Clock, timeLeft } from "./clock";
import { button, el, lines } from "./dom";
import { answerBody, finishBody, flagBody, idOf, retractBody, type Score, sessionBody, uuid7 } from "./events";
import { type Flagging, flagging } from "./flagging";
import { present, type Response } from "./interactions";
import { grade, type Malformed, type Verdict } from "./kinds";
import type { Question, Quiz } from "./questions";
import { type Given, planned, rounded, type Run, scoreOf, type Slot, type State, stateOf, undone } from "./run";
import { forgetting, saving } from "./saving";
import { type Kept, randomBelow, randomBits, Shelf, shuffled } from "./shelf";
import { about, extraTime, keysWanted, limitOf } from "./starting";
import { clean } from "./text";
import { details, given, headline, promptOf, worded } from "./told";
import { fill, type Words } from "./words";

/** The keys of the terminal, also where a Korean keyboard is on. */
const UNDO = ["u", "ㅕ"];
const FLAG = ["f", "ㄹ"];

export class Page {
  private readonly words: Words;
  private readonly shelf: Shelf;
  private readonly main = el("main");
  private readonly live = el("p", { class: "unseen", "aria-live": "polite" });
  private readonly clock: Clock;
  private keys: (event: KeyboardEvent) => void = () => {};

  constructor(
    private readonly quiz: Quiz,
    body: HTMLElement,
  ) {
    this.words = quiz.words;
    this.shelf = new Shelf(quiz.key);
    this.clock = new Clock(this.words, (text) => this.say(text));
    body.append(
      el("header", {}, el("h1", { lang: quiz.lang }, quiz.title), this.clock.node),
      this.main,
      this.live,
    );
    document.addEventListener("keydown", (event) => this.keys(event));
    setInterval(() => this.tick(), 1000);
    this.home();
  }

  // ------------------------------------------------------------------------------------------------------- screens

  private home(notice = ""): void {
    const { words, quiz, shelf } = this;
    const { run } = shelf.kept;
    const told = el("p", {}, about(quiz, run ?? limitOf(quiz, shelf)));
    const go = run
      ? [
          el("p", {}, fill(words.leftAt, { answered: planned(this.state(run)), all: run.plan.length })),
          button(words.goOn, () => this.ask(), { class: "main" }),
        ]
      : [
          extraTime(quiz, shelf, () => told.replaceChildren(about(quiz, limitOf(quiz, shelf)))),
          button(words.start, () => this.start(), { class: "main" }),
        ];
    this.show(
      notice && el("p", { class: "notice" }, notice),
      el("section", { class: "home" }, told, ...go, keysWanted(quiz, shelf)),
      ...this.foot(),
    );
  }

  private ask(notice = ""): void {
    const { run } = this.shelf.kept;
    if (!run) return this.home();
    const state = this.state(run);
    const slot = state.queue[0];
    if (!slot || timeLeft(run) <= 0) return this.finish(slot ? "time" : "done");
    this.clock.show(run);
    const { words, quiz } = this;
    const question = quiz.questions[slot.question];
    const { lang } = question;
    const shown = present(question, slot.presentation);
    const since = Date.now();
    let hint = false;
    const error = el("p", { class: "error", role: "alert" });
    const told = el("div", { class: "told", "aria-live": "polite" });
    const form: Form = formFor(worded(question, shown.interaction, words), {
      words,
      label: "prompt",
      lang: question.kind === "true_false" ? undefined : lang,
      submit: () => answer(),
      say: (text) => this.say(text),
    });
    const hintText = el("div", { "aria-live": "polite" });
    const showHint = button(words.hint, () => {
      hint = true;
      showHint.remove();
      hintText.append(el("p", { class: "soft" }, `${words.hint}: `, lines("span", question.hint, { lang })));
    });
    const canSkip = state.queue.length > 1 || !state.skipped.includes(slot.n);
    const actions = el(
      "div",
      { class: "actions" },
      !form.answers && el("button", { type: "submit", class: "main" }, words.answer),
      question.hint ? showHint : null,
      canSkip && button(words.skip, () => this.skip(run, slot)),
    );
    const prompt = promptOf("h2", question, words, { id: "prompt", tabindex: -1 });
    const onsubmit = (event: SubmitEvent) => {
      event.preventDefault();
      answer();
    };
    const undo = button(words.undo, () => this.takeBack(), { hidden: !state.given.length });
    const note = (remark: string) => this.flag(run, question, remark);
    const flags = flagging(words, { beside: [undo], said: words.flagged, note });
    let done = false;
    const answer = () => {
      if (done) return;
      const said = form.response();
      const outcome = "missing" in said ? { malformed: said.missing } : grade(question, shown, said.response);
      if ("malformed" in outcome || "missing" in said) {
        error.textContent = clean(this.malformed(outcome as Malformed));
        return;
      }
      done = true;
      error.textContent = "";
      const kept = this.record(run, slot, said.response, outcome, hint, Date.now() - since);
      if (!kept) return this.home(words.elsewhere);
      if (quiz.mode === "test") return this.ask();
      form.close(outcome);
      hintText.remove();
      undo.hidden = false;
      const next = button(words.next, () => this.ask(), { class: "main" });
      actions.replaceChildren(next);
      told.append(headline(outcome, words), ...details(question, outcome, words));
      this.keys = (event) => {
        if (event.key === "Enter" && event.target === document.body) next.click();
        this.commandKey(event, flags);
      };
      next.focus({ preventScroll: true });
      told.scrollIntoView({ block: "nearest" });
    };
    const place = slot.comeback ? words.comeback : fill(words.progress, { place: slot.n, all: run.plan.length });
    this.show(
      notice && el("p", { class: "notice", role: "status" }, notice),
      el(
        "section",
        { class: "question" },
        el("p", { class: "soft progress" }, place),
        el("progress", { max: run.plan.length, value: planned(state), "aria-label": place }),
        prompt,
        el("form", { onsubmit, novalidate: true }, form.node, hintText, error, told, actions),
        flags.node,
      ),
      !this.shelf.durable && el("p", { class: "notice" }, words.notKept),
    );
    this.keys = (event) => {
      if (!this.commandKey(event, flags)) this.questionKey(event, form, answer);
    };
    (form.focus ?? (() => prompt.focus()))();
    window.scrollTo(0, 0);
  }

  /** Whether the key was one of the commands, `u` and `f`: where nothing is typed. */
  private commandKey(event: KeyboardEvent, flags: Flagging): boolean {
    const key = event.key.toLowerCase();
    const wanted = UNDO.includes(key) || FLAG.includes(key);
    if (!wanted || isTheirs(event) || isTyping(event.target) || !this.shelf.singleKeys) return false;
    event.preventDefault();
    if (UNDO.includes(key)) this.takeBack();
    else flags.open();
    return true;
  }

  private questionKey(event: KeyboardEvent, form: Form, answer: () => void): void {
    if (isTheirs(event)) return;
    const at = event.target as HTMLElement;
    const digit = this.shelf.singleKeys && !isTyping(at) && /^[1-9]$/.test(event.key);
    if (digit && form.digit?.(Number(event.key))) event.preventDefault();
    const nowhere = at === document.body || at.id === "prompt";
    const onBox = at instanceof HTMLInputElement && at.type !== "text";
    if (event.key === "Enter" && !form.answers && (nowhere || onBox)) {
      event.preventDefault();
      answer();
    }
  }

  private result(run: Run, score: Score, notice = ""): void {
    const { words, quiz, shelf } = this;
    const state = this.state(run);
    const open = run.plan.filter((slot) => !state.given.some((one) => one.slot.n === slot.n)).length;
    const lost = state.given.filter((one) => !one.slot.comeback && one.score < 1);
    const canUndo = quiz.mode === "practice" && state.given.length > 0 && timeLeft(run) > 0;
    const [points, max, percent] = [score.points, score.max, score.percent].map((one) => rounded(one, 2));
    this.show(
      notice && el("p", { class: "notice" }, notice),
      el(
        "section",
        { class: "result" },
        el("h2", { tabindex: -1 }, words.result),
        el("p", { class: "score" }, fill(words.score, { points, max, percent })),
        score.passed !== null && el("p", {}, score.passed ? `✓ ${words.passed}` : `✗ ${words.failed}`),
        open > 0 && el("p", {}, fill(words.unanswered, { count: open })),
        !lost.length && !open && el("p", {}, words.allRight),
        el(
          "div",
          { class: "actions" },
          button(words.again, () => this.start()),
          canUndo && button(words.undo, () => this.takeBack(run)),
        ),
      ),
      saving(quiz, shelf),
      lost.length > 0 && el("section", {}, el("h2", {}, words.toLookAt), ...lost.map((one) => this.lookedAt(run, one))),
      ...this.foot(false),
    );
    this.clock.show(null);
    this.main.querySelector<HTMLElement>("h2")!.focus();
    window.scrollTo(0, 0);
  }

  private lookedAt(run: Run, { slot, response }: Given): HTMLElement {
    const { words, quiz } = this;
    const question = quiz.questions[slot.question];
    const shown = present(question, slot.presentation);
    const verdict = grade(question, shown, response) as Verdict;
    const note = (remark: string) => this.flag(run, question, remark);
    return el(
      "article",
      {},
      promptOf("p", question, words, { class: "asked" }),
      headline(verdict, words),
      given(question, shown, response, words),
      ...details(question, verdict, words),
      flagging(words, { beside: [], said: words.flaggedLate, note }).node,
    );
  }

  private foot(withSaving = true): (HTMLElement | false)[] {
    const { quiz, shelf } = this;
    return [
      !shelf.durable && el("p", { class: "notice" }, this.words.notKept),
      withSaving && saving(quiz, shelf),
      shelf.kept.lines.length > 0 && forgetting(quiz, shelf, () => this.home()),
    ];
  }

  // ---------------------------------------------------------------------------------------------------- the session

  private state(run: Run): State {
    return stateOf(run, this.quiz.questions, this.quiz.mode === "practice");
  }

  private start(): void {
    const { quiz, shelf } = this;
    const now = Date.now();
    const numbers = quiz.questions.map((_, at) => at);
    const order = quiz.mode === "test" ? shuffled(numbers) : numbers;
    const plan = order.map((question, at): Slot => {
      const presentation = randomBelow(quiz.questions[question].shows.length);
      return { n: at + 1, question, presentation, comeback: false };
    });
    const session = uuid7(now, Number(randomBits(12)), randomBits(62));
    const run: Run = { session, started: now, ...limitOf(quiz, shelf), plan, entries: [] };
    if (!shelf.write({ run })) return this.home(this.words.elsewhere);
    this.ask();
  }

  private skip(run: Run, slot: Slot): void {
    const entries = [...run.entries, { skipped: slot.n }];
    if (!this.shelf.write({ run: { ...run, entries } })) return this.home(this.words.elsewhere);
    this.ask();
  }

  /** Keeps an answer before anything is told of it. */
  private record(run: Run, slot: Slot, response: Response, verdict: Verdict, hint: boolean, ms: number): boolean {
    const { quiz, shelf } = this;
    const question = quiz.questions[slot.question];
    const circumstances = { session: run.session, n: slot.n, ms, hint, comeback: slot.comeback };
    const body = answerBody(question, present(question, slot.presentation), response, verdict, circumstances);
    const logged = this.logged(run, "answer", body);
    const answer: Given = { slot, response, score: verdict.score, event: idOf(logged.lines.at(-1)![1]) };
    return shelf.write({ ...logged, run: { ...run, entries: [...run.entries, answer] } });
  }

  /** The log with one more event of the session; the first one brings the session's own event along. */
  private logged(run: Run, type: string, body: string): Pick<Kept, "lines" | "seq" | "lastMs"> {
    const events: [string, string][] = [[type, body]];
    if (!this.isOpened(run)) events.unshift(["session", this.sessionBody(run)]);
    return this.shelf.withEvents(run.session, Date.now(), events);
  }

  private isOpened({ session }: Run): boolean {
    return this.shelf.kept.lines.some(([one]) => one === session);
  }

  private sessionBody(run: Run): string {
    const { quiz } = this;
    const plan = run.plan.map((one): [Question, ReturnType<typeof present>] => {
      const asked = quiz.questions[one.question];
      return [asked, present(asked, one.presentation)];
    });
    return sessionBody(quiz, run.session, plan, run);
  }

  /** Takes the last answer back and asks it again: of the session under way, or of practice that has just ended. */
  private takeBack(ended?: Run): void {
    const { shelf, words } = this;
    const run = ended ?? shelf.kept.run;
    const back = run && undone(run);
    if (!back) return;
    const logged = this.logged(run, "retract", retractBody(back.given.event));
    if (!shelf.write({ ...logged, run: back.run })) return this.home(words.elsewhere);
    this.ask(words.undone);
  }

  private flag(run: Run, question: Question, remark: string): boolean {
    const kept = this.shelf.write(this.logged(run, "flag", flagBody(question, remark)));
    if (!kept) this.home(this.words.elsewhere);
    return kept;
  }

  private finish(reason: "done" | "time"): void {
    const { quiz, shelf, words } = this;
    const { run } = shelf.kept;
    if (!run) return this.home();
    const require = quiz.require === null ? null : Number(quiz.require);
    const score = scoreOf(run.plan, this.state(run), quiz.questions, require);
    const logged = this.isOpened(run) ? this.logged(run, "finish", finishBody(run.session, score, reason)) : {};
    if (!shelf.write({ ...logged, run: null })) return this.home(words.elsewhere);
    this.result(run, score, reason === "time" ? words.timeUp : "");
  }

  private tick(): void {
    const { run } = this.shelf.kept;
    this.clock.show(run);
    if (run && timeLeft(run) <= 0 && this.quiz.mode === "test") this.finish("time");
  }

  // ---------------------------------------------------------------------------------------------------------- words

  private malformed({ malformed }: Malformed): string {
    if (malformed === "nothing was typed") return this.words.nothingTyped;
    return malformed.startsWith("not a number") ? this.words.notNumber : malformed;
  }

  private say(text: string): void {
    this.live.textContent = clean(text);
  }

  private show(...parts: (HTMLElement | string | false)[]): void {
    this.keys = () => {};
    this.main.replaceChildren(...parts.filter((part): part is HTMLElement => part instanceof HTMLElement));
  }
}

/** Whether a key is the browser's, the system's or an input method's (229: Safari says so behind a composition). */
function isTheirs(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.keyCode === 229;
}

function isTyping(at: EventTarget | null): boolean {
  return at instanceof HTMLSelectElement || (at instanceof HTMLInputElement && at.type === "text");
}
