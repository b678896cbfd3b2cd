import type { ReactNode } from "react";

/** A passing message above a view. */
export const Passing = ({ children }: { children: ReactNode }) => (
  <p
    role="status"
    className="flex flex-none items-center gap-3 border-b border-line bg-hover px-4 py-2 text-small md:px-5"
  >
    {children}
  </p>
);
