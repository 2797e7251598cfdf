// What the page makes of each case; runs in node and, as text, in the browser.
module.exports = String(function outcomes(text) {
  const { questions, cases, session } = JSON.parse(text);
  return JSON.stringify(
    cases.map(({ question: place, presentation, response }) => {
      const question = questions[place];
      const shown = learnPage.present(question, presentation);
      const misfit = learnPage.fault(shown.interaction, response);
      if (misfit !== null) return { fault: misfit };
      const verdict = learnPage.grade(question, shown, response);
      if ("malformed" in verdict) return { malformed: verdict.malformed };
      const { score, expected, key, feedback, note, parts } = verdict;
      const about = { session, n: 3, ms: 1234, hint: true, comeback: false };
      const body = learnPage.answerBody(question, shown, response, verdict, about);
      const told = parts.map((part) => [part.score, part.text, part.given, part.expected]);
      return { shown: shown.interaction, score, expected, key, feedback, note, parts: told, body };
    }),
  );
});
