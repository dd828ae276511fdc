// Draws the icons of the Teams app: a speech bubble that holds a chip. `node scripts/draw-teams-icons.mjs`
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const FOLDER = new URL("../manifest/teams/", import.meta.url);
/** Points looked at in each direction of a pixel, so that edges are smooth. */
const FINE = 4;

const inRounded = (x, y, [left, top, right, bottom], radius) => {
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
};
const inTriangle = (x, y, [[ax, ay], [bx, by], [cx, cy]]) => {
  const side = (px, py, qx, qy) => (x - qx) * (py - qy) - (px - qx) * (y - qy);
  const sides = [side(ax, ay, bx, by), side(bx, by, cx, cy), side(cx, cy, ax, ay)];
  return sides.every((s) => s >= 0) || sides.every((s) => s <= 0);
};

const inBubble = (x, y, grow) =>
  inRounded(x, y, [0.16 - grow, 0.17 - grow, 0.84 + grow, 0.71 + grow], 0.12 + grow) ||
  inTriangle(x, y, [
    [0.27 - grow, 0.66],
    [0.27 - grow, 0.87 + grow * 2],
    [0.48 + grow * 1.5, 0.66],
  ]);

/** A chip: a square with legs on all four sides and a core. */
const inChip = (x, y) => {
  const [u, v] = [x - 0.5, y - 0.44];
  const legs = [-0.09, 0, 0.09].some(
    (at) =>
      (Math.abs(u - at) < 0.017 && Math.abs(v) < 0.205) || (Math.abs(v - at) < 0.017 && Math.abs(u) < 0.205),
  );
  const body = Math.max(Math.abs(u), Math.abs(v)) < 0.145;
  const core = Math.max(Math.abs(u), Math.abs(v)) < 0.062;
  return (body || legs) && !core;
};

const TEAL = [15, 76, 92, 255];
const WHITE = [255, 255, 255, 255];
const NONE = [255, 255, 255, 0];

const color = (x, y) => (inBubble(x, y, 0) && !inChip(x, y) ? WHITE : TEAL);
/** Microsoft wants white on nothing; the bubble is a line here. */
const outline = (u, v) => {
  const [x, y] = [0.5 + (u - 0.5) * 0.8, 0.5 + (v - 0.5) * 0.8];
  const edge = inBubble(x, y, 0.03) && !inBubble(x, y, -0.035);
  return edge || inChip(x, y) ? WHITE : NONE;
};

function png(size, paint) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < FINE * FINE; i += 1) {
        const at = [x + ((i % FINE) + 0.5) / FINE, y + (Math.floor(i / FINE) + 0.5) / FINE];
        paint(at[0] / size, at[1] / size).forEach((c, k) => {
          sum[k] += c;
        });
      }
      rows.set(
        sum.map((c) => Math.round(c / (FINE * FINE))),
        y * (size * 4 + 1) + 1 + x * 4,
      );
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits each for red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

writeFileSync(new URL("color.png", FOLDER), png(192, color));
writeFileSync(new URL("outline.png", FOLDER), png(32, outline));
