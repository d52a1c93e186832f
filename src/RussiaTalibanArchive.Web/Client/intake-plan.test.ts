import assert from "node:assert/strict";
import { test } from "node:test";
import { planOf } from "./intake-plan.js";

const half = { offset: 8, isDone: false };

test("a piece that arrived moves the offset to where the archive says", () => {
  assert.deepEqual(planOf(200, { offset: 16, done: false }, half), { offset: 16, isDone: false, isDuplicate: false });
});

test("a piece that arrived twice goes on from what is there", () => {
  assert.equal(planOf(200, { offset: 24, done: false }, half).offset, 24);
});

test("a gap goes back to what is there", () => {
  assert.equal(planOf(409, { offset: 4, done: false }, half).offset, 4);
});

test("a file that somebody else is sending is tried again", () => {
  assert.equal(planOf(409, { offset: -1 }, half).refusal, "try-again");
});

test("the last piece ends it, and says whether the bytes were here already", () => {
  assert.deepEqual(planOf(201, { offset: 16, done: true, duplicate: true }, half), { offset: 16, isDone: true, isDuplicate: true });
});

test("a file that is too large is not tried again", () => {
  assert.equal(planOf(413, {}, half).refusal, "too-large");
});

test("a failing archive is asked again, with nothing lost", () => {
  assert.deepEqual(planOf(503, {}, half), { offset: 8, isDone: false, refusal: "try-again" });
});
