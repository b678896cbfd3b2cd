"use client";

import Highlighted from "@/components/message/text/highlighted";
import { displayText } from "@/lib/shared/text/shown";

/** The language of a file for highlighting: its extension, or its name, such as Dockerfile. */
export function languageOfFile(name: string): string {
  return (/\.([^.]+)$/.exec(name)?.[1] ?? name).toLowerCase();
}

/** The first lines of a text file, in colours where their language is known. */
export default function TextPreview({ name, text }: { name: string; text: string }) {
  return <Highlighted code={displayText(text)} language={languageOfFile(name)} />;
}
