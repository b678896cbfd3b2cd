import type { Table, TableCell } from "mdast";
import type { ReactNode } from "react";

const ALIGN = { left: "text-left", center: "text-center", right: "text-right" };

/** A table. If it is wider than the room, it scrolls by itself. */
export function MarkdownTable({ table, draw }: { table: Table; draw: (cell: TableCell) => ReactNode }) {
  const [head, ...rows] = table.children;
  const alignOf = (column: number) => ALIGN[table.align?.[column] ?? "left"];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="my-1.5 max-w-full overflow-x-auto" tabIndex={0}>
      <table className="border-collapse text-small">
        <thead>
          <tr>
            {head?.children.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells of one text never change places.
              <th key={column} scope="col" dir="auto" className={`${CELL} font-semibold ${alignOf(column)}`}>
                {draw(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={line}>
              {row.children.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} dir="auto" className={`${CELL} ${alignOf(column)}`}>
                  {draw(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELL = "border border-line px-2.5 py-1";
