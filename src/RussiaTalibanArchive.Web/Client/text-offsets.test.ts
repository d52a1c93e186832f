import assert from "node:assert/strict";
import { test } from "node:test";
import { firstEndingAfter, placeOf } from "./text-offsets.js";

// Two paragraphs, "abcd" at 10 and "efg" at 15; between them stands a line feed that is in neither.
const spans = [{ start: 10, length: 4 }, { start: 15, length: 3 }];

test("a position belongs to the span over it, or to the next", () => {
  assert.deepEqual([0, 10, 13, 14, 15, 17, 18].map((at) => firstEndingAfter(spans, at)), [0, 0, 0, 1, 1, 1, 2]);
});

test("a passage begins after a gap and ends before it", () => {
  assert.deepEqual(placeOf(spans, 12, "start"), { index: 0, offset: 2 });
  assert.deepEqual(placeOf(spans, 14, "start"), { index: 1, offset: 0 });
  assert.deepEqual(placeOf(spans, 14, "end"), { index: 0, offset: 4 });
  assert.deepEqual(placeOf(spans, 15, "end"), { index: 0, offset: 4 });
  assert.deepEqual(placeOf(spans, 16, "end"), { index: 1, offset: 1 });
});

test("beyond the words that are there, the passage is cut, and where nothing is left there is none", () => {
  assert.deepEqual(placeOf(spans, 3, "start"), { index: 0, offset: 0 });
  assert.deepEqual(placeOf(spans, 99, "end"), { index: 1, offset: 3 });
  assert.equal(placeOf(spans, 18, "start"), null);
  assert.equal(placeOf(spans, 10, "end"), null);
  assert.equal(placeOf([], 0, "end"), null);
});
