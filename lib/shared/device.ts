const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bYaBrowser\//, "Yandex"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;

const SYSTEMS = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
] as const;

/** Parses a `User-Agent`: browser and system for a browser, else the program's name. */
export function deviceOf(userAgent: string): { browser: string; system: string | null } {
  const first = /^[^\s/(]+/.exec(userAgent)?.[0] ?? "";
  const known = (list: typeof BROWSERS | typeof SYSTEMS) =>
    list.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
  const browser = known(BROWSERS);
  return browser ? { browser, system: known(SYSTEMS) } : { browser: first.slice(0, 40), system: null };
}
