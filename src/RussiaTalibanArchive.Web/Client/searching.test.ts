import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, nameOf } from "./searching.js";

function element(words: string, heading: string | null = null, label: string | null = null): Parameters<typeof nameOf>[0] {
  const section = heading === null ? null : ({ querySelector: () => ({ textContent: heading }) } as unknown as Element);
  return { closest: () => section, getAttribute: () => label, textContent: words };
}

test("a value is known again by its heading and its words", () => {
  assert.equal(nameOf(element(" Arabic ", "Language")), "Language|Arabic");
  assert.notEqual(nameOf(element("Arabic", "Language")), nameOf(element("Arabic", "Tags")));
});

test("a value that was chosen is known again", () => {
  assert.ok(isSame(nameOf(element("Arabic", "Language")), nameOf(element("Arabic ×Remove this filter", "Language"))));
  assert.ok(isSame(nameOf(element("Arabic ×Remove this filter", "Language")), nameOf(element("Arabic", "Language"))));
});

test("values whose names begin alike are told apart", () => assert.ok(!isSame("Language|Persian", "Language|Persianate")));

test("the label counts where there is one", () => assert.equal(nameOf(element("−", "Language", "Leave out Arabic")), "Language|Leave out Arabic"));
