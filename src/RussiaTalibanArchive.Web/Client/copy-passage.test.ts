import assert from "node:assert/strict";
import { test } from "node:test";
import { directiveOf } from "./copy-passage.js";

test("a short passage is named whole, its hyphens and commas encoded", () => {
  assert.equal(directiveOf("the well-known, quiet pier"), ":~:text=the%20well%2Dknown%2C%20quiet%20pier");
});

test("a long passage is named by its first and last words", () => {
  assert.equal(directiveOf("one two three four five six seven eight nine ten"), ":~:text=one%20two%20three%20four,seven%20eight%20nine%20ten");
});

test("a passage over two paragraphs is named by its ends", () => {
  assert.equal(directiveOf("واگون‌ها ایستادند\nدر ایستگاه ماندند"), `:~:text=${encodeURIComponent("واگون‌ها ایستادند در ایستگاه")},${encodeURIComponent("ایستادند در ایستگاه ماندند")}`);
});
