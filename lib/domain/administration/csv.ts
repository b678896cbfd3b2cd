import type { Page } from "@/lib/shared/views";

type Table<Row> = {
  columns: readonly string[];
  cellsOf: (row: Row) => readonly unknown[];
  readPage: (cursor: string | undefined) => Promise<Page<Row>>;
};

/**
 * Streams a table as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel needs), one page after the other. A
 * cell that a spreadsheet could take for a formula begins with an apostrophe. The first page is read before the
 * answer begins, so that an error is a refusal and not a torn connection.
 */
export async function csvOf<Row>(table: Table<Row>): Promise<ReadableStream<Uint8Array>> {
  const lines = linesOf(table);
  const first = await lines.next();
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(first.value)),
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void lines.return(undefined),
  });
}

async function* linesOf<Row>({ columns, cellsOf, readPage }: Table<Row>): AsyncGenerator<string, undefined> {
  let head = `\uFEFF${columns.join(",")}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield head + page.items.map((row) => `${cellsOf(row).map(cell).join(",")}\r\n`).join("");
    head = "";
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** First characters that make a spreadsheet evaluate a cell (OWASP, CSV Injection), also in their full width. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/;

function cell(value: unknown): string {
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
