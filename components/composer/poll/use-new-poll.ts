"use client";

import { useRef, useState } from "react";
import { POLL_LIMITS } from "@/lib/shared/poll-limits";
import { isBlank } from "@/lib/shared/text/blank";
import { fold } from "@/lib/shared/text/fold";

const { pollOptions } = POLL_LIMITS;

type Problem = { field: "question" | number; word: "noQuestion" | "tooFew" | "twice" };

/** The question and the options of a poll that is being written. */
export function useNewPoll(given: string, givenOptions: readonly string[] = ["", ""]) {
  const form = useRef<HTMLFormElement>(null);
  const [question, setQuestion] = useState(given);
  const [options, setOptions] = useState([...givenOptions]);
  const [problem, note] = useState<Problem | null>(null);

  const focusOption = (index: number) =>
    void requestAnimationFrame(() =>
      form.current?.querySelectorAll<HTMLInputElement>("[data-option]")[index]?.focus(),
    );

  function set(changed: string[], focused: number | null = null) {
    setOptions(changed);
    note(null);
    if (focused !== null) focusOption(focused);
  }

  const add = () => set([...options, ""], options.length);

  /** Looks for what the server would refuse, and leads there. Returns the options if there is nothing. */
  function check(): string[] | null {
    const found = problemOf(question, options);
    note(found);
    if (!found) return options.map((option) => option.trim()).filter((option) => !isBlank(option));
    if (found.field === "question") form.current?.querySelector("input")?.focus();
    else focusOption(found.field);
    return null;
  }

  return {
    form,
    question,
    options,
    problem,
    check,
    add,
    canAdd: options.length < pollOptions.max,
    canRemove: options.length > pollOptions.min,
    ask(text: string) {
      setQuestion(text);
      note(null);
    },
    change: (index: number, text: string) =>
      set(options.map((option, place) => (place === index ? text : option))),
    remove: (index: number) =>
      set(
        options.filter((_, place) => place !== index),
        Math.max(0, index - 1),
      ),
    /** Goes to the next option, and adds one after the last if that has words. */
    next(index: number) {
      if (index < options.length - 1) focusOption(index + 1);
      else if (!isBlank(options[index] ?? "") && options.length < pollOptions.max) add();
    },
  };
}

function problemOf(question: string, options: readonly string[]): Problem | null {
  if (isBlank(question)) return { field: "question", word: "noQuestion" };
  const keys = options.map((option) => fold(option.trim()));
  const twice = keys.findIndex((key, index) => key !== "" && keys.indexOf(key) < index);
  if (twice >= 0) return { field: twice, word: "twice" };
  const filled = options.filter((option) => !isBlank(option)).length;
  return filled < pollOptions.min ? { field: options.findIndex(isBlank), word: "tooFew" } : null;
}
