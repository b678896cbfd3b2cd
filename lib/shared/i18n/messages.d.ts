import type en from "./en.json";
import type { Locale as OurLocale } from "./locales";

// English is the measure: a key that it does not have is a type error, and ru.json must have the same ones.
declare module "next-intl" {
  interface AppConfig {
    Locale: OurLocale;
    Messages: typeof en;
  }
}
