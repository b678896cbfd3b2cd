/** The workspace's logo: the first letter of its name. */
export function Mark({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-7 flex-none place-items-center rounded-2 bg-accent text-small font-bold text-accent-ink select-none"
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
