import type { MailWords } from "./mail-words";

/** A message of a mail, as its reader wants to see it. */
export type MailEntry = {
  /** Null where the section is named for its only sender. */
  sender: string | null;
  at: string;
  /** Null where mails show no text. */
  text: string | null;
  url: string;
};

/** The messages of one room in a mail. */
export type MailSection = { title: string; url: string; entries: MailEntry[]; more: string | null };

/** The content of a mail about messages, before it takes its two forms. */
export type MailContent = {
  words: MailWords;
  hello: string;
  intro: string;
  sections: MailSection[];
  moreRooms: string | null;
  openUrl: string;
  why: string;
  settingsUrl: string;
  unsubscribeUrl: string;
};

/** Writes a mail as plain text. */
export function textOf(content: MailContent): string {
  const { words, hello, intro, sections, moreRooms, openUrl, why, settingsUrl, unsubscribeUrl } = content;
  const blocks = [
    hello,
    intro,
    ...sections.map(sectionText),
    ...(moreRooms ? [moreRooms] : []),
    `${words.open}: ${openUrl}`,
    `${why}\n${words.settings}: ${settingsUrl}\n${words.unsubscribe}: ${unsubscribeUrl}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function sectionText({ title, entries, more, url }: MailSection): string {
  const lines = entries.flatMap(({ sender, at, text, url }) => [
    sender === null ? at : `${sender}, ${at}`,
    ...(text === null ? [] : text.split("\n").map((line) => `> ${line}`)),
    url,
    "",
  ]);
  return [title, "-".repeat(Math.min(40, [...title].length)), ...lines, ...(more ? [`${more}: ${url}`] : [])]
    .join("\n")
    .trimEnd();
}

// Mail programs know tables and little of style sheets, so every element has its own style. Colours of a dark theme are in
// the one sheet, for programs that read it; others invert the light ones by themselves.
const FONT = "font-family:Inter,system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SHEET = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#111110!important}.card{background:#171716!important;border-color:#2a2926!important}
.ink{color:#ecebe8!important}.ink2{color:#aaa69e!important}.line{border-color:#2a2926!important}
.link{color:#5fbf9f!important}.button{background:#5fbf9f!important;color:#0d1f19!important}}`;

/** Writes a mail as HTML. All of its text is escaped; it loads nothing. */
export function htmlOf(content: MailContent): string {
  const { words, hello, intro, sections, moreRooms, openUrl, why, settingsUrl, unsubscribeUrl } = content;
  const small = "font-size:13px;line-height:20px;color:#5f5b55";
  const link = (url: string, label: string) =>
    `<a class="link" href="${escaped(url)}" style="color:#1f6a56">${escaped(label)}</a>`;
  return `<!doctype html>
<html lang="${words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><style>${SHEET}</style></head>
<body class="page" style="margin:0;background:#f5f4f1">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #e8e5df;border-radius:12px;${FONT}">
<tr><td class="ink" style="padding:24px 24px 0;font-size:15px;line-height:22px;color:#1d1c1a" dir="auto">${escaped(hello)}</td></tr>
<tr><td class="ink" style="padding:8px 24px 0;font-size:15px;line-height:22px;color:#1d1c1a" dir="auto">${escaped(intro)}</td></tr>
${sections.map(sectionHtml).join("\n")}
${moreRooms ? `<tr><td class="ink2" style="padding:20px 24px 0;${small}">${escaped(moreRooms)}</td></tr>` : ""}
<tr><td style="padding:24px"><a class="button" href="${escaped(openUrl)}" style="display:inline-block;padding:8px 16px;border-radius:8px;background:#1f6a56;color:#ffffff;font-size:14px;line-height:20px;font-weight:600;text-decoration:none">${escaped(words.open)}</a></td></tr>
<tr><td class="line ink2" style="padding:16px 24px 20px;border-top:1px solid #e8e5df;${small}">${escaped(why)}<br>${link(settingsUrl, words.settings)} &nbsp;·&nbsp; ${link(unsubscribeUrl, words.unsubscribe)}</td></tr>
</table></td></tr></table></body></html>
`;
}

function sectionHtml({ title, url, entries, more }: MailSection): string {
  const head = `<a class="ink" href="${escaped(url)}" style="color:#1d1c1a;text-decoration:none" dir="auto">${escaped(title)}</a>`;
  const rest = more
    ? `<tr><td style="padding:8px 24px 0;font-size:13px;line-height:20px"><a class="link" href="${escaped(url)}" style="color:#1f6a56">${escaped(more)}</a></td></tr>`
    : "";
  return `<tr><td class="line" style="padding:24px 24px 8px;font-size:15px;line-height:22px;font-weight:650">${head}</td></tr>
${entries.map(entryHtml).join("\n")}${rest}`;
}

function entryHtml({ sender, at, text, url }: MailEntry): string {
  const body =
    text === null
      ? ""
      : `<div class="ink" style="padding-top:2px;color:#1d1c1a" dir="auto">${lines(text)}</div>`;
  const name =
    sender === null
      ? ""
      : `<span class="ink" style="font-weight:600;color:#1d1c1a" dir="auto">${escaped(sender)}</span> `;
  return `<tr><td style="padding:0 24px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="line" style="padding:10px 0;border-top:1px solid #e8e5df;font-size:15px;line-height:22px">${name}<a class="ink2" href="${escaped(url)}" style="font-size:13px;color:#5f5b55;white-space:nowrap">${escaped(at)}</a>${body}</td></tr></table></td></tr>`;
}

const lines = (text: string) => text.split("\n").map(escaped).join("<br>");

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
