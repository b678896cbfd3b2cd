/** Two speech bubbles: the drawing of the first day. */
export function StartArt() {
  return (
    <svg
      viewBox="0 0 120 72"
      aria-hidden
      className="mb-5 h-18 w-30 fill-none stroke-accent stroke-2"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path
        className="fill-accent-soft"
        d="M12 8h56q4 0 4 4v32q0 4-4 4H34L20 60V48h-8q-4 0-4-4V12q0-4 4-4z"
      />
      <path d="M84 24h24q4 0 4 4v28q0 4-4 4h-4v10L92 60H60q-4 0-4-4M22 22h36M22 32h22" />
    </svg>
  );
}
