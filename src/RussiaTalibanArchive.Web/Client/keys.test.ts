import assert from "node:assert/strict";
import { test } from "node:test";
import { actionFor, keyOf, type KeyPress } from "./keys.js";

function press(key: string, code = ""): KeyPress {
  return { key, code, ctrlKey: false, altKey: false, metaKey: false };
}

const actions = { n: "next", "Shift+n": "previous", "/": "find", "?": "help", "[": "before", "-": "smaller", F3: "next" } as const;

test("letters count by their place where the keyboard writes no Latin ones", () => {
  assert.equal(keyOf(press("ش", "KeyA")), "a");
  assert.equal(keyOf(press("q", "KeyA")), "q");
  assert.equal(actionFor(press("т", "KeyN"), false, actions), "next");
  assert.equal(actionFor(press("Т", "KeyN"), true, actions), "previous");
  assert.equal(actionFor(press("N", "KeyN"), true, actions), "previous");
});

test("signs count as they are written, else by their place", () => {
  assert.equal(actionFor(press("/", "Digit7"), true, actions), "find");
  assert.equal(actionFor(press("-", "Slash"), false, actions), "smaller");
  assert.equal(actionFor(press("ظ", "Slash"), false, actions), "find");
  assert.equal(actionFor(press(",", "Slash"), true, actions), "help");
  assert.equal(actionFor(press("х", "BracketLeft"), false, actions), "before");
  assert.equal(actionFor(press("؟", "Slash"), true, actions), "help");
});

test("names count, and other keys mean nothing", () => {
  assert.equal(actionFor(press("F3", "F3"), false, actions), "next");
  assert.equal(actionFor(press(".", "Period"), false, actions), null);
  assert.equal(actionFor(press("a", "BracketLeft"), false, actions), null);
});
