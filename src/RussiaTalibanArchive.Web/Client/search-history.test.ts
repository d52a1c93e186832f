import assert from "node:assert/strict";
import { test } from "node:test";
import { read, withSearch } from "./search-history.js";

test("a search stands first, and once", () => {
  const list = withSearch([{ words: "a", address: "/search?q=a" }, { words: "b", address: "/search?q=b" }], { words: "b", address: "/search?q=b" });

  assert.deepEqual(list.map((s) => s.words), ["b", "a"]);
});

test("the oldest of many is forgotten", () => {
  let list: ReturnType<typeof withSearch> = [];
  for (let i = 0; i < 40; i++) {
    list = withSearch(list, { words: `w${i}`, address: `/search?q=w${i}` });
  }

  assert.equal(list.length, 30);
  assert.equal(list.at(-1)?.words, "w10");
});

test("nothing is remembered until the reader wants it", () => assert.equal(read(null), null));

test("what cannot be read, or leads elsewhere, is left out", () => {
  assert.deepEqual(read("{"), []);
  assert.deepEqual(read("3"), []);
  assert.deepEqual(read('[{"words":"a","address":"javascript:alert(1)"},{"words":"b","address":"//other.example/?q=b"},null,{"words":"c","address":"/search?q=c"}]')?.map((s) => s.words), ["c"]);
});
