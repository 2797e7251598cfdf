// Takes published quizzes in Chromium as a learner would and prints what was seen as JSON:
//   node taking.cjs NODE_MODULES CHROMIUM < JOBS
// A job: {page, width, colorScheme, by: "keys"|"touch", answers: {prompt: answer}, folder, stop, shots, name, number,
// flag: [place, remark], undo: place, extra: percent, words: the page's own}.
const fs = require("node:fs");
const path = require("node:path");

const [modules, executablePath] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** Presses Tab until the focused element is one that `wanted` (run in the page) takes. */
async function tabTo(tab, wanted, argument) {
  for (let tries = 0; tries < 60; tries++) {
    if (await tab.evaluate(([test, given]) => eval(test)(document.activeElement, given), [String(wanted), argument])) return;
    await tab.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${wanted} ${JSON.stringify(argument)}`);
}

const KEYS = {
  async pick(tab, texts) {
    for (const text of texts) {
      const all = await tab.locator(".option > .lines").allTextContents();
      await tab.keyboard.press(String(all.indexOf(text) + 1));
    }
    await tab.keyboard.press("Enter");
  },
  async line(tab, text) {
    await tab.keyboard.insertText(text);
    await tab.keyboard.press("Enter");
  },
  async order(tab, texts) {
    for (const [place, text] of texts.entries()) {
      await tabTo(tab, (at, wanted) => at.className === "move" && at.closest("li").firstChild.textContent === wanted, text);
      for (;;) {
        const all = await tab.locator(".order li > .lines").allTextContents();
        if (all.indexOf(text) <= place) break;
        await tab.keyboard.press("ArrowUp");
      }
    }
    await tabTo(tab, (at) => at.type === "submit");
    await tab.keyboard.press("Enter");
  },
  async match(tab, pairs) {
    for (const left of await tab.locator(".match .left").allTextContents()) {
      await tabTo(tab, (at, wanted) => at.closest(".match li")?.firstChild.textContent === wanted, left);
      if (await tab.evaluate(() => document.activeElement.tagName === "SELECT")) await select(tab, pairs[left]);
      else {
        await tab.keyboard.press("Space");
        const chosen = () => tab.evaluate(() => document.activeElement.parentElement.textContent);
        while ((await chosen()) !== pairs[left]) await tab.keyboard.press("ArrowDown");
      }
    }
    await tabTo(tab, (at) => at.type === "submit");
    await tab.keyboard.press("Enter");
  },
  async gaps(tab, texts) {
    for (const [place, text] of texts.entries()) {
      await tabTo(tab, (at, wanted) => [...document.querySelectorAll(".gap")].indexOf(at) === wanted, place);
      if (await tab.evaluate(() => document.activeElement.tagName === "SELECT")) await select(tab, text);
      else await tab.keyboard.insertText(text);
    }
    await tabTo(tab, (at) => at.type === "submit");
    await tab.keyboard.press("Enter");
  },
  async reveal(tab, knew, words) {
    await KEYS.press(tab, words.showBack);
    await KEYS.press(tab, knew ? words.knew : words.knewNot);
  },
  async flag(tab, remark) {
    await tab.keyboard.press("f");
    await tab.keyboard.insertText(remark);
    await tab.keyboard.press("Enter");
  },
  async undo(tab) {
    await tab.keyboard.press("u");
  },
  async press(tab, text) {
    await tabTo(tab, (at, wanted) => at.textContent === wanted, text);
    await tab.keyboard.press("Enter");
  },
};

async function select(tab, text) {
  for (let tries = 0; tries < 30; tries++) {
    if ((await tab.evaluate(() => document.activeElement.selectedOptions[0].textContent)) === text) return;
    await tab.keyboard.press("ArrowDown");
  }
  throw new Error(`no option ${text}`);
}

const TOUCH = {
  async pick(tab, texts) {
    for (const text of texts) await tab.locator(".option").filter({ has: tab.getByText(text, { exact: true }) }).tap();
    await tab.locator(".question > form button[type=submit]").tap();
  },
  async line(tab, text) {
    await tab.locator("#line").tap();
    await tab.locator("#line").fill(text);
    await tab.locator(".question > form button[type=submit]").tap();
  },
  async order(tab, texts, words) {
    for (const [place, text] of texts.entries()) {
      for (;;) {
        const all = await tab.locator(".order li > .lines").allTextContents();
        if (all.indexOf(text) <= place) break;
        await tab.getByRole("button", { name: words.moveUp.replace("{text}", text) }).tap();
      }
    }
    await tab.locator(".question > form button[type=submit]").tap();
  },
  async match(tab, pairs) {
    for (const row of await tab.locator(".match li").all()) {
      const right = pairs[await row.locator(".left").textContent()];
      if (await row.locator("select").count()) await row.locator("select").selectOption({ label: right });
      else await row.getByText(right, { exact: true }).tap();
    }
    await tab.locator(".question > form button[type=submit]").tap();
  },
  async gaps(tab, texts) {
    for (const [place, text] of texts.entries()) {
      const gap = tab.locator(".gap").nth(place);
      if (await gap.evaluate((one) => one.tagName === "SELECT")) await gap.selectOption(text);
      else await gap.fill(text);
    }
    await tab.locator(".question > form button[type=submit]").tap();
  },
  async reveal(tab, knew, words) {
    await TOUCH.press(tab, words.showBack);
    await TOUCH.press(tab, knew ? words.knew : words.knewNot);
  },
  async flag(tab, remark, words) {
    await TOUCH.press(tab, words.flag);
    await tab.locator(".aside input").fill(remark);
    await TOUCH.press(tab, words.flagNote);
  },
  async undo(tab, words) {
    await TOUCH.press(tab, words.undo);
  },
  async press(tab, text) {
    await tab.getByRole("button", { name: text, exact: true }).tap();
  },
};

/** Which of the seven interactions is on screen. */
function asked(tab) {
  return tab.evaluate(() => {
    const is = (selector) => document.querySelector(`form ${selector}`) !== null;
    if (is(".option")) return "pick";
    if (is("#line")) return "line";
    if (is(".order")) return "order";
    if (is(".match")) return "match";
    return is(".gap") ? "gaps" : "reveal";
  });
}

async function look(tab, seen, job, name) {
  const result = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const faults = result.violations.map((one) => `${one.id} (${one.impact}): ${one.nodes[0].html.slice(0, 160)}`);
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const narrowest = await tab.evaluate(() =>
    Math.min(...[...document.querySelectorAll("li .lines")].map((one) => one.getBoundingClientRect().width)));
  const text = await tab.evaluate(() => document.body.innerText);
  seen.screens.push({ name, faults, overflow, narrowest, text });
  if (job.shots) await tab.screenshot({ path: path.join(job.shots, `${seen.screens.length}-${name}.png`), fullPage: true });
}

async function take(browser, job) {
  const { words } = job;
  const context = await browser.newContext({
    viewport: { width: job.width, height: 740 }, colorScheme: job.colorScheme, hasTouch: job.by === "touch",
    acceptDownloads: true, offline: true, bypassCSP: false, reducedMotion: "reduce", timezoneId: "Asia/Seoul",
  });
  const tab = await context.newPage();
  const seen = { said: [], requests: [], screens: [], told: [], asked: [] };
  const address = `file://${job.page}`;
  tab.on("console", (message) => seen.said.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => seen.said.push(`error: ${error}`));
  tab.on("dialog", (dialog) => { seen.said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => { if (request.url() !== address) seen.requests.push(request.url()); });
  const by = job.by === "touch" ? TOUCH : KEYS;
  const open = async () => {
    await tab.goto(address, { waitUntil: "load" });
    await tab.waitForSelector("main button");
    await tab.evaluate(axe);
  };
  if (job.noStorage) {
    await tab.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
    });
  }
  await open();
  if (job.extra) {
    await tab.locator("summary").click();
    await tab.locator("#extra").fill(String(job.extra));
  }
  await look(tab, seen, job, "start");
  seen.about = await tab.locator(".home > p").first().textContent();
  await by.press(tab, words.start);
  for (let count = 0; count < 60 && (await tab.locator(".question").count()); count++) {
    if (count === job.reload) {
      await open();
      await look(tab, seen, job, "left");
      await by.press(tab, words.goOn);
    }
    if (count === job.undo) {
      await by.undo(tab, words);
      seen.undone = await tab.locator(".notice").textContent();
      job = { ...job, undo: undefined };
    }
    if (count === job.flag?.[0]) {
      await by.flag(tab, job.flag[1], words);
      seen.flagged = await tab.locator(".aside [role=status]").textContent();
      job = { ...job, flag: undefined };
    }
    if (count === job.stop) {
      await open();
      break;
    }
    const prompt = await tab.locator("#prompt").textContent();
    const kind = await asked(tab);
    const answer = (seen.asked.includes(prompt) && job.second?.[prompt]) || job.answers[prompt];
    seen.asked.push(prompt);
    await look(tab, seen, job, kind);
    if (job.malformed && count === 0) {
      await tab.keyboard.press("Enter");
      seen.malformed = await tab.locator(".error").textContent();
    }
    await by[kind](tab, kind === "pick" ? [answer].flat() : answer, words);
    if (await tab.locator(".told .headline").count()) {
      seen.told.push(await tab.locator(".told").innerText());
      await look(tab, seen, job, `${kind}-told`);
      await by.press(tab, words.next);
    }
  }
  if (job.stop === undefined) {
    seen.score = await tab.locator(".score").textContent();
    await look(tab, seen, job, "result");
    if (job.late) {
      await by.press(tab, words.flag);
      await tab.locator("article .aside input").first().fill(job.late);
      await tab.keyboard.press("Enter");
      seen.late = await tab.locator("article .aside [role=status]").first().textContent();
    }
  }
  await tab.locator("#name").fill(job.name);
  await tab.locator("#number").fill(job.number);
  const [download] = await Promise.all([tab.waitForEvent("download"), by.press(tab, words.saveFile)]);
  seen.file = path.join(job.folder, download.suggestedFilename());
  await download.saveAs(seen.file);
  await look(tab, seen, job, "saved");
  if (job.forget) {
    await by.press(tab, words.forget);
    await by.press(tab, words.forgetYes);
    seen.stored = await tab.evaluate(() => Object.keys(localStorage));
  }
  await context.close();
  return seen;
}

