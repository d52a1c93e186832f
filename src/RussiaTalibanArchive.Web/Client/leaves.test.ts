import assert from "node:assert/strict";
import { test } from "node:test";
import { currentOf, restOf, wantedOf } from "./leaves.js";

test("a gap is filled from the place that comes near", () => {
  assert.deepEqual(wantedOf({ from: 4, to: 13 }, 0), { from: 4, to: 13 });
  assert.deepEqual(wantedOf({ from: 4, to: 13 }, 0.5), { from: 9, to: 13 });
  assert.deepEqual(wantedOf({ from: 4, to: 13 }, 1), { from: 13, to: 13 });
  assert.deepEqual(wantedOf({ from: 4, to: 4 }, -3), { from: 4, to: 4 });
});

test("what leaves do not fill of a gap stays one", () => {
  assert.deepEqual(restOf({ from: 4, to: 13 }, { from: 6, to: 8 }), { before: { from: 4, to: 5 }, after: { from: 9, to: 13 } });
  assert.deepEqual(restOf({ from: 4, to: 13 }, { from: 4, to: 13 }), { before: null, after: null });
  assert.deepEqual(restOf({ from: 4, to: 13 }, { from: 13, to: 13 }), { before: { from: 4, to: 12 }, after: null });
});

test("the page that is read is the last that began above the line", () => {
  assert.equal(currentOf([-500, -10, 300], 100), 1);
  assert.equal(currentOf([200, 300], 100), 0);
  assert.equal(currentOf([-3, -2, -1], 100), 2);
  assert.equal(currentOf([], 100), -1);
});
