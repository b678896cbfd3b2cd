import type { ReactNode } from "react";
import type { Address } from "./links";

/**
 * A link out of here. Where it leads can be read before it is followed: a label that looks like another address, or a
 * host that only looks like a known one, is followed by the true host.
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
