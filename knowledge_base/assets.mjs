// Makes what pages load: one stylesheet for each kind of page, reduced to what such a page may hold, and scripts made
// small. `make` runs it, with the path of the theme's stylesheet and the folder to fill.
//
// What a page may hold stands beside the rules: parts/claims.html lists the elements of parts/claims.css. The built pages
// are not asked, since then each page would depend on all others.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const [theme, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const npm = join(here, "..", "node_modules");
// Rules of the theme for what no page has, although the names in them are in use.
const UNWANTED = [
  /^dl\[class\]:not/,
  /^dl:not/,
  /-moz-focus/,
  /-webkit-(search|file)/,
  /\.external/,
  /span:target/,
  /admonition-title::?before/,
];

// The names in tags, and nothing between them.
function names(html) {
  const found = { tags: [], classes: [], ids: [], attributes: { names: [], values: [] } };
  for (const [, tag, attributes] of html.matchAll(/<([a-z]\w*)([^>]*)>/g)) {
    found.tags.push(tag);
    for (const [, name, value = ""] of attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
      found.attributes.names.push(name);
      found.attributes.values.push(value, ...value.split(" "));
      found.classes.push(...(name === "class" ? value.split(" ") : []));
    }
  }
  return found;
}

// Leaves out what the very same selector sets again further down, as ours often does what the theme's did.
function withoutOverridden(css) {
  const root = postcss.parse(css);
  const rules = [];
  root.walkRules((rule) => {
    rule.selectors = rule.selectors.filter((one) => !UNWANTED.some((unwanted) => unwanted.test(one)));
    rules.unshift(rule);
  });
  const within = ({ parent, params, selector }) => (parent ? `${within(parent)} ${selector ?? params} ` : "");
  const later = new Set();
  for (const rule of rules) {
    const place = within(rule);
    const all = rule.nodes.filter(({ type }) => type === "decl");
    for (const one of all) {
      const side = one.prop.replace(/-(top|right|bottom|left)$/, "");
      if (!one.important && (later.has(place + one.prop) || later.has(place + side))) {
        one.remove();
      }
    }
    all.forEach(({ prop }) => later.add(place + prop));
    if (!rule.selector || !rule.nodes.length) {
      rule.remove();
    }
  }
  return root.toString();
}

async function stylesheet(path) {
  const { metafile, outputFiles } = await build({
    alias: { furo: theme },
    bundle: true,
    entryPoints: [path],
    logOverride: { "css-syntax-error": "error" },
    metafile: true,
    outdir: out,
    write: false,
  });
  const vocabulary = Object.keys(metafile.inputs).map((part) => part.replace(/\.css$/, ".html"));
  const [{ css }] = await new PurgeCSS().purge({
    content: vocabulary.filter(existsSync),
    css: [{ raw: withoutOverridden(outputFiles[0].text) }],
    defaultExtractor: names,
    safelist: [/^:/],
    variables: true,
  });
  const { code } = await transform(css, { loader: "css", minify: true });
  return [basename(path), code];
}

async function scripts() {
  const entryPoints = globSync(join(here, "static", "*.js"));
  const bundled = await build({ bundle: true, charset: "utf8", entryPoints, minify: true, outdir: out, write: false });
  const engine = readFileSync(join(npm, "minisearch", "dist", "umd", "index.js"), "utf8");
  return [
    ...bundled.outputFiles.map(({ path, text }) => [basename(path), text]),
    ["minisearch.js", (await transform(engine, { charset: "utf8", minify: true })).code],
    ["minisearch-license.txt", readFileSync(join(npm, "minisearch", "LICENSE.txt"))], // it asks to go along
  ];
}

// Everything is made before anything is written: what stood there stays where something is wrong.
const styles = globSync(join(here, "static", "styles", "*.css")).map(stylesheet);
const made = [...(await Promise.all(styles)), ...(await scripts())];
rmSync(out, { force: true, recursive: true });
mkdirSync(out, { recursive: true });
for (const [name, content] of made) {
  writeFileSync(join(out, name), content);
}
