/** The surface of a menu. */
export const LAYER =
  "z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 max-w-80 animate-settle overflow-y-auto rounded-2 border border-line-strong bg-raised p-1 shadow-layer";

/** An entry of a menu. */
export const ITEM =
  "flex h-8 pointer-coarse:h-10 items-center gap-2.5 rounded-1 px-2.5 text-small outline-none select-none data-highlighted:bg-hover data-[state=open]:bg-hover";
