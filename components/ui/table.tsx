import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** The widths at which a column is shown; the first and last always are. */
const FROM = { always: "", md: "hidden md:table-cell", lg: "hidden lg:table-cell" } as const;

type Column = { label: string; from?: keyof typeof FROM; isHidden?: boolean };

/** A table with hairlines between its rows. */
export function Table({
  label,
  columns,
  children,
}: {
  label: string;
  columns: Column[];
  children: ReactNode;
}) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left">
      <thead>
        <tr>
          {columns.map(({ label, from = "always", isHidden }) => (
            <th
              key={label}
              scope="col"
              className={clsx(
                "border-b border-line px-2 py-1.5 text-tiny font-semibold text-ink-3",
                FROM[from],
              )}
            >
              <span className={isHidden ? "sr-only" : undefined}>{label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** A cell; `from` is that of its column. */
export function Cell({
  from = "always",
  className,
  ...props
}: ComponentProps<"td"> & { from?: keyof typeof FROM }) {
  return (
    <td className={clsx("border-b border-line px-2 py-2 align-middle", FROM[from], className)} {...props} />
  );
}
