import assert from "node:assert/strict";
import { test } from "node:test";
import { hitFrom, nextHit, nextStart } from "./reading-room.js";

test("finding begins where somebody reads, and goes round", () => {
  const hits = [{ start: 5 }, { start: 50 }, { start: 90 }];

  assert.deepEqual([-1, 5, 6, 91].map((at) => hitFrom(hits, at)), [0, 0, 1, 0]);
  assert.deepEqual([nextHit(0, 3, 1), nextHit(2, 3, 1), nextHit(0, 3, -1), nextHit(-1, 0, 1)], [1, 0, 2, -1]);
});

test("quotations do not go round", () => {
  const starts = [5, 50, 90];

  assert.deepEqual([nextStart(starts, 5, 1), nextStart(starts, 90, 1), nextStart(starts, 50, -1), nextStart(starts, 5, -1)], [1, -1, 0, -1]);
});
