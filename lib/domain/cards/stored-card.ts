import type { CardView } from "@/lib/shared/views";

/** A picture that this server keeps. */
export type StoredImage = { hash: string; width: number; height: number };

/** The facts of a page that its card shows. */
export type PageInfo = {
  title: string;
  description: string;
  siteName: string;
  /** Of the page after redirects, in punycode. */
  host: string;
  isVideo: boolean;
  image: StoredImage | null;
};

/** A card in the column `message.cards`. */
export type StoredCard = PageInfo & { url: string; isHidden: boolean };

/** Keeps the place of a removed card: its link gets none again in this message. */
export type RemovedCard = { url: string; isRemoved: true };

export type StoredCards = (StoredCard | RemovedCard)[];

const isShown = (card: StoredCard | RemovedCard): card is StoredCard => !("isRemoved" in card);

/** Returns the cards of a message that are shown. Their order is the order of the API. */
export const shownCards = (cards: unknown): StoredCard[] => (cards as StoredCards).filter(isShown);

/** Returns the URLs whose cards were removed. */
export const removedUrls = (cards: unknown): string[] =>
  (cards as StoredCards).flatMap((card) => (isShown(card) ? [] : [card.url]));

/** Converts the cards of a message to their views. The picture's address checks each reader's right. */
export const toCardViews = (messageId: string, cards: unknown): CardView[] =>
  shownCards(cards).map(({ image, ...card }) => ({
    ...card,
    imageUrl: image && `/api/v1/messages/${messageId}/cards/images/${image.hash}`,
    imageWidth: image?.width ?? null,
    imageHeight: image?.height ?? null,
  }));
