import { describe, expect, test } from "vitest";
import { safeAddress } from "./links";

describe("S36: an address", () => {
  test.each(["https://example.org/a?b=c#d", "http://example.org/", "mailto:ada@example.org"])(
    "%s may be linked to",
    (address) => {
      expect(safeAddress(address)?.href).toBe(address);
    },
  );

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "//example.org",
    "/admin",
    "example.org",
    "https://",
    "",
  ])("%j may not", (address) => {
    expect(safeAddress(address)).toBeNull();
  });

  test("shows a host of look-alike letters for what it is", () => {
    const address = safeAddress("https://аррle.com/");
    expect(address?.host).toMatch(/^xn--/);
    expect(address?.isDeceptive("https://аррle.com/")).toBe(true);
  });

  test.each([
    ["https://evil.example/", "https://bank.example/login", true],
    ["https://evil.example/", "bank.example", true],
    ["https://bank.example/login", "www.bank.example", false],
    ["https://bank.example/", "our bank", false],
    ["mailto:ada@bank.example", "ada@bank.example", false],
  ])("to %s under the label %j: deceptive %s", (href, label, is) => {
    expect(safeAddress(href)?.isDeceptive(label)).toBe(is);
  });
});
