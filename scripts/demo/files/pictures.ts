import sharp from "sharp";

const svg = (width: number, height: number, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif">${body}</svg>`;

const png = (source: string) => sharp(Buffer.from(source)).png().toBuffer();
const jpeg = (source: string) => sharp(Buffer.from(source)).jpeg({ quality: 86 }).toBuffer();

const box = (x: number, y: number, width: number, height: number, fill: string, rx = 6) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${rx}" fill="${fill}"/>`;
const words = (x: number, y: number, size: number, fill: string, text: string) =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}">${text}</text>`;

/** A sheet that stands out from a white page. */
const paper = (height: number) => box(0, 0, 1600, height, "#f6f8f9", 0);

function bars(title: string, values: readonly (readonly [label: string, value: number])[], unit: string) {
  const most = Math.max(...values.map(([, value]) => value));
  const rows = values.map(([label, value], index) => {
    const [y, width] = [260 + index * 170, (value / most) * 1000];
    const color = index === values.length - 1 ? "#2f7d5b" : "#b8c4cf";
    return `${words(120, y + 62, 36, "#3c4650", label)}${box(400, y, width, 96, color)}${words(420 + width, y + 62, 38, "#1b2128", `${value} ${unit}`)}`;
  });
  const height = 260 + values.length * 170 + 20;
  return png(svg(1600, height, `${paper(height)}${words(120, 150, 54, "#1b2128", title)}${rows.join("")}`));
}

/** Draws a curve through values between 0 and 1. */
function curve(title: string, values: readonly number[], color: string) {
  const points = values.map(
    (value, index) => `${140 + (index * 1340) / (values.length - 1)},${760 - value * 480}`,
  );
  const lines = [0, 1, 2, 3, 4].map(
    (line) =>
      `<line x1="140" x2="1480" y1="${280 + line * 120}" y2="${280 + line * 120}" stroke="#e4e8ec" stroke-width="2"/>`,
  );
  const area = `<polygon points="140,760 ${points.join(" ")} 1480,760" fill="${color}" opacity="0.14"/>`;
  const line = `<polyline points="${points.join(" ")}" fill="none" stroke="${color}" stroke-width="6" stroke-linejoin="round"/>`;
  return png(
    svg(1600, 900, `${paper(900)}${words(140, 160, 54, "#1b2128", title)}${lines.join("")}${area}${line}`),
  );
}

type Theme = { paper: string; line: string; text: string; quiet: string };
const LIGHT: Theme = { paper: "#ffffff", line: "#e4e8ec", text: "#1b2128", quiet: "#8a949e" };
const DARK: Theme = { paper: "#171b20", line: "#2b3138", text: "#e8ebee", quiet: "#7c8791" };

function header(width: number, height: number, { paper, line, text, quiet }: Theme) {
  const right = width - 80;
  const messages = Array.from({ length: Math.floor((height - 180) / 120) }, (_, index) => {
    const y = 190 + index * 120;
    const length = Math.min(width - 260, 300 + ((index * 347) % 620));
    return `<circle cx="80" cy="${y + 24}" r="28" fill="${quiet}" opacity="0.5"/>${box(140, y, 180, 20, text, 10)}${box(140, y + 36, length, 18, quiet, 9)}`;
  });
  const top = `${words(60, 72, 38, text, "# design")}${words(60, 112, 24, quiet, "One topic, one line")}`;
  const icons = [0, 1].map(
    (icon) =>
      `<circle cx="${right - icon * 70}" cy="74" r="18" fill="none" stroke="${quiet}" stroke-width="4"/>`,
  );
  const rule = `<line x1="0" x2="${width}" y1="140" y2="140" stroke="${line}" stroke-width="3"/>`;
  return png(
    svg(
      width,
      height,
      `${box(0, 0, width, height, paper, 0)}${top}${icons.join("")}${rule}${messages.join("")}`,
    ),
  );
}

function drawer() {
  const wood = `<defs><linearGradient id="w" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#8a6242"/><stop offset="1" stop-color="#5b3d27"/></linearGradient></defs>`;
  const chargers = [0, 1, 2].map((place) => {
    const x = 260 + place * 420;
    const tape = place === 1 ? box(x - 20, 440, 320, 70, "#c9c2a4") : "";
    return `${box(x, 360, 280, 230, "#23262a", 36)}${box(x + 40, 320, 24, 46, "#9aa3ab", 4)}${box(x + 216, 320, 24, 46, "#9aa3ab", 4)}${tape}<path d="M${x + 140} 590 q 60 120 -40 190" fill="none" stroke="#23262a" stroke-width="14"/>`;
  });
  return jpeg(
    svg(
      1600,
      1067,
      `${wood}<rect width="1600" height="1067" fill="url(#w)"/>${box(120, 220, 1360, 660, "#3a2718", 24)}${chargers.join("")}`,
    ),
  );
}

const rising = Array.from({ length: 60 }, (_, x) =>
  x < 22 ? 0.03 + 0.02 * Math.sin(x) : Math.min(1, 0.03 + (x - 21) / 34) - 0.03 * Math.abs(Math.sin(x * 1.7)),
);
const falling = Array.from(
  { length: 60 },
  (_, x) => (x < 30 ? 0.78 : 0.26) + 0.05 * Math.sin(x * 0.9) + 0.03 * Math.sin(x * 2.3),
);

/** Pictures of the demo by name, drawn when they are needed. */
export const PICTURES: Record<string, () => Promise<Buffer>> = {
  "cold-start.png": () =>
    bars(
      "Reporting job, cold start",
      [
        ["Postgres 17", 41],
        ["Postgres 18", 9],
      ],
      "s",
    ),
  "delay.png": () => curve("Delay of notifications, minutes", rising, "#c2452d"),
  "memory.png": () => curve("mail-queue, память", falling, "#2f6fb0"),
  "header-light.png": () => header(1600, 1000, LIGHT),
  "header-dark.png": () => header(1600, 1000, DARK),
  "header-phone.png": () => header(780, 1560, LIGHT),
  "second-drawer.jpg": drawer,
};
