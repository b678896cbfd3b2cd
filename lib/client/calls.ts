/** Code is quoted, and calls nobody. The same words as the server reads. */
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const EVERYONE = /(?<![\p{L}\p{M}\p{N}._/@＠-])[@＠](?:all|channel|everyone|here)(?![\p{L}\p{M}\p{N}_-])/iu;

/** Whether a text calls everybody in the room, or everybody who is there. */
export const callsEveryone = (text: string) => /[@＠]/.test(text) && EVERYONE.test(text.replace(CODE, " "));
