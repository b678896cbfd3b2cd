import { clsx } from "clsx";
import type { ReactNode } from "react";

type ReservedProps = {
  /** CSS pixels; on a narrow screen the box shrinks in proportion. */
  width: number;
  height: number;
  className?: string;
  children: ReactNode;
};

/**
 * A box of a fixed size for content that loads later, so that nothing jumps. An empty drawing holds the place: its
 * proportions come from attributes, because the Content Security Policy forbids inline styles in the page.
 */
export function Reserved({ width, height, className, children }: ReservedProps) {
  return (
    <div className={clsx("relative w-max max-w-full min-w-0", className)}>
      <svg
        aria-hidden
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className="block h-auto max-w-full"
      />
      {children}
    </div>
  );
}
