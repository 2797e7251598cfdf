/** The page: its screens, and what happens between them. */
import { type Form, formFor } from "./ask";
import { button, el, lines } from "./dom";
import { answerBody, finishBody, type Score, sessionBody, uuid7 } from "./events";
import { handIn } from "./handin";
import { present, type Response } from "./interactions";
import { grade, type Malformed, type Verdict } from "./kinds";
import type { Question, Quiz } from "./questions";
import { answered, begin, type Given, rounded, type Run, scoreOf, type Slot, skipped } from "./run";
import { randomBelow, randomBits, Shelf, shuffled } from "./shelf";
import { clean } from "./text";
import { details, given, headline } from "./told";
import { languageOf, type Words, wordsFor } from "./words";

const MINUTE = 60_000;

export class Page {
  private readonly words: Words;
  private readonly shelf: Shelf;
  private readonly main = el("main");
  private readonly live = el("p", { class: "unseen", "aria-live": "polite" });
  private readonly clock = el("p", { class: "clock", role: "timer" });
  private keys: (event: KeyboardEvent) => void = () => {};
  private warned = false;

  constructor(
    private readonly quiz: Quiz,
    body: HTMLElement,
  ) {
    this.words = wordsFor(quiz.lang);
    this.shelf = new Shelf(quiz.key);
    document.documentElement.lang = languageOf(quiz.lang);
    body.append(
      el("header", {}, el("h1", { lang: quiz.lang }, quiz.title), this.clock),
      this.main,
      this.live,
    );
    document.addEventListener("keydown", (event) => this.keys(event));
    setInterval(() => this.tick(), 1000);
    this.home();
  }

  // ------------------------------------------------------------------------------------------------------- screens

  private home(notice = ""): void {
    const { words, quiz } = this;
    const run = this.openRun();
    const about = [
      words.questions(quiz.questions.length),
      quiz.mode === "test" ? words.test : words.practice,
      quiz.minutes && words.timeLimit(String(Number(quiz.minutes))),
      quiz.require && words.passMark(String(Number(quiz.require))),
    ];
    const go = run
      ? [
          el("p", {}, words.leftAt(planned(run), run.plan.length)),
          button(words.goOn, () => this.ask(), { class: "main" }),
        ]
      : [button(words.start, () => this.start(), { class: "main" })];
    this.show(
      notice && el("p", { class: "notice" }, notice),
      el("section", {}, el("p", {}, about.filter(Boolean).join(" ")), ...go, el("p", { class: "soft keys" }, words.keys)),
      ...this.foot(),
    );
  }

