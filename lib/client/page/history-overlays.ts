/** The key under which an entry of the browser's history says that it was made for a layer. */
const MARK = "parleyLayer";

type HistoryDeps = {
  history: Pick<History, "state" | "pushState" | "back">;
  href: () => string;
};

/**
 * Layers that the browser's Back closes before it leaves the page. A layer has an entry of its own in the history, with
 * the page's address. When it is closed by hand, the entry stays, for the next layer: going back at that moment would
 * cut short a page that is just being loaded. Back then passes over it.
 */
export function createHistoryOverlays({ history, href }: HistoryDeps) {
  const opened: (() => void)[] = [];
  const isMarked = () => Boolean((history.state as { [MARK]?: boolean } | null)?.[MARK]);
  /** The address of the layer's entry, as long as one is at it. */
  let at = isMarked() ? href() : null;

  function mark() {
    if (!isMarked()) history.pushState({ [MARK]: true }, "", href());
    at = href();
  }

  return {
    /** A layer has opened; call the answer when it is gone. */
    open(close: () => void): () => void {
      opened.push(close);
      mark();
      return () => {
        const index = opened.indexOf(close);
        if (index >= 0) opened.splice(index, 1);
      };
    },

    /** The page is another one. */
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
