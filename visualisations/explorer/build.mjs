// Bundles the explorer into the pages' static folder, with the licences of what is in it. The same sources give the
// same bytes; the files are committed, so that neither an installation nor a demo needs Node (decisions/0037).
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const target = process.argv[2] ?? join(import.meta.dirname, "../pages/static");
mkdirSync(target, { recursive: true });
const made = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["src/main.ts"],
  outfile: join(target, "explorer.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
const packages = Object.keys(made.metafile.inputs)
  .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter((name) => name !== undefined);
const notices = [...new Set(packages)].sort().map((name) => {
  const folder = join(import.meta.dirname, "node_modules", name);
  const told = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${told.version} (${told.license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
});
const heading = "explorer.js contains parts of these packages:\n\n";
writeFileSync(join(dirname(join(target, "x")), "explorer.NOTICES.txt"), heading + notices.join(`\n${"-".repeat(72)}\n\n`));
