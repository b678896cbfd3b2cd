import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { find, findMarked, say } from "@/tests/support/searching";
import { person, room } from "@/tests/support/world";

testDatabase();

/** A message, the search for it, and the message with the found places in brackets. */
test.each([
  ["We deployed it", "deploying", "We [deployed] it"],
  ["The deployment is done", "deploy", "The [deploy]ment is done"],
  ["Лимит соединений исчерпан", "соединение", "Лимит [соединений] исчерпан"],
  ["Пётр починил ёлку", "петр елка", "[Пётр] починил [ёлку]"],
  ["ПРИВЕТ всем", "привет", "[ПРИВЕТ] всем"],
  ["half typed installation", "installa", "half typed [installa]tion"],
  ["connection pooler waits", "ooler", "connection p[ooler] waits"],
  ["what about it", "what about", "[what] [about] it"],
  ["to be or not to be", "to be or not to be", "[to] [be] [or] [not] [to] [be]"],
  ["не и да", "не и", "[не] [и] да"],
  ["see PLT-3699 now", "PLT-3699", "see [PLT-3699] now"],
  ["see PLT-3699 now", "3699", "see PLT-[3699] now"],
  ["saved foo.png there", "foo", "saved [foo].png there"],
  ["look at https://www.canlii.org/en/x", "canlii", "look at https://www.[canlii].org/en/x"],
  [
    "look at https://www.canlii.org/en/x",
    "https://www.canlii.org/en",
    "look at [https://www.canlii.org/en]/x",
  ],
  ["github.com/user/project is ours", "github.com/user/pro", "[github.com/user/project] is ours"],
  ["mail user@example.org please", "user@example.org", "mail [user@example.org] please"],
  ["mail user@example.org please", "example", "mail user@[example].org please"],
  ["route 10.0.0.0/8 to it", "10.0.0.0/8", "route [10.0.0.0/8] to it"],
  ["use test_with_underscore", "with_under", "use test_[with_underscore]"],
  ["call fooBar twice", "bar", "call foo[Bar] twice"],
  ["call fooBar twice", "foobar", "call [fooBar] twice"],
  ["C++ and C#", "C++", "[C++] and C#"],
  ["C++ and C#", "c#", "C++ and [C#]"],
  ["on .NET and a net", ".NET", "on [.NET] and a net"],
  ["release v2.3.1 today", "v2.3.1", "release [v2.3.1] today"],
  ["ticket #4711", "#4711", "ticket #[4711]"],
  ["@angular/core is out", "@angular/core", "@[angular/core] is out"],
  ["it costs 1 000 euro", "1000", "it costs [1 000] euro"],
  ["it costs 1,000 euro", "1 000", "it costs [1,000] euro"],
  ["it costs 1000 euro", "1,000", "it costs [1000] euro"],
  ["call +7 (495) 123-45-67 now", "+74951234567", "call [+7 (495) 123-45-67] now"],
  ["call 8 800 555 35 35 now", "88005553535", "call [8 800 555 35 35] now"],
  ["call 88005553535 now", "8 800 555-35-35", "call [88005553535] now"],
  ["due 2026-11-30 12:00", "2026-11-30", "due [2026-11-30] 12:00"],
  ["due 30.11.2026 5 times", "30.11.2026", "due [30.11.2026] 5 times"],
  ["ping 192.168.10.20 443", "192.168.10.20", "ping [192.168.10.20] 443"],
  ["I don’t know", "don't", "I [don’t] know"],
  ["Straße am Café", "strasse cafe", "[Straße] am [Café]"],
  ["strasse", "Straße", "[strasse]"],
  ["l'école est là", "école", "l'[école] est là"],
  ["İstanbul yolu", "istanbul", "[İstanbul] yolu"],
  ["ΟΔΟΣ", "οδος", "[ΟΔΟΣ]"],
  ["ＡＢＣ１２３", "abc123", "[ＡＢＣ１２３]"],
  ["ｶﾞｲﾄﾞ", "ガイド", "[ｶﾞｲﾄﾞ]"],
  ["我家在上海东边", "上海", "我家在[上海]东边"],
  ["我家在上海东边", "海", "我家在上[海]东边"],
  ["记忆系统", "记忆 系统", "[记忆系统]"],
  ["设置cron任务", "cron 任务", "设置[cron任务]"],
  ["한국어 문서", "국어", "한[국어] 문서"],
  ["well done 👍🏽!", "👍", "well done [👍🏽]!"],
  ["love ❤️", "❤", "love [❤️]"],
  ["**deploy** failed again", '"deploy failed"', "**[deploy** failed] again"],
  ["first line\nsecond", '"line second"', "first [line\nsecond]"],
  ["OK go", "ok", "[OK] go"],
  ["a b c", "b", "a [b] c"],
])("%s is found by %s", async (text, q, marked) => {
  const ada = await person("Ada");
  const den = await room(ada);
  await say(ada, den.id, "nothing of that kind", text);
  expect(await findMarked(ada, q)).toEqual([marked]);
});

test.each([
  ["a deployment", '"deploy"'],
  ["good old book", '"good book"'],
  ["book good", '"good book"'],
  ["smoking and marijuana", "smoking -marijuana"],
  ["a bot said deploy", "deploy -bot"],
  ["percent", "%"],
  ["t and shirt", "t-shirt"],
  ["moved 2026-11-30 12:00", "moved -2026-11-30"],
  ["in 2026, 11 or 30", "2026-11-30 or"],
  ["1 000 000 euro", "1 000"],
])("%s is not found by %s", async (text, q) => {
  const ada = await person("Ada");
  const den = await room(ada);
  await say(ada, den.id, text, "% and a sign");
  expect(await find(ada, q).catch(() => [])).toEqual([]);
});

test.each([
  ["deploy released", "deploy -rel"],
  ["deploy to the t-shirts shop", "deploy -t-shirt"],
  ["concatenate it", "caten -cat"],
])("%s is found by %s, which excludes whole words alone", async (text, q) => {
  const ada = await person("Ada");
  const den = await room(ada);
  await say(ada, den.id, text);
  expect(await find(ada, q)).toEqual([text]);
});

test("words inside others are found only where whole ones are few", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await say(ada, den.id, "concatenate", ...Array.from({ length: 10 }, (_, number) => `cat ${number}`));
  expect(await find(ada, "cat")).not.toContain("concatenate");
  expect(await find(ada, "cat -9 -8")).toContain("concatenate");
});

test("a long text is found by its last word", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const text = `${"filler ".repeat(2_800)}needle`;
  await say(ada, den.id, text);
  expect(await findMarked(ada, "needle")).toEqual([`${"filler ".repeat(2_800)}[needle]`]);
});
