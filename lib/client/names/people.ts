import type { Outcome } from "@/lib/shared/errors";
import type { PersonView } from "@/lib/shared/views";
import { createStore } from "../state/store";

/** Names of people by id, as far as this tab knows them. */
type People = Readonly<Record<string, PersonView>>;

function reduce(people: People, met: readonly PersonView[]): People {
  const news = met.filter(({ id, displayName }) => people[id]?.displayName !== displayName);
  return news.length === 0 ? people : { ...people, ...Object.fromEntries(news.map((one) => [one.id, one])) };
}

/**
 * Remembers people by id. `load` fetches an unknown person once. `prime` takes people who came with a page: safe during
 * rendering, because it tells no listener; `find` knows them too.
 */
export function createPeople(read: (userId: string) => Promise<Outcome<PersonView>>) {
  const store = createStore(reduce, {} as People);
  const asked = new Set<string>();
  const primed = new Map<string, PersonView>();
  const find = (id: string): PersonView | undefined => store.get()[id] ?? primed.get(id);

  return {
    store,
    learn: store.dispatch,
    find,
    prime(met: readonly PersonView[] = []) {
      for (const one of met) primed.set(one.id, one);
    },
    /** True if another known person has the same name. */
    hasNamesake: ({ id, displayName }: PersonView) =>
      [...Object.values(store.get()), ...primed.values()].some(
        (one) => one.displayName === displayName && one.id !== id,
      ),
    async load(userId: string) {
      if (find(userId) || asked.has(userId)) return;
      asked.add(userId);
      const person = await read(userId);
      if (person.ok) store.dispatch([person.data]);
      else asked.delete(userId);
    },
  };
}
