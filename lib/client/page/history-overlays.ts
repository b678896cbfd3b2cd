/** The history state key that marks an entry as made for an overlay. */
const MARK = "parleyLayer";

type HistoryDeps = {
  history: Pick<History, "state" | "pushState" | "back">;
  href: () => string;
};

/**
 * Makes the browser's Back close an overlay before it leaves the page. An overlay pushes a history entry with the
 * page's own address. Closing it by hand keeps the entry for the next overlay, because going back at that moment would
 * cancel a navigation; Back then skips the entry.
 */
export function createHistoryOverlays({ history, href }: HistoryDeps) {
  const opened: (() => void)[] = [];
  const isMarked = () => Boolean((history.state as { [MARK]?: boolean } | null)?.[MARK]);
  /** The address of the overlay's entry, while it is the current entry. */
  let at = isMarked() ? href() : null;

  function mark() {
    if (!isMarked()) history.pushState({ [MARK]: true }, "", href());
    at = href();
  }

  return {
    /** Registers an open overlay. Call the returned function when it has closed. */
    open(close: () => void): () => void {
      opened.push(close);
      mark();
      return () => {
        const index = opened.indexOf(close);
        if (index >= 0) opened.splice(index, 1);
      };
    },

    /** The app navigated to another page. */
    onPageChange() {
      at = isMarked() ? href() : null;
    },

    /** The browser went back or forward. */
    onPopState() {
      const wasAt = at;
      at = isMarked() ? href() : null;
      const close = opened.pop();
      if (close) {
        close();
        if (opened.length > 0) mark();
      } else if (at === null && wasAt === href()) history.back();
    },
  };
}
