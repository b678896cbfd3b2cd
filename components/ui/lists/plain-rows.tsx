import type { ReactNode } from "react";

/** A row of a list. */
export type Row = { key: string; content: ReactNode };

/** All rows of a list. */
export function PlainRows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul>
      {rows.map(({ key, content }) => (
        <li key={key}>{content}</li>
      ))}
    </ul>
  );
}
