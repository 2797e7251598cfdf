// Builds the page's script into learn/publishing: node build.mjs [FILE]
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["src/main.ts"],
  outfile: process.argv[2] ?? `${root}learn/publishing/page.js`,
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "learnPage",
  target: ["chrome103", "firefox113", "safari16.4"],
  charset: "ascii",
  legalComments: "none",
  banner: { js: "/* Contains noble-hashes, (c) Paul Miller, MIT License: see noble-hashes.LICENSE of learn-quiz. */" },
});
