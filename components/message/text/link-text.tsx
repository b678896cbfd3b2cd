import type { ReactNode } from "react";
import type { Address } from "./links";

/**
 * An external link. Its destination is visible before it is followed: if the label looks like another address, or the
 * host only looks like a known one, the real host is shown after it.
 */
export function LinkText({
  address,
  label,
  children,
}: {
  address: Address | null;
  label: string;
  children: ReactNode;
}) {
  if (!address) return children;
  return (
    <>
      <a
        dir="auto"
        href={address.href}
        title={address.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className={LINK}
      >
        {children}
      </a>
      {address.isDeceptive(label) && (
        <span dir="ltr" className="text-ink-3">
          {" "}
          ({address.host})
        </span>
      )}
    </>
  );
}

const LINK =
  "wrap-anywhere text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent";
