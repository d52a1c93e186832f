// Reads what the archive exports with programs that others wrote, and prints what they made of it as JSON.
// node read.mjs bib|bibtex|ris|csl|iiif|turtle < file
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { normalize, serialize, serializeConfigPresentation3 } from "@iiif/parser";
import { presentation3StrictUpgrade } from "@iiif/parser/strict";
import { Parser } from "n3";

const text = readFileSync(0, "utf8");
const cited = (cite) => cite.data.map(({ id, type, title, author, issued, language, note, abstract, annote, URL }) => ({ id, type, title, author, issued, language, note: note ?? annote, abstract, url: URL }));
const readers = {
  bib: () => cited(new Cite(text, { forceType: "@biblatex/text" })),
  bibtex: () => cited(new Cite(text, { forceType: "@bibtex/text" })),
  ris: () => cited(new Cite(text, { forceType: "@ris/file" })),
  csl: () => cited(new Cite(JSON.parse(text), { forceType: "@csl/list+object" })),
  iiif: () => {
    const state = { warnings: [] };
    const strict = presentation3StrictUpgrade(structuredClone(JSON.parse(text)), state);
    const { entities, resource } = normalize(JSON.parse(text));
    const again = serialize({ entities, mapping: normalize(JSON.parse(text)).mapping, requests: {} }, resource, serializeConfigPresentation3);
    return { warnings: state.warnings, strict, again };
  },
  turtle: () => new Parser().parse(text).map(({ subject, predicate, object }) => ({ subject: subject.value, predicate: predicate.value, object: object.value, language: object.language ?? null })),
};
process.stdout.write(JSON.stringify(readers[process.argv[2]]()));
