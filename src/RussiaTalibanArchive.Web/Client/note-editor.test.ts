import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "./completer.js";
import { isWholeName, markdownOf, openerBefore } from "./note-editor.js";

test("two brackets at the caret open the list, three or one do not", () => {
  assert.deepEqual(openerBefore("see [[", 6), { start: 4, isEmbed: false });
  assert.deepEqual(openerBefore("see ![[ more", 7), { start: 4, isEmbed: true });
  assert.equal(openerBefore("see [", 5), null);
  assert.equal(openerBefore("[[[", 3), null);
  assert.equal(openerBefore("[[ab", 4), null);
});

test("who types on without the list is let through", () => {
  assert.equal(isWholeName("RTA-D0001]]"), true);
  assert.equal(isWholeName("RTA-D0001]"), false);
});

test("the list goes round its ends", () => {
  assert.deepEqual([next(-1, 3, 1), next(-1, 3, -1), next(2, 3, 1), next(0, 3, -1), next(-1, 0, 1)], [0, 2, 0, 2, -1]);
});

test("an item that is shown itself is put in by its name alone", () => {
  const proposal = { ways: [{ markdown: "[[RTA-Q0001]]" }, { markdown: "![[RTA-Q0001]]" }, { markdown: "> words" }] };

  assert.equal(markdownOf(proposal, 2, false), "> words");
  assert.equal(markdownOf(proposal, 0, true), "![[RTA-Q0001]]");
});
