import assert from "node:assert/strict";
import { test } from "node:test";
import type { KeyPress } from "./keys.js";
import { actionOf, byField, isDecisionResult, nextOpen, step } from "./review.js";

function press(key: string, code = "", more: Partial<KeyPress> = {}): KeyPress {
  return { key, code, ctrlKey: false, altKey: false, metaKey: false, ...more };
}

test("each decision has its key", () => {
  const keys = ["j", "k", "a", "r", "e", "u", "ArrowDown", "ArrowUp"];

  assert.deepEqual(keys.map((key) => actionOf(press(key), false)), ["next", "previous", "accept", "reject", "correct", "undo", "next", "previous"]);
});

test("capital letters count as small ones", () => assert.equal(actionOf(press("A", "KeyA"), false), "accept"));

test("on an Arabic or Russian keyboard the place of the key counts", () => {
  assert.equal(actionOf(press("ش", "KeyA"), false), "accept");
  assert.equal(actionOf(press("к", "KeyR"), false), "reject");
  assert.equal(actionOf(press("ت", "KeyJ"), false), "next");
});

test("on another Latin keyboard the letter counts, not its place", () => {
  assert.equal(actionOf(press("a", "KeyQ"), false), "accept");
  assert.equal(actionOf(press("q", "KeyA"), false), null);
});

test("the browser keeps its own shortcuts", () => {
  assert.equal(actionOf(press("r", "KeyR", { ctrlKey: true }), false), null);
  assert.equal(actionOf(press("a", "KeyA", { metaKey: true }), false), null);
  assert.equal(actionOf(press("e", "KeyE", { altKey: true }), false), null);
});

test("while somebody writes only Escape means something", () => {
  assert.equal(actionOf(press("a", "KeyA"), true), null);
  assert.equal(actionOf(press("ArrowDown"), true), null);
  assert.equal(actionOf(press("Escape"), true), "leave");
});

test("keys without a letter of their own do nothing", () => {
  assert.equal(actionOf(press("1", "Digit1"), false), null);
  assert.equal(actionOf(press("Dead", "KeyE"), false), null);
  assert.equal(actionOf(press("Tab", "Tab"), false), null);
});

test("steps stop at either end", () => {
  assert.equal(step(-1, 3, 1), 0);
  assert.equal(step(-1, 3, -1), 2);
  assert.equal(step(0, 3, -1), 0);
  assert.equal(step(2, 3, 1), 2);
  assert.equal(step(-1, 0, 1), -1);
});

test("after a decision the next open card follows, from the beginning again after the last", () => {
  assert.equal(nextOpen(["Proposed", "Accepted", "Rejected", "Proposed"], 1), 3);
  assert.equal(nextOpen(["Proposed", "Accepted", "Rejected"], 2), 0);
  assert.equal(nextOpen(["Accepted", "Rejected"], 0), -1);
  assert.equal(nextOpen([], 0), -1);
});

test("problems of one field are joined", () => {
  const fields = byField([{ field: "Title", text: "One." }, { field: "", text: "Card." }, { field: "Title", text: "Two." }]);

  assert.deepEqual([...fields], [["Title", "One. Two."], ["", "Card."]]);
});

test("a page is not an answer to a decision", () => {
  assert.equal(isDecisionResult("<!DOCTYPE html>"), false);
  assert.equal(isDecisionResult(null), false);
  assert.equal(isDecisionResult({ title: "Bad Request" }), false);
  assert.equal(isDecisionResult({ outcome: "Done", state: "Rejected", problems: [] }), true);
});
