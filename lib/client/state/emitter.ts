/** Delivers events to the current subscribers. Nothing is stored. */
type Emitter<T> = { emit: (news: T) => void; subscribe: (listener: (news: T) => void) => () => void };

export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    emit(news) {
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
