import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf } from "./searching.js";

function element(words: string, attributes: Record<string, string> = {}): Parameters<typeof nameOf>[0] {
  return { getAttribute: (name) => attributes[name] ?? null, textContent: words };
}

test("a value is known again when it was chosen", () =>
  assert.equal(nameOf(element("Arabic", { "data-name": "lang=ar" })), nameOf(element("Arabic × Remove this filter", { "data-name": "lang=ar" }))));

test("a field is known by its id, whatever stands in it", () => assert.equal(nameOf(element("", { id: "from" })), "from"));

test("what has no name is known by what is said of it, or by its words", () => {
  assert.equal(nameOf(element("−", { "aria-label": "Leave out Arabic" })), "Leave out Arabic");
  assert.equal(nameOf(element(" To the\n beginning ")), "To the beginning");
});
