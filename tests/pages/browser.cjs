// Opens pages in Chromium and prints what it sees as JSON: node browser.cjs NODE_MODULES CHROMIUM PAGE…
const fs = require("node:fs");
const path = require("node:path");

const [modules, executablePath, ...pages] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

async function seen(browser, page, colorScheme, width, bypassCSP) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP });
  const tab = await context.newPage();
  const said = [], requests = [];
  tab.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => said.push(`error: ${error}`));
  tab.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => requests.push(request.url()));
  const address = `file://${page}`;
  await tab.goto(address, { waitUntil: "load" });
  await tab.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
  await tab.waitForTimeout(50);
  const found = await tab.evaluate(() => ({
    title: document.title,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    scripts: document.querySelectorAll("script, img, iframe, object, embed, form, a").length,
    background: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector("svg text") || document.body).fill,
    charts: [...document.querySelectorAll("svg")].map((svg) => svg.getBoundingClientRect().width),
    smallest: Math.min(...[...document.querySelectorAll("svg text")].map((one) => one.getBoundingClientRect().height)),
  }));
  let faults = [];
  if (!bypassCSP) {
    await tab.evaluate(axe);
    const result = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    faults = result.violations.map((one) => ({ rule: one.id, impact: one.impact, first: one.nodes[0].html.slice(0, 200) }));
  }
  await context.close();
  return { page, colorScheme, width, bypassCSP, said, faults, ...found, requests: requests.filter((url) => url !== address) };
}

(async () => {
  const browser = await chromium.launch({ executablePath, args });
  const results = [];
  for (const page of pages) {
    for (const [scheme, width, bypass] of [["light", 320, false], ["dark", 320, false], ["light", 1200, false],
      ["dark", 1200, false], ["light", 1200, true]]) {
      results.push(await seen(browser, page, scheme, width, bypass));
    }
  }
  await browser.close();
  console.log(JSON.stringify(results));
})();
