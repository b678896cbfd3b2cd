// Draws the pictures of an installed Parley from app/icon.svg. Run it when the icon has changed: node scripts/icons.mjs

import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";

const svg = await readFile("app/icon.svg", "utf8");
/** Systems crop these to their own shape: the ground reaches the edges, and the drawing stays in the middle. */
const whole = svg.replace('rx="9" ', "").replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"');
const ground = { background: "#1f6a56" };

const draw = (picture, size) => sharp(Buffer.from(picture), { density: 1_200 }).resize(size, size);
const save = async (image, path) => writeFile(path, await image.png({ palette: true }).toBuffer());

await save(draw(svg, 192), "public/icons/icon-192.png");
await save(draw(svg, 512), "public/icons/icon-512.png");
await save(draw(whole, 512).flatten(ground), "public/icons/maskable-512.png");
await save(draw(whole, 180).flatten(ground), "app/apple-icon.png");
