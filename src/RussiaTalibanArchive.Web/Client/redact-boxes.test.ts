import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf, linesOf, moved, sized } from "./redact-boxes.js";

test("a line of four numbers is a box, in digits of any script of the archive", () => {
  assert.deepEqual(boxOf(" 10 42.5 30 4 "), { left: 10, top: 42.5, width: 30, height: 4 });
  assert.deepEqual(boxOf("١٠ ۴۲٫۵ 30,0 ٤"), { left: 10, top: 42.5, width: 30, height: 4 });
  for (const line of ["", "1 2 3", "1 2 3 4 5", "a b c d", "10 10 0 5", "10 10 101 5", "-1 0 5 5"]) {
    assert.equal(boxOf(line), null, line);
  }
});

test("boxes are written as they are read", () => {
  assert.equal(linesOf([{ left: 1.234567, top: 2, width: 3, height: 4 }, null]), "1.23 2 3 4\n");
});

test("a box stays on its page", () => {
  assert.deepEqual(moved({ left: 90, top: 0, width: 10, height: 10 }, 5, -5), { left: 90, top: 0, width: 10, height: 10 });
  assert.deepEqual(sized({ left: 90, top: 0, width: 9.8, height: 0.4 }, 0.5, -0.5), { left: 90, top: 0, width: 10, height: 0.3 });
});
