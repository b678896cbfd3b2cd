import { clsx } from "clsx";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

/** The widths at which a column is shown; the first and last always are. */
const FROM = { always: "", md: "hidden md:table-cell", lg: "hidden lg:table-cell" } as const;

/** The order that a press on a column's header asks for, and its present one. */
export type ColumnSort = { href: string; direction: "ascending" | "descending" | null };

type Column = {
  label: string;
  from?: keyof typeof FROM;
  isHidden?: boolean;
  sort?: ColumnSort;
  /** Content in place of the label, such as a checkbox that selects every row. */
  head?: ReactNode;
};

/** A table with hairlines between its rows and a header that stays in view. */
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
    <table aria-label={label} className="w-full border-separate border-spacing-0 text-left">
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.label} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Head({ column: { label, from = "always", isHidden, sort, head } }: { column: Column }) {
  return (
    <th
      scope="col"
      aria-sort={sort?.direction ?? undefined}
      className={clsx(
        "sticky top-0 z-10 h-8 border-b border-line bg-canvas px-2 text-tiny font-semibold whitespace-nowrap text-ink-3",
        head && "w-8 !px-0",
        FROM[from],
      )}
    >
      {head ?? (sort ? <Sorter label={label} sort={sort} /> : null)}
      {!head && !sort && <span className={isHidden ? "sr-only" : undefined}>{label}</span>}
    </th>
  );
}

/** The header of a column that sorts. A link, so that the order is in the address. */
function Sorter({ label, sort: { href, direction } }: { label: string; sort: ColumnSort }) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <Link
      href={href}
      replace
      scroll={false}
      className={clsx(
        "group/sort inline-flex h-7 items-center gap-1 hover:text-ink",
        direction && "text-ink-2",
      )}
    >
      {label}
      <Arrow
        size={12}
        aria-hidden
        className={clsx(
          !direction && "opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100",
        )}
      />
    </Link>
  );
}

/** A cell; `from` is that of its column. */
export function Cell({
  from = "always",
  className,
  ...props
}: ComponentProps<"td"> & { from?: keyof typeof FROM }) {
  return (
    <td
      className={clsx(
        "h-12 border-b border-line px-2 py-0.5 align-middle max-md:py-1.5",
        FROM[from],
        className,
      )}
      {...props}
    />
  );
}
