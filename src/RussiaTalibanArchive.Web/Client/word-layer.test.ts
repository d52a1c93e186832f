import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf } from "./word-layer.js";

test("a line from right to left counts from its right edge, and words reach up to each other", () => {
  const places = placesOf([{ x: 8000, width: 1000 }, { x: 6500, width: 1200 }, { x: 5000, width: 1000 }], true);

  assert.deepEqual(places, [{ offset: 0, width: 1300 }, { offset: 1300, width: 1700 }, { offset: 3000, width: 1000 }]);
});

test("a number that stands before the word after it keeps its own width", () => {
  const places = placesOf([{ x: 8000, width: 1000 }, { x: 6000, width: 400 }, { x: 6500, width: 1200 }], true);

  assert.deepEqual(places.map((place) => place.offset), [0, 2600, 1300]);
  assert.equal(places[1]!.width, 400);
});

test("a word far from the next does not stretch to it", () => {
  assert.deepEqual(placesOf([{ x: 1000, width: 500 }, { x: 6000, width: 500 }], false), [{ offset: 0, width: 500 }, { offset: 5000, width: 500 }]);
});
