import { expect, test } from "vitest";
import { chooseLocale, formatLocaleOf, wishesOf } from "./locales";

test("the best wish that is spoken here decides, and the rest is ignored", () => {
  expect(chooseLocale(wishesOf("de-DE, ru;q=0.8, en;q=0.9"))).toBe("en");
  expect(chooseLocale(wishesOf("ru-RU,ru;q=0.9"))).toBe("ru");
  expect(chooseLocale(wishesOf("fr"))).toBe("en");
  expect(chooseLocale(wishesOf(null))).toBe("en");
  expect(chooseLocale(wishesOf("ru;q=0, */*;;q=x, en"))).toBe("en");
});

test("dates follow the region of the browser's wish", () => {
  expect(formatLocaleOf("en", wishesOf("en-GB,en;q=0.9"))).toBe("en-GB");
  expect(formatLocaleOf("ru", wishesOf("en-GB"))).toBe("ru");
});
