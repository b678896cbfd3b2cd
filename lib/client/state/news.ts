/** A way to tell whoever listens at the moment. Nothing is kept. */
type News<T> = { tell: (news: T) => void; subscribe: (listener: (news: T) => void) => () => void };

export function createNews<T>(): News<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    tell(news) {
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
