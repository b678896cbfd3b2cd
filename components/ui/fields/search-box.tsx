import Search from "lucide-react/icons/search";
import type { ComponentProps } from "react";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

/** A search field; needs an `aria-label`. */
export function SearchBox(props: ComponentProps<"input">) {
  return (
    <div className="relative min-w-52 flex-1">
      <Search size={16} aria-hidden className="absolute top-3 left-3 text-ink-3" />
      <input
        type="search"
        autoComplete="off"
        maxLength={BROWSER_LIMITS.searchLength}
        placeholder={props["aria-label"]}
        className="h-10 w-full rounded-2 border border-line-strong bg-raised pr-3 pl-9 outline-none focus:border-focus"
        {...props}
      />
    </div>
  );
}
