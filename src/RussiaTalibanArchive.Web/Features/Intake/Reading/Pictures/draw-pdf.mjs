// Draws pages of a PDF with PDFium where Poppler is missing, and writes each as PPM or PGM to standard output, as pdftoppm does.
// node draw-pdf.mjs <file> <first page> <last page> <pixels of the long side> grey|colour
import { readFile, stat } from "node:fs/promises";
import { PDFiumLibrary } from "./pdfium.mjs";

const MAX_BYTES = 500_000_000; // The file is copied into WebAssembly's 32-bit memory.
const [path, first, last, longSide, colours] = process.argv.slice(2);

if ((await stat(path)).size > MAX_BYTES) {
  throw new RangeError("The file is too large for PDFium.");
}

const library = await PDFiumLibrary.init();
const document = await library.loadDocument(await readFile(path), process.env.PDF_PASSWORD || undefined);
for (let number = Number(first); number <= Math.min(Number(last), document.getPageCount()); number++) {
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Number(longSide) / Math.max(originalWidth, originalHeight, 1);
  const width = Math.max(1, Math.round(originalWidth * scale));
  const height = Math.max(1, Math.round(originalHeight * scale));
  const drawn = await page.render({ width, height, render: "bitmap" });
  await write(Buffer.from(`P${colours === "grey" ? 5 : 6}\n${drawn.width} ${drawn.height}\n255\n`));
  await write(colours === "grey" ? grey(drawn.data) : colour(drawn.data));
}

/** Red, green and blue of pixels that have a fourth byte. */
function colour(pixels) {
  const out = Buffer.allocUnsafe((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    out[to++] = pixels[from];
    out[to++] = pixels[from + 1];
    out[to++] = pixels[from + 2];
  }
  return out;
}

/** Their brightness by ITU-R BT.601, as Poppler has it. */
function grey(pixels) {
  const out = Buffer.allocUnsafe(pixels.length / 4);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    out[to++] = (pixels[from] * 77 + pixels[from + 1] * 151 + pixels[from + 2] * 28) >> 8;
  }
  return out;
}

function write(bytes) {
  return new Promise((resolve, reject) => process.stdout.write(bytes, (error) => (error ? reject(error) : resolve())));
}
