/** Makes a PDF with lines of text on each page, the first line large (ISO 32000-1, 7.5). */
function pdf(pages: readonly (readonly string[])[]): Buffer {
  const escaped = (text: string) => text.replace(/[\\()]/g, "\\$&");
  const contents = pages.map((lines) =>
    lines
      .map((line, index) =>
        index === 0
          ? `BT /F2 26 Tf 72 740 Td (${escaped(line)}) Tj ET`
          : `BT /F1 12 Tf 72 ${710 - index * 22} Td (${escaped(line)}) Tj ET`,
      )
      .join("\n"),
  );
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + index * 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, "latin1");
}

const PRICING = [
  [
    "Pricing: two proposals",
    "",
    "A. Keep the price for each seat, and add a yearly plan with two months free.",
    "   Nothing changes for customers of today. About half of them would switch.",
    "",
    "B. A price for each team of ten, with guests free of charge.",
    "   Simpler to explain. Small teams pay more, and large ones less.",
    "",
    "What we know",
    "   - Nobody left because of the price in the last two quarters.",
    "   - Eleven customers asked for guests, four of them twice.",
    "   - Invoices by the year would save finance three days a month.",
  ],
  [
    "What we do not know",
    "",
    "   - How many teams share seats today.",
    "   - Whether a price for a team makes people invite more colleagues.",
    "",
    "Proposal: A for everybody from March, B as a trial with twenty customers.",
    "We decide on Thursday. Questions into the margin, please.",
  ],
];

const RESOLVER = Array.from({ length: 40 }, (_, line) => {
  const time = `14:${String(Math.floor(line / 2)).padStart(2, "0")}:${line % 2 ? "31" : "02"}.118`;
  const name = ["push.apple.example", "fcm.google.example", "api.push.example"][line % 3];
  return line < 6
    ? `${time} INFO  resolver query ${name} A answered in ${3 + line} ms`
    : `${time} WARN  resolver query ${name} A timed out after 5000 ms, attempt ${1 + (line % 3)} of 3`;
}).join("\n");

const CHANGES = {
  en: "# Northwind 4.19\n\n## New\n\n- Exports run in the background and tell you when they are ready.\n- Search understands dates, such as `after:monday`.\n\n## Faster\n\n- The reporting job starts four times as fast.\n\n## Fixed\n\n- Invoices of leap days were dated to March.\n",
  ru: "# Northwind 4.19\n\n## Новое\n\n- Выгрузки готовятся в фоне и сообщают, когда готовы.\n- Поиск понимает даты: `after:monday`.\n\n## Быстрее\n\n- Отчёты запускаются в четыре раза быстрее.\n\n## Исправлено\n\n- Счета за 29 февраля получали мартовскую дату.\n",
};

/** Documents of the demo by name. */
export const DOCUMENTS: Record<string, () => Buffer> = {
  "pricing.pdf": () => pdf(PRICING),
  "resolver.log": () => Buffer.from(`${RESOLVER}\n`),
  "changelog-en.md": () => Buffer.from(CHANGES.en),
  "changelog-ru.md": () => Buffer.from(CHANGES.ru),
};
