// Bundles the explorer into the pages' static folder, and the outlines of the map into a file of their own, which only the
// map loads; with the licences of what is in both. The same sources give the
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
const world = JSON.parse(readFileSync(join(import.meta.dirname, "node_modules/world-atlas/countries-110m.json"), "utf8"));
const shapes = world.objects.countries.geometries.map(({ type, arcs }) => ({ type, arcs }));
const outlines = {
  type: "Topology",
  credit: "Natural Earth (public domain), 1:110 million",
  transform: world.transform,
  objects: { countries: { type: "GeometryCollection", geometries: shapes } },
  arcs: world.arcs,
};
writeFileSync(join(target, "outlines.json"), `${JSON.stringify(outlines)}\n`);

const packages = ["node_modules/world-atlas/", ...Object.keys(made.metafile.inputs)]
  .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter((name) => name !== undefined);
const notices = [...new Set(packages)].sort().map((name) => {
  const folder = join(import.meta.dirname, "node_modules", name);
  const told = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${told.version} (${told.license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
});
const heading = "explorer.js and outlines.json contain parts of these packages; the outlines are data of Natural Earth, in the public domain:\n\n";
writeFileSync(join(dirname(join(target, "x")), "explorer.NOTICES.txt"), heading + notices.join(`\n${"-".repeat(72)}\n\n`));
