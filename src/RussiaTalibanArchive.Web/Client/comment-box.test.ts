import assert from "node:assert/strict";
import { test } from "node:test";
import { isCallBefore, namesFor } from "./comment-box.js";

test("the sign calls somebody, but not within an address", () => {
  assert.equal(isCallBefore("@", 1), true);
  assert.equal(isCallBefore("ask (@", 6), true);
  assert.equal(isCallBefore("name@", 5), false);
  assert.equal(isCallBefore("اسم@", 4), false);
});

test("names that begin with what is sought come first", () => {
  assert.deepEqual(namesFor("na", ["Hanna", "Nadia", "Omar"]), ["Nadia", "Hanna"]);
});
