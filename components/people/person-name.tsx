import type { PersonView } from "@/lib/shared/views";

/**
 * The name of a message's sender, which opens their card. No tab stop: a row has one, and its menu opens the card too.
 */
export const PersonName = ({ person: { id, displayName } }: { person: PersonView }) => (
  <button type="button" tabIndex={-1} data-person={id} className="truncate font-semibold hover:underline">
    <bdi>{displayName}</bdi>
  </button>
);