/** Two windows on one quiz: what the second says when the first went on. Then the clock runs out in the first. */
async function twice(browser, job) {
  const context = await browser.newContext({ viewport: { width: 390, height: 740 } });
  await context.clock.install();
  const open = async () => {
    const tab = await context.newPage();
    await tab.goto(`file://${job.page}`, { waitUntil: "load" });
    return tab;
  };
  const one = await open();
  await one.getByRole("button", { name: job.words.start, exact: true }).click();
  const other = await open();
  await other.getByRole("button", { name: job.words.goOn }).click();
  for (const tab of [one, other]) {
    const kind = await asked(tab);
    await KEYS[kind](tab, job.answers[await tab.locator("#prompt").textContent()], job.words);
  }
  const notice = await other.locator(".notice").textContent();
  await other.close();
  await one.clock.fastForward(job.minutes * 60_000);
  await one.waitForSelector(".score");
  const seen = { notice, ended: await one.locator(".notice").textContent(), unanswered: await one.innerText(".result") };
  await context.close();
  return seen;
}

/** Hangul as an input method composes it, in a field, a gap and a remark; Enter, which it takes for itself, is no answer. */
async function composing(browser, job) {
  const tab = await browser.newPage();
  const client = await tab.context().newCDPSession(tab);
  await tab.goto(`file://${job.page}`, { waitUntil: "load" });
  await tab.evaluate(() => {
    window.composed = [];
    for (const type of ["compositionstart", "compositionend"]) {
      document.addEventListener(type, () => window.composed.push(type));
    }
  });
  const seen = { screens: [] };
  const told = async (name) => {
    const error = await tab.locator(".question > form .error").textContent();
    seen.screens.push([name, await tab.locator(".headline").count(), error, await tab.locator(".aside form:visible").count()]);
  };
  const taken = async () => {
    const enter = { key: "Process", code: "Enter", windowsVirtualKeyCode: 229 };
    await client.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
    await client.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
  };
  const compose = async (steps) => {
    for (const text of steps.slice(0, -1)) {
      await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await taken();
    await told("composing");
    await client.send("Input.insertText", { text: steps.at(-1) });
    await told("composed");
  };
  const goTo = async (kind) => {
    while ((await asked(tab)) !== kind) await tab.getByRole("button", { name: job.words.skip, exact: true }).click();
  };
  await tab.getByRole("button", { name: job.words.start, exact: true }).click();
  const flagKey = { key: "ㄹ", code: "KeyF", windowsVirtualKeyCode: 70 };
  await client.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...flagKey });
  await compose(["ㅌ", "트", "틀", "틀ㄹ", "틀려", "틀렸", "틀렸어"]);
  await tab.keyboard.press("Enter");
  seen.flagged = await tab.locator(".aside [role=status]").textContent();
  for (const kind of ["line", "gaps"]) {
    await goTo(kind);
    for (const steps of [["ㅈ", "조"], ["ㅌ", "타", "태"], ["ㅇ", "요", "용", "용"]]) await compose(steps);
    await tab.keyboard.press("Enter");
    await told(kind);
    seen[kind] = await tab.locator(kind === "line" ? "#line" : ".gap >> nth=0").inputValue();
    await tab.getByRole("button", { name: job.words.next, exact: true }).click();
  }
  seen.composed = await tab.evaluate(() => window.composed.length);
  seen.kept = await tab.evaluate(() => Object.entries(localStorage).find(([key]) => key.includes("-2-"))[1]);
  await tab.context().close();
  return seen;
}

/** The table of answers, run by the page's own script in the browser. */
async function table(browser, job) {
  const tab = await browser.newPage();
  await tab.goto(`file://${job.page}`, { waitUntil: "load" });
  const outcomes = require("./outcome.cjs");
  return tab.evaluate(([source, text]) => eval(`(${source})`)(text), [outcomes, fs.readFileSync(job.table, "utf8")]);
}

const JOBS = { table, twice, composing };

(async () => {
  const browser = await chromium.launch({ executablePath, args });
  const results = [];
  for (const job of JSON.parse(fs.readFileSync(0, "utf8"))) {
    results.push(await (JOBS[job.sort] ?? take)(browser, job));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(results));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
