import type en from "./en.json";
import type { Locale as OurLocale } from "./locales";

// English is the reference: an unknown key is a type error, and ru.json must have the same keys.
declare module "next-intl" {
  interface AppConfig {
    Locale: OurLocale;
    Messages: typeof en;
  }
}