  private ask(hinted = false): void {
    const run = this.openRun();
    if (!run) return this.home();
    const slot = run.queue[0];
    if (!slot || this.timeIsUp(run)) return this.finish(slot ? "time" : "done");
    this.showClock();
    const { words, quiz } = this;
    const question = quiz.questions[slot.question];
    const shown = present(question, slot.presentation);
    const since = Date.now();
    let hint = hinted;
    const error = el("p", { class: "error", role: "alert" });
    const told = el("div", { class: "told", "aria-live": "polite" });
    const submit = () => answer();
    const form: Form = formFor(shown.interaction, {
      words, label: "prompt", lang: quiz.lang, submit, say: (text) => this.say(text),
    });
    const hintText = el("div", { "aria-live": "polite" });
    const showHint = button(words.hint, () => {
      hint = true;
      showHint.remove();
      hintText.append(lines("p", `${words.hint}: ${question.hint}`, { class: "soft", lang: quiz.lang }));
    });
    const actions = el(
      "div",
      { class: "actions" },
      !form.answers && el("button", { type: "submit", class: "main" }, words.answer),
      question.hint ? showHint : null,
      run.queue.length > 1 || !run.skipped.includes(slot.n) ? button(words.skip, () => this.skip(run)) : null,
    );
    const prompt = lines("h2", question.prompt, { id: "prompt", tabindex: -1, lang: quiz.lang });
    const onsubmit = (event: SubmitEvent) => {
      event.preventDefault();
      answer();
    };
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
      const next = button(words.next, () => this.ask(), { class: "main" });
      actions.replaceChildren(next);
      told.append(headline(outcome, words), ...details(question, outcome, words, quiz.lang));
      this.keys = (event) => {
        if (event.key === "Enter" && event.target === document.body) next.click();
      };
      next.focus({ preventScroll: true });
      told.scrollIntoView({ block: "nearest" });
    };
    const place = slot.comeback ? words.comeback : words.progress(slot.n, run.plan.length);
    this.show(
      el(
        "section",
        { class: "question" },
        el("p", { class: "soft progress" }, place),
        el("progress", { max: run.plan.length, value: planned(run), "aria-label": place }),
        prompt,
        el("form", { onsubmit, novalidate: true }, form.node, hintText, error, told, actions),
      ),
      !this.shelf.durable && el("p", { class: "notice" }, words.notKept),
    );
    this.keys = (event) => this.questionKey(event, form, answer);
    (form.focus ?? (() => prompt.focus()))();
    window.scrollTo(0, 0);
  }

  private questionKey(event: KeyboardEvent, form: Form, answer: () => void): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const at = event.target as HTMLElement;
    const typing = at instanceof HTMLSelectElement || (at instanceof HTMLInputElement && at.type === "text");
    if (!typing && /^[1-9]$/.test(event.key) && form.digit?.(Number(event.key))) event.preventDefault();
    const nowhere = at === document.body || at.id === "prompt";
    const onBox = at instanceof HTMLInputElement && at.type !== "text";
    if (event.key === "Enter" && !form.answers && (nowhere || onBox)) {
      event.preventDefault();
      answer();
    }
  }

  private result(run: Run, score: Score, notice = ""): void {
    const { words } = this;
    const open = run.plan.filter((slot) => !run.given.some((one) => one.slot.n === slot.n)).length;
    const lost = run.given.filter((one) => !one.slot.comeback && one.score < 1);
    this.show(
      notice && el("p", { class: "notice" }, notice),
      el(
        "section",
        { class: "result" },
        el("h2", { tabindex: -1 }, words.result),
        el("p", { class: "score" }, words.score(...[score.points, score.max, score.percent].map((one) => String(rounded(one, 2))))),
        score.passed !== null && el("p", {}, score.passed ? `✓ ${words.passed}` : `✗ ${words.failed}`),
        open > 0 && el("p", {}, words.unanswered(open)),
        !lost.length && !open && el("p", {}, words.allRight),
        button(words.again, () => this.start()),
      ),
      this.saving(),
      lost.length > 0 && el("section", {}, el("h2", {}, words.toLookAt), ...lost.map((one) => this.lookedAt(one))),
      ...this.foot(false),
    );
    this.showClock();
    this.main.querySelector<HTMLElement>("h2")!.focus();
    window.scrollTo(0, 0);
  }

  private lookedAt({ slot, response }: Given): HTMLElement {
    const { words, quiz } = this;
    const question = quiz.questions[slot.question];
    const shown = present(question, slot.presentation);
    const verdict = grade(question, shown, response) as Verdict;
    return el(
      "article",
      {},
      lines("p", question.prompt, { lang: quiz.lang, class: "asked" }),
      headline(verdict, words),
      given(shown, response, words, quiz.lang),
      ...details(question, verdict, words, quiz.lang),
    );
  }

  // ----------------------------------------------------------------------------------------- saving and forgetting

  private foot(withSaving = true): (HTMLElement | false)[] {
    const { kept, durable } = this.shelf;
    const anything = kept.lines.length > 0;
    return [
      !durable && el("p", { class: "notice" }, this.words.notKept),
      anything && withSaving && this.saving(),
      anything && this.forgetting(),
    ];
  }

  /** What can be handed in: finished sessions, and practice as far as it got; never a test that is still open. */
  private handedIn(): { lines: string[]; sessions: number; answers: number } {
    const { kept } = this.shelf;
    const open = this.quiz.mode === "test" ? kept.run?.session : undefined;
    const chosen = kept.lines.filter(([session]) => session !== open);
    const answers = chosen.filter(([, line]) => line.includes('"type":"answer"')).length;
    return { lines: chosen.map(([, line]) => line), sessions: new Set(chosen.map(([session]) => session)).size, answers };
  }

  private saving(): HTMLElement | false {
    const { words, shelf } = this;
    const { lines: events, sessions, answers } = this.handedIn();
    if (!events.length) return false;
    const field = (id: string, value: string, complete: string) =>
      el("input", { id, type: "text", value, autocomplete: complete, maxlength: 200 });
    const name = field("name", shelf.kept.name, "name");
    const number = field("number", shelf.kept.number, "off");
    const code = field("code", "", "off");
    const error = el("p", { class: "error", role: "alert" });
    const done = el("p", { "aria-live": "polite" });
    const save = (event: SubmitEvent) => {
      event.preventDefault();
      const [who, id] = [clean(name.value).trim(), clean(number.value).trim()];
      error.textContent = who ? "" : words.nameMissing;
      if (!who) return name.focus();
      shelf.write({ name: who, number: id });
      const file = fileName(who, id);
      download(file, this.handInText(who, id, code.value.trim()));
      done.textContent = words.saved(file);
    };
    return el(
      "section",
      {},
      el("h2", {}, words.save),
      el("p", { class: "soft" }, words.kept(sessions, answers), " ", words.saveAbout),
      el(
        "form",
        { onsubmit: save, novalidate: true, class: "save" },
        el("label", { for: "name" }, words.name),
        name,
        el("label", { for: "number" }, words.number),
        number,
        el("label", { for: "code" }, words.code),
        code,
        error,
        el("button", { type: "submit", class: "main" }, words.saveFile),
        done,
      ),
    );
  }

  private handInText(name: string, number: string, code: string): string {
    const { learner } = this.shelf.kept;
    const practice = this.quiz.mode === "practice";
    const from = { name, number, learner, made: Date.now(), banks: this.quiz.versions, practice };
    return handIn(from, this.handedIn().lines, code);
  }

  private forgetting(): HTMLElement {
    const { words } = this;
    const box = el("div", { class: "actions" });
    const ask = button(words.forget, () => {
      const no = button(words.forgetNo, () => box.replaceChildren(ask));
      const yes = button(words.forgetYes, () => {
        this.shelf.forget();
        this.home();
      });
      box.replaceChildren(el("p", { role: "alert" }, words.forgetSure), no, yes);
      no.focus();
    });
    box.append(ask);
    return el("section", { class: "quiet" }, el("h2", {}, words.someoneElse), box);
  }

  // ---------------------------------------------------------------------------------------------------- the session

  private openRun(): Run | null {
    return this.shelf.kept.run;
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
    this.warned = false;
    const session = uuid7(now, Number(randomBits(12)), randomBits(62));
    if (!shelf.write({ run: begin(session, now, plan) })) return this.home(this.words.elsewhere);
    this.ask();
  }

  private skip(run: Run): void {
    if (!this.shelf.write({ run: skipped(run) })) return this.home(this.words.elsewhere);
    this.ask();
  }

  /** Keeps an answer before anything is told of it. */
  private record(run: Run, slot: Slot, response: Response, verdict: Verdict, hint: boolean, ms: number): boolean {
    const { quiz, shelf } = this;
    const question = quiz.questions[slot.question];
    const shown = present(question, slot.presentation);
    const about = { session: run.session, n: slot.n, ms, hint, comeback: slot.comeback };
    const events: [string, string][] = [["answer", answerBody(question, shown, response, verdict, about)]];
    if (!run.given.length) {
      const plan = run.plan.map((one): [Question, ReturnType<typeof present>] => {
        const asked = quiz.questions[one.question];
        return [asked, present(asked, one.presentation)];
      });
      events.unshift(["session", sessionBody(quiz, run.session, plan)]);
    }
    const after = answered(run, { slot, response, score: verdict.score }, quiz.questions, quiz.mode === "practice");
    return shelf.write({ ...shelf.withEvents(run.session, Date.now(), events), run: after });
  }

  private finish(reason: "done" | "time"): void {
    const { quiz, shelf, words } = this;
    const run = shelf.kept.run;
    if (!run) return this.home();
    const score = scoreOf(run, quiz.questions, quiz.require === null ? null : Number(quiz.require));
    const ended: [string, string][] = run.given.length ? [["finish", finishBody(run.session, score, reason)]] : [];
    const finished = [...shelf.kept.finished, { session: run.session, answers: run.given.length }];
    if (!shelf.write({ ...shelf.withEvents(run.session, Date.now(), ended), run: null, finished })) {
      return this.home(words.elsewhere);
    }
    this.result(run, score, reason === "time" ? words.timeUp : "");
  }

  // ------------------------------------------------------------------------------------------------------ the clock

  private timeLeft(run: Run): number {
    return this.quiz.minutes === null ? Infinity : run.started + Number(this.quiz.minutes) * MINUTE - Date.now();
  }

  private timeIsUp(run: Run): boolean {
    return this.timeLeft(run) <= 0;
  }

  private showClock(): number {
    const run = this.openRun();
    const left = run ? this.timeLeft(run) : Infinity;
    this.clock.textContent = left === Infinity ? "" : this.words.left(minutes(Math.max(0, left)));
    return left;
  }

  private tick(): void {
    const left = this.showClock();
    if (left <= MINUTE && !this.warned) {
      this.warned = true;
      this.say(this.words.lastMinute);
    }
    if (left <= 0 && this.quiz.mode === "test") this.finish("time");
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

/** How many planned questions were answered. */
function planned(run: Run): number {
  return run.given.filter((one) => !one.slot.comeback).length;
}

function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function fileName(name: string, number: string): string {
  const plain = `${name} ${number}`.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${plain.replace(/^-+|-+$/g, "").slice(0, 80) || "results"}.learnlog`;
}

function download(file: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = el("a", { href: address, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), MINUTE);
}
