import { expect, test } from "vitest";
import { chooseLocale, formatLocaleOf, preferredTags } from "./locales";

test("the best wish that is spoken here decides, and the rest is ignored", () => {
  expect(chooseLocale(preferredTags("de-DE, ru;q=0.8, en;q=0.9"))).toBe("en");
  expect(chooseLocale(preferredTags("ru-RU,ru;q=0.9"))).toBe("ru");
  expect(chooseLocale(preferredTags("fr"))).toBe("en");
  expect(chooseLocale(preferredTags(null))).toBe("en");
  expect(chooseLocale(preferredTags("ru;q=0, */*;;q=x, en"))).toBe("en");
});

test("dates follow the region of the browser's wish", () => {
  expect(formatLocaleOf("en", preferredTags("en-GB,en;q=0.9"))).toBe("en-GB");
  expect(formatLocaleOf("ru", preferredTags("en-GB"))).toBe("ru");
});
