import assert from "node:assert/strict";
import { test } from "node:test";
import { pieceAt, taken } from "./tag-pieces.js";

test("the piece is the name around the caret, whatever script's comma parts it", () => {
  assert.deepEqual(pieceAt("drones, ka", 10), { start: 8, end: 10, text: "ka" });
  assert.deepEqual(pieceAt("كابل، هر", 8), { start: 6, end: 8, text: "هر" });
  assert.deepEqual(pieceAt("drones, kabul", 3), { start: 0, end: 6, text: "drones" });
  assert.deepEqual(pieceAt("drones, ", 8), { start: 8, end: 8, text: "" });
  assert.deepEqual(pieceAt("border, posts", 13, true), { start: 0, end: 13, text: "border, posts" });
});

test("a tag that is taken replaces its piece alone and leaves room for the next", () => {
  assert.deepEqual(taken("drones, ka", pieceAt("drones, ka", 10), "kabul"), { line: "drones, kabul, ", caret: 15 });
  assert.deepEqual(taken("drones,ka", pieceAt("drones,ka", 9), "kabul"), { line: "drones, kabul, ", caret: 15 });
  assert.deepEqual(taken("ka ، drones", pieceAt("ka ، drones", 1), "kabul"), { line: "kabul, drones", caret: 7 });
  assert.deepEqual(taken("ka", pieceAt("ka", 2, true), "kabul", true), { line: "kabul", caret: 5 });
});
