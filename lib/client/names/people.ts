import type { PersonView } from "@/lib/shared/views";
import { createStore } from "../state/store";

/** Names of people by id, as far as this tab knows them. */
type People = Readonly<Record<string, PersonView>>;

function reduce(people: People, met: readonly PersonView[]): People {
  const news = met.filter(({ id, displayName }) => people[id]?.displayName !== displayName);
  return news.length === 0 ? people : { ...people, ...Object.fromEntries(news.map((one) => [one.id, one])) };
}

/** Remembers people by id. `load` fetches an unknown person once. */
export function createPeople(read: (userId: string) => Promise<PersonView | null>) {
  const store = createStore(reduce, {} as People);
  const asked = new Set<string>();

  return {
    store,
    learn: store.dispatch,
    async load(userId: string) {
      if (store.get()[userId] || asked.has(userId)) return;
      asked.add(userId);
      const person = await read(userId);
      if (person) store.dispatch([person]);
      else asked.delete(userId);
    },
  };
}
