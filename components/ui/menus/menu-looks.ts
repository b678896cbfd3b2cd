/** The surface of a menu; a sheet on a phone. */
export const LAYER =
  "sheet z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 max-w-80 animate-settle overflow-y-auto rounded-2 border border-line-strong bg-raised p-1 shadow-layer phone:px-2 phone:pt-1";

/** An entry of a menu. */
export const ITEM =
  "flex h-8 pointer-coarse:h-10 phone:h-12 items-center gap-2.5 phone:gap-4 rounded-1 phone:rounded-2 px-2.5 phone:px-3 text-small phone:text-title outline-none select-none data-highlighted:bg-hover data-[state=open]:bg-hover";

/** The place of an entry's icon. */
export const ICON = "grid size-4 phone:size-5 flex-none place-items-center phone:[&>svg]:size-5";

/** Words above a group of entries. */
export const NOTE = "px-2.5 pt-1.5 pb-1 text-tiny font-semibold text-ink-3 phone:px-3";
