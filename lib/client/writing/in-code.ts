const FENCE = /^ {0,3}(`{3,}|~{3,})/gm;

/** Whether a place in a text is within a block of code whose fence is still open there (CommonMark 4.5). */
export function isInFence(text: string, at: number): boolean {
  const before = text.slice(0, at);
  if (!/```|~~~/.test(before)) return false;
  let open: string | null = null;
  for (const [, fence = ""] of before.matchAll(FENCE)) {
    if (open === null) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length) open = null;
  }
  return open !== null;
}

/** Whether what is typed at a place is code, in a block or between backticks of its line. */
export function isInCode(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1 || isInFence(text, at);
}
