import assert from "node:assert/strict";
import { test } from "node:test";
import { openLine, range } from "./workbench.js";

test("a line of tags gets room for another one", () => {
  assert.equal(openLine(""), "");
  assert.equal(openLine("kabul"), "kabul, ");
  assert.equal(openLine("kabul, treaty, "), "kabul, treaty, ");
});

test("a range runs either way, and is one card where none was chosen before", () => {
  assert.deepEqual(range(2, 4), [2, 3, 4]);
  assert.deepEqual(range(4, 2), [2, 3, 4]);
  assert.deepEqual(range(-1, 3), [3]);
});
