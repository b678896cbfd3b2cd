/** Those who are in the room of the corpus. */
export const MEMBERS = ["ada", "anna", "anna_k", "bob", "王伟", "dot.name", "end."];

type Case = [text: string, called: string[], everybody?: "here" | "all"];

const FENCE = "```";

/**
 * Texts and whom they call, for the server, the composer's question and the drawing alike (docs/mentions.md). What is
 * called is what stands out when the text is drawn, and nothing else.
 */
export const CORPUS: Case[] = [
  ["hi @ada", ["ada"]],
  ["@Ada, @bob!", ["ada", "bob"]],
  ["(@ada)", ["ada"]],
  ["@ada.", ["ada"]],
  ["@end. of", ["end."]],
  ["@dot.name-", ["dot.name"]],
  ["@ada.lovelace", ["ada"]],
  ["@anna_k and @anna_kk", ["anna", "anna_k"]],
  ["@adam @nobody", []],
  ["@ ada @", []],
  ["@@ada", []],
  // Markdown's escapes and emphasis
  ["**@anna\\_k**", ["anna_k"]],
  ["@anna\\_k", ["anna_k"]],
  ["_@bob_", ["bob"]],
  ["*@bob* ~~@ada~~ ***@anna***", ["ada", "anna", "bob"]],
  ["&#64;ada", ["ada"]],
  ["\\@ada", ["ada"]],
  ["# @ada\n\n- @anna", ["ada", "anna"]],
  ["||@ada||", ["ada"]],
  ["<b>@ada</b>", ["ada"]],
  ["<div>@ada</div>", ["ada"]],
  ["[note]: @ada", ["ada"]],
  ["|a|b|\n|-|-|\n|@ada|@bob|", ["ada", "bob"]],
  // Scripts without spaces
  ["@bobさん", ["bob"]],
  ["请@bob看", ["bob"]],
  ["@王伟请看", ["王伟"]],
  ["＠Ada", ["ada"]],
  ["@Ａｄａ", ["ada"]],
  ["。@ada，@bob。", ["ada", "bob"]],
  // Quotes
  ["> @ada\n\n@bob", ["bob"]],
  ["> @ada\nand @anna goes on\n\n@bob", ["bob"]],
  ["> > @ada\n\n- > @anna\n- @bob", ["bob"]],
  ["> @all\n\nyes", []],
  ["\\> @ada", ["ada"]],
  // Code, formulas, links and addresses
  ["`@ada` ``@bob ` @ada``", []],
  [`${FENCE}\n@ada\n${FENCE}`, []],
  [`~~~\n@ada\n~~~\n@bob`, ["bob"]],
  [`${FENCE}\n@ada never closed`, []],
  [`x ${FENCE} @anna`, ["anna"]],
  ["` @ada", ["ada"]],
  ["    @ada\n\n@bob", ["bob"]],
  ["- a\n\n      @ada", []],
  ["$$@ada$$", []],
  ["[hi @ada](https://a.example) @bob", ["bob"]],
  ["![@ada](https://a.example/a.png)", []],
  ["<https://a.example/@ada> https://a.example/@ada", []],
  ["a@ada.example ada@ada x.@ada /@ada", []],
  // Quotes
  ["> @ada and @all\n\n@bob", ["bob"]],
  ["> > @ada\n> - @anna\n\nyes", []],
  ["> @here\n@bob goes on with the quote", []],
  // Everybody
  ["@all", [], "all"],
  ["@Channel. @everyone!", [], "all"],
  ["@here?", [], "here"],
  ["@all-", [], "all"],
  ["@here.", [], "here"],
  ["@ａｌｌ", [], "all"],
  ["**@all**", [], "all"],
  ["@all请看", [], "all"],
  ["`@all` [@all](https://a.example) @allan @here_now @all-hands", []],
  [`${FENCE}\n@all\n${FENCE}`, []],
];
