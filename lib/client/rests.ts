const REST_MS = { first: 1_000, longest: 15_000 };

/** Rests between attempts at one thing, by name: each longer than the one before it, and cut short when there is news. */
export function createRests() {
  const enders = new Map<string, () => void>();

  return {
    /** `tries`: how many attempts have failed before this one. `least`: ms that the server asked for. */
    take(name: string, tries: number, least = 0): Promise<void> {
      const longest = Math.min(REST_MS.longest, REST_MS.first * 2 ** tries);
      return new Promise<void>((resolve) => {
        // Never all at the same moment: a server that comes back is met by everybody's outbox.
        const timer = setTimeout(end, Math.max(least, longest * (0.5 + Math.random() / 2)));
        function end() {
          clearTimeout(timer);
          enders.delete(name);
          resolve();
        }
        enders.set(name, end);
      });
    },
    cut() {
      for (const end of [...enders.values()]) end();
    },
  };
}
