import assert from "node:assert/strict";
import { test } from "node:test";
import { trimmed, withPlace, written } from "./quote-places.js";

test("a selection loses the white space around it", () => {
  assert.deepEqual(trimmed("  كلمة أولى \n", 10), { start: 12, end: 21 });
  assert.equal(trimmed(" \n ", 3), null);
});

test("parts stand in order, and those that touch become one", () => {
  assert.deepEqual(withPlace([{ start: 20, end: 30 }], { start: 2, end: 5 }), [{ start: 2, end: 5 }, { start: 20, end: 30 }]);
  assert.deepEqual(withPlace([{ start: 0, end: 9 }, { start: 20, end: 30 }], { start: 9, end: 22 }), [{ start: 0, end: 30 }]);
});

test("places are written as the archive reads them", () => {
  assert.equal(written([{ start: 1, end: 2 }, { start: 30, end: 44 }]), "1-2,30-44");
});
