import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PLAIN_MESSAGE, toColumns } from "./new-message";

const SQL = readFileSync("prisma/functions/write_messages.sql", "utf8");

const columns = Object.keys(
  toColumns("id", {
    roomId: "room",
    sender: { userId: "user", revokedBy: "account" },
    clientId: "client",
    text: "text",
    ...PLAIN_MESSAGE,
  }),
);

/** The names in each list of columns that the function reads from its JSON; the first list is the one of all. */
const lists = [...SQL.matchAll(/jsonb_to_recordset\(messages\) AS \(([^)]+)\)/g)].map(([, list = ""]) =>
  list.split(",").map((column) => column.trim().split(" ")[0]),
);

test("write_messages reads the columns that a new message hands over", () => {
  expect(lists[0]).toEqual(columns);
  for (const name of lists.flat()) expect(columns).toContain(name);
});

test("write_messages reads no other key of its JSON", () => {
  const keys = [...SQL.matchAll(/->>\s*'(\w+)'/g)].map(([, key]) => key);
  for (const key of keys) expect(columns).toContain(key);
});
